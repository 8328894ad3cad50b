import type { JsonValue } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { errorFromJson } from "@connectrpc/connect/protocol-connect";
import { describe, expect, it } from "vitest";
import { mayPass, problemOf } from "@/api/problem.ts";

// As the gateway writes it: each detail as bytes, and beside them as JSON.
function refused(code: string, reason: string): ConnectError {
  const answer: JsonValue = {
    code,
    message: "no",
    details: [
      {
        type: "google.rpc.ErrorInfo",
        value: "",
        debug: { reason, domain: "anchorledger", metadata: { rule: "R7" } },
      },
      {
        type: "google.rpc.BadRequest",
        value: "",
        debug: { fieldViolations: [{ field: "events[0].amount", reason: "FIELD_MISSING" }] },
      },
      { type: "google.rpc.RetryInfo", value: "", debug: { retryDelay: "2.500s" } },
    ],
  };
  return errorFromJson(answer, undefined, new ConnectError("none", Code.Internal));
}

describe("a problem", () => {
  it("has the reason, the fields and the delay that the server named", () => {
    const problem = problemOf(refused("failed_precondition", "RULE_BROKEN"));
    expect(problem).toMatchObject({
      reason: "RULE_BROKEN",
      metadata: { rule: "R7" },
      fields: [{ field: "events[0].amount", reason: "FIELD_MISSING" }],
      retryAfterMs: 2500,
    });
    expect(mayPass(problem)).toBe(false);
  });

  it("of an answer without details is what its code says", () => {
    expect(problemOf(new ConnectError("late", Code.DeadlineExceeded))).toMatchObject({
      reason: "DEADLINE_EXCEEDED",
      detail: "late",
      fields: [],
      metadata: {},
    });
    expect(problemOf(new ConnectError("who", Code.Unauthenticated)).reason).toBe(
      "CREDENTIAL_MISSING",
    );
    expect(problemOf(new Error("torn"))).toMatchObject({ reason: "UNKNOWN", detail: "torn" });
  });

  it("with a reason that this page does not know keeps to its code", () => {
    expect(problemOf(refused("unavailable", "NEW_REASON")).reason).toBe("OFFLINE");
    expect(problemOf(refused("internal", "UNSPECIFIED")).reason).toBe("UNKNOWN");
  });

  it("without a server is being offline, which passes", () => {
    const problem = problemOf(ConnectError.from(new TypeError("Failed to fetch")));
    expect(problem.reason).toBe("OFFLINE");
    expect(mayPass(problem)).toBe(true);
  });
});
