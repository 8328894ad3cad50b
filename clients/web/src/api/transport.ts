import { Code, ConnectError, type Interceptor, type Transport } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";
import { noteServerTime } from "@/clock.ts";
import { fetchAhead } from "./asked_ahead.ts";
import { noteAnswer } from "./freshness.ts";

// Every call has a deadline; the server refuses those without one.
const DEADLINE_MS = 30_000;

/** For calls that live until they are cancelled. */
export const withoutDeadline = { timeoutMs: 0 } as const;

/** A credential that scripts hold themselves: that of a link, which is no cookie. */
export interface HeldCredential {
  /** The value of `Authorization`. */
  readonly authorization: () => string;
  /** Tries to get a new one; false when there is none to be had. */
  readonly renew: () => Promise<boolean>;
}

let held: HeldCredential | undefined;

/** Makes all calls of this page with a credential of its own, instead of the session's cookie. */
export function callWith(credential: HeldCredential): void {
  held = credential;
}

const withHeldCredential: Interceptor = (next) => async (request) => {
  const credential = held;
  if (!credential) return next(request);
  request.header.set("Authorization", credential.authorization());
  try {
    return await next(request);
  } catch (error) {
    const isOver = error instanceof ConnectError && error.code === Code.Unauthenticated;
    if (!isOver || !(await credential.renew())) throw error;
    request.header.set("Authorization", credential.authorization());
    return next(request);
  }
};

/** How an answer says how much of the log it is true for. */
interface Dated {
  readonly asOfPosition?: bigint;
  readonly headPosition?: bigint;
}

const notingAnswers: Interceptor = (next) => async (request) => {
  const answer = await next(request);
  if (answer.stream) return answer;
  const { asOfPosition, headPosition }: Dated = answer.message as Dated;
  const position = asOfPosition ?? headPosition;
  if (position !== undefined) noteAnswer(position);
  return answer;
};

async function fetchAndNote(...call: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetchAhead(...call);
  noteServerTime(response.headers.get("date"));
  return response;
}

/**
 * The one way to the server: the Connect protocol at the address the page came from. Who calls is
 * in the session's cookie, which scripts cannot read.
 */
export const transport: Transport = createConnectTransport({
  baseUrl: location.origin,
  useBinaryFormat: true,
  defaultTimeoutMs: DEADLINE_MS,
  fetch: fetchAndNote,
  interceptors: [withHeldCredential, notingAnswers],
});
