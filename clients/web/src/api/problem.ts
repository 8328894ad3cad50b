// What went wrong with a call, read without the code that makes calls: the sign-in page needs the
// one, and comes sooner without the other.
import type { ConnectError } from "@connectrpc/connect";
import type { ErrorReason } from "@/gen/anchorledger/api/v1/error_reason_pb";
import { problemTexts } from "./problem_texts.ts";

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

type KnownReason = Exclude<keyof typeof ErrorReason, "UNSPECIFIED">;

// There is a sentence for each reason of the contract: the compiler sees to it.
function reasonNamed(name: unknown): ProblemReason | undefined {
  const isKnown = typeof name === "string" && Object.hasOwn(problemTexts.en.sentence, name);
  return isKnown ? (name as KnownReason) : undefined;
}

// The numbers of Connect's codes. For answers without ErrorInfo: from a proxy in between, or from
// the browser itself.
const reasonOfCode: Readonly<Record<number, ProblemReason>> = {
  1: "CANCELLED",
  4: "DEADLINE_EXCEEDED",
  5: "NOT_FOUND",
  7: "PERMISSION_DENIED",
  14: "OFFLINE",
  16: "CREDENTIAL_MISSING",
};

/** Something could not be had because no server answered. */
export class NoServer extends Error {}

function isConnectError(error: unknown): error is ConnectError {
  return error instanceof Error && error.name === "ConnectError";
}

// A fetch that found no server throws a TypeError in every browser.
function foundNoServer(error: unknown): boolean {
  if (isConnectError(error)) return foundNoServer(error.cause);
  return error instanceof TypeError || error instanceof NoServer;
}

function codeReason(error: unknown): ProblemReason {
  if (foundNoServer(error)) return "OFFLINE";
  if (isConnectError(error)) return reasonOfCode[error.code] ?? "UNKNOWN";
  const isStopped = error instanceof Error && /^(Abort|Timeout)Error$/.test(error.name);
  return isStopped ? "CANCELLED" : "UNKNOWN";
}

interface Detail {
  readonly reason?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly fieldViolations?: readonly {
    readonly field?: string;
    readonly description?: string;
    readonly reason?: string;
  }[];
  /** Seconds, such as "2.500s". */
  readonly retryDelay?: string;
}

// Each detail of the gateway comes twice: as bytes, and as the JSON that is read here.
function detailOf(error: unknown, type: string): Detail {
  if (!isConnectError(error)) return {};
  const found = error.details.find((one) => "type" in one && one.type === `google.rpc.${type}`);
  return ((found && "debug" in found && found.debug) || {}) as Detail;
}

function messageOf(error: unknown): string {
  if (isConnectError(error)) return error.rawMessage;
  return error instanceof Error ? error.message : String(error);
}

/** Reads what any thrown thing tells. */
export function problemOf(error: unknown): Problem {
  const info = detailOf(error, "ErrorInfo");
  const { fieldViolations = [] } = detailOf(error, "BadRequest");
  const { retryDelay } = detailOf(error, "RetryInfo");
  return {
    reason: reasonNamed(info.reason) ?? codeReason(error),
    detail: messageOf(error),
    fields: fieldViolations.map(({ field = "", description = "", reason }) => ({
      field,
      description,
      reason: reasonNamed(reason) ?? "FIELD_INVALID",
    })),
    metadata: info.metadata ?? {},
    retryAfterMs: retryDelay === undefined ? undefined : Math.ceil(parseFloat(retryDelay) * 1000),
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
