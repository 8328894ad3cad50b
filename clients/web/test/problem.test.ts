import { create, toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { mayPass, problemOf } from "@/api/problem.ts";
import { BadRequestSchema, ErrorInfoSchema, RetryInfoSchema } from
  "@/gen/google/rpc/error_details_pb";

function refused(code: Code, reason: string) {
  const error = new ConnectError("no", code);
  error.details = [
    { desc: ErrorInfoSchema, value: { reason, domain: "anchorledger", metadata: { rule: "R7" } } },
    {
      desc: BadRequestSchema,
      value: { fieldViolations: [{ field: "events[0].amount", reason: "FIELD_MISSING" }] },
    },
    { desc: RetryInfoSchema, value: { retryDelay: { seconds: 2n, nanos: 500_000_000 } } },
  ];
  return error;
}

describe("a problem", () => {
  it("has the reason, the fields and the delay that the server named", () => {
    const problem = problemOf(refused(Code.FailedPrecondition, "RULE_BROKEN"));
    expect(problem).toMatchObject({
      reason: "RULE_BROKEN",
      metadata: { rule: "R7" },
      fields: [{ field: "events[0].amount", reason: "FIELD_MISSING" }],
      retryAfterMs: 2500,
    });
    expect(mayPass(problem)).toBe(false);
  });

  it("reads details as they come over the wire", () => {
    const error = new ConnectError("no", Code.Aborted);
    const info = create(ErrorInfoSchema, { reason: "EXPECTATION_FAILED" });
    error.details = [
      { type: ErrorInfoSchema.typeName, value: toBinary(ErrorInfoSchema, info) },
    ];
    expect(problemOf(error).reason).toBe("EXPECTATION_FAILED");
  });

  it("with a reason that this page does not know keeps to its code", () => {
    expect(problemOf(refused(Code.Unavailable, "NEW_REASON")).reason).toBe("OFFLINE");
    expect(problemOf(refused(Code.Internal, "UNSPECIFIED")).reason).toBe("UNKNOWN");
  });

  it("without a server is being offline, which passes", () => {
    const problem = problemOf(ConnectError.from(new TypeError("Failed to fetch")));
    expect(problem.reason).toBe("OFFLINE");
    expect(mayPass(problem)).toBe(true);
  });
});
