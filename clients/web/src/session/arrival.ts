import { currentSession, dropAskedAhead, signIn, SignInError, type Session } from "./session.ts";

// Only on this machine: elsewhere an address could sign people in to an account of its sender.
const ownMachine = /^(127\.0\.0\.1|localhost|\[::1\])$/;

/**
 * The token behind "#" in an address, as `deploy/run` prints it, and an address without it: it must
 * not stay in the history. Browsers never send this part.
 */
export function takeToken(location: Location, history: History): string | undefined {
  const token = /^#token=([\w-]+)$/.exec(location.hash)?.[1];
  if (token === undefined) return undefined;
  history.replaceState(null, "", location.pathname + location.search);
  return ownMachine.test(location.hostname) ? token : undefined;
}

/** Who is signed in when a page is opened. */
export async function arrive(): Promise<Session | null> {
  const token = takeToken(window.location, window.history);
  if (token === undefined) return currentSession();
  dropAskedAhead();
  try {
    return await signIn(token);
  } catch (error) {
    if (error instanceof SignInError && error.why === "refused") return currentSession();
    throw error;
  }
}
