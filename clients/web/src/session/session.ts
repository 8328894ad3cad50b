import { ownHeader } from "@/api/transport.ts";

/** Roles of the contract, as tokens carry them. */
export type Role =
  | "fin" | "hr" | "sc" | "cb" | "exec" | "par" | "res" | "eval" | "stw" | "sys" | "operator";

/** Who is signed in. */
export interface Session {
  readonly tenantId: string;
  readonly actorId: string;
  readonly organisationId: string;
  readonly roles: readonly Role[];
}

/** The gateway refused to open a session, or could not be reached. */
export class SignInError extends Error {
  constructor(readonly why: "refused" | "offline" | "failed") {
    super(`sign-in: ${why}`);
  }
}

const HTTP_UNAUTHORIZED = 401;

async function send(method: string, headers: Record<string, string> = {}): Promise<Response> {
  try {
    return await fetch("/session", {
      method,
      headers: { [ownHeader.name]: ownHeader.value, ...headers },
      credentials: "same-origin",
      cache: "no-store",
    });
  } catch {
    throw new SignInError("offline");
  }
}

async function readSession(response: Response): Promise<Session> {
  if (!response.ok) throw new SignInError("failed");
  return (await response.json()) as Session;
}

/** Whose session the cookie is for; null when nobody is signed in. */
export async function currentSession(): Promise<Session | null> {
  const response = await send("GET");
  return response.status === HTTP_UNAUTHORIZED ? null : readSession(response);
}

/** Exchanges a token for a cookie that scripts cannot read. The token itself is not kept. */
export async function signIn(token: string): Promise<Session> {
  const response = await send("POST", { Authorization: `Bearer ${token}` });
  if (response.status === HTTP_UNAUTHORIZED) throw new SignInError("refused");
  return readSession(response);
}

export async function signOut(): Promise<void> {
  await send("DELETE");
}
