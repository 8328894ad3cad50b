import { forgetAskedAhead, takeSession } from "@/api/asked_ahead.ts";
import { ofDevice } from "@/kept.ts";

/** Roles of the contract, as tokens carry them. */
export const allRoles = [
  "fin", "hr", "sc", "cb", "exec", "par", "res", "eval", "stw", "sys", "operator",
] as const;
export type Role = (typeof allRoles)[number];

/** Who is signed in. */
export interface Session {
  readonly tenantId: string;
  readonly actorId: string;
  readonly organisationId: string;
  readonly roles: readonly Role[];
  /** Came by a link: for this report, and for nothing else. */
  readonly reportId?: string;
}

/** What /session answers. */
type Answer = ({ readonly signedIn: true } & Session) | { readonly signedIn: false };

/** The gateway refused to open a session, or could not be reached. */
export class SignInError extends Error {
  readonly why: "refused" | "offline" | "failed";

  constructor(why: SignInError["why"]) {
    super(`sign-in: ${why}`);
    this.why = why;
  }
}

const HTTP_UNAUTHORIZED = 401;

// Whether somebody was signed in in this browser when last asked: the pages are then worth loading
// before it is known again (src/ahead). Proves nothing to anybody.
const HINT = "anchorledger.signed-in";

function noteHint(session: Session | null): Session | null {
  if (session) ofDevice.put(HINT, "yes");
  else ofDevice.remove(HINT);
  return session;
}

/** Whether somebody was signed in in this browser when last asked. */
export function wasSignedIn(): boolean {
  return localStorage.getItem(HINT) !== null;
}

async function send(method: string, body?: object, query = ""): Promise<Response> {
  try {
    return await fetch(`/session${query}`, {
      method,
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body ? JSON.stringify(body) : null,
      credentials: "same-origin",
      cache: "no-store",
    });
  } catch {
    throw new SignInError("offline");
  }
}

async function readSession(response: Response): Promise<Session | null> {
  if (response.status === HTTP_UNAUTHORIZED) throw new SignInError("refused");
  if (!response.ok) throw new SignInError("failed");
  const answer = (await response.json()) as Answer;
  return answer.signedIn ? answer : null;
}

/** Whose session the cookie is for; null when nobody is signed in. */
export async function currentSession(): Promise<Session | null> {
  // At once: the answer that index.html asks for goes to the first who asks (dropAskedAhead).
  const answer = takeSession()?.catch(() => send("GET")) ?? send("GET");
  return noteHint(await readSession(await answer));
}

/**
 * Takes the answer that index.html asks for ahead where nobody needs it: browsers complain of what
 * was asked for in vain.
 */
export function dropAskedAhead(): void {
  currentSession().catch(() => undefined);
}

/** Exchanges a token for a cookie that scripts cannot read. The token itself is not kept. */
export async function signIn(token: string): Promise<Session> {
  forgetAskedAhead();
  const session = await readSession(await send("POST", { token }));
  if (!session) throw new SignInError("failed");
  noteHint(session);
  return session;
}

/** Ends this session, or those of the same person on all devices. */
export async function signOut(where: "here" | "everywhere" = "here"): Promise<void> {
  await send("DELETE", undefined, where === "everywhere" ? "?everywhere=true" : "");
}
