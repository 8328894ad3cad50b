import { Code, ConnectError } from "@connectrpc/connect";
import { ErrorReason } from "@/gen/anchorledger/api/v1/error_reason_pb";
import {
  BadRequestSchema,
  ErrorInfoSchema,
  RetryInfoSchema,
} from "@/gen/google/rpc/error_details_pb";

/** Why a call failed: a reason of the contract, or one of our own. */
export type ProblemReason =
  | Exclude<keyof typeof ErrorReason, "UNSPECIFIED">
  // The server could not be reached at all.
  | "OFFLINE"
  // Anything that names no reason that is known here.
  | "UNKNOWN";

/** What is wrong with one field of a request. */
export interface FieldProblem {
  /** Dotted path, as in `events[0].payload.hire_recorded.count`. */
  readonly field: string;
  readonly reason: ProblemReason;
  /** The server's words, in English. */
  readonly description: string;
}

/** An error as pages speak of it. */
export interface Problem {
  readonly reason: ProblemReason;
  /** The server's words, in English; pages show them only as a detail. */
  readonly detail: string;
  readonly fields: readonly FieldProblem[];
  /** What the reason is about, such as the rule that refused. */
  readonly metadata: Readonly<Record<string, string>>;
  /** When to try again, where the server said it. */
  readonly retryAfterMs: number | undefined;
}

function isReason(name: string): name is Exclude<keyof typeof ErrorReason, "UNSPECIFIED"> {
  return Object.hasOwn(ErrorReason, name) && name !== "UNSPECIFIED";
}

function reasonNamed(name: string | undefined): ProblemReason | undefined {
  return name !== undefined && isReason(name) ? name : undefined;
}

// For answers without ErrorInfo: from a proxy in between, or from the browser itself.
function reasonOfCode(code: Code): ProblemReason {
  switch (code) {
    case Code.Unavailable:
      return "OFFLINE";
    case Code.Unauthenticated:
      return "CREDENTIAL_MISSING";
    case Code.PermissionDenied:
      return "PERMISSION_DENIED";
    case Code.DeadlineExceeded:
      return "DEADLINE_EXCEEDED";
    case Code.Canceled:
      return "CANCELLED";
    case Code.NotFound:
      return "NOT_FOUND";
    default:
      return "UNKNOWN";
  }
}

/** Something could not be had because no server answered. */
export class NoServer extends Error {}

// A fetch that found no server throws a TypeError in every browser.
function foundNoServer(error: unknown): boolean {
  if (error instanceof ConnectError) return foundNoServer(error.cause);
  return error instanceof TypeError || error instanceof NoServer;
}

/** Reads what any thrown thing tells. */
export function problemOf(error: unknown): Problem {
  const connect = ConnectError.from(error);
  const info = connect.findDetails(ErrorInfoSchema)[0];
  const retry = connect.findDetails(RetryInfoSchema)[0]?.retryDelay;
  const fields = connect.findDetails(BadRequestSchema).flatMap((bad) => bad.fieldViolations);
  const reason = foundNoServer(error) ? "OFFLINE" : reasonOfCode(connect.code);
  return {
    reason: reasonNamed(info?.reason) ?? reason,
    detail: connect.rawMessage,
    fields: fields.map((violation) => ({
      field: violation.field,
      description: violation.description,
      reason: reasonNamed(violation.reason) ?? "FIELD_INVALID",
    })),
    metadata: info?.metadata ?? {},
    retryAfterMs: retry && Number(retry.seconds) * 1000 + Math.ceil(retry.nanos / 1e6),
  };
}

/** Whether the same request may succeed a little later. */
export function mayPass(problem: Problem): boolean {
  switch (problem.reason) {
    case "OFFLINE":
    case "QUEUE_FULL":
    case "QUOTA_EXCEEDED":
    case "PROJECTION_BEHIND":
    case "SHUTTING_DOWN":
    case "DEADLINE_EXCEEDED":
    case "OUTCOME_UNKNOWN":
      return true;
    default:
      return false;
  }
}

export function needsSignIn(problem: Problem): boolean {
  return problem.reason === "CREDENTIAL_MISSING" || problem.reason === "CREDENTIAL_INVALID";
}

/** Whether a request that was answered so may have been carried out, now or when it was sent
 * before: whoever is not known is turned away before anything is looked at. */
export function isUndecided(problem: Problem): boolean {
  return mayPass(problem) || needsSignIn(problem);
}
