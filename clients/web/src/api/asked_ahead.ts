// What src/ahead asked for while the first script was on its way. Each answer serves once: a later
// call asks anew.

/** One call, as it was sent. */
export interface AskedCall {
  /** As in its address: "anchorledger.api.v1.MetricsService/ListMetrics". */
  readonly method: string;
  readonly body: Uint8Array;
  readonly answer: Promise<Response>;
}

export interface AskedAhead {
  /** The link that was exchanged; absent: it is the session's cookie that counts. */
  readonly link?: string | undefined;
  /** When, in milliseconds since the page began to load. */
  readonly at: number;
  session?: Promise<Response> | undefined;
  readonly calls: AskedCall[];
}

type Place = { anchorledgerAhead?: AskedAhead | undefined };

// Somebody who comes to a page later than that wants to know how it is then.
const FRESH_MS = 20_000;

/** Leaves what is asked for where the page finds it. */
export function leave(ahead: AskedAhead): void {
  (globalThis as Place).anchorledgerAhead = ahead;
}

/** Forgets all of it: somebody else may sign in now. */
export function forgetAskedAhead(): void {
  delete (globalThis as Place).anchorledgerAhead;
}

function asked(): AskedAhead | undefined {
  return (globalThis as Place).anchorledgerAhead;
}

/** The exchange of this link for a session; without one, who is signed in. */
export function takeSession(link?: string): Promise<Response> | undefined {
  const ahead = asked();
  if (!ahead || ahead.link !== link) return undefined;
  const { session } = ahead;
  ahead.session = undefined;
  return session;
}

function isSame(one: Uint8Array, other: unknown): boolean {
  const bytes = other instanceof Uint8Array ? other : new Uint8Array();
  return one.length === bytes.length && one.every((byte, i) => byte === bytes[i]);
}

/** As `fetch`, but what was asked for ahead, by whose session was taken, is there already. Where
 * that failed, it is asked for. */
export async function fetchAhead(...call: Parameters<typeof fetch>): Promise<Response> {
  const ahead = asked();
  if (!ahead || ahead.session || performance.now() - ahead.at > FRESH_MS) return fetch(...call);
  const [address, init] = call;
  const place = ahead.calls.findIndex(
    ({ method, body }) => String(address).endsWith(`/${method}`) && isSame(body, init?.body),
  );
  const [found] = place < 0 ? [] : ahead.calls.splice(place, 1);
  const answer = await found?.answer.catch(() => undefined);
  return answer?.ok ? answer : fetch(...call);
}
