import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useRef, type ReactNode } from "react";
import { FullPageLoading } from "@/ui/states/Loading.tsx";
import { ProblemState } from "@/ui/states/ProblemState.tsx";
import { arrive } from "./arrival.ts";
import { SignInError, type Role, type Session } from "./session.ts";
import { SignInPage } from "./SignInPage.tsx";

/** The cache key of the session: who is signed in, or null. */
export const sessionKey = ["session"] as const;

export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: arrive,
  retry: (failures, error) =>
    failures < 3 && error instanceof SignInError && error.why === "offline",
});

const SessionContext = createContext<Session | undefined>(undefined);

/** For pages that know by other means who it is: those of a link. */
export const ActingAs = SessionContext.Provider;

/** Who is signed in. Only below SessionGate. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession outside of SessionGate");
  return session;
}

/** Whether the signed-in person has one of the roles. */
export function useHasRole(roles: readonly Role[]): boolean {
  const own = useSession().roles;
  return roles.some((role) => own.includes(role));
}

/** Shows what is below to somebody who is signed in, and the sign-in page to everybody else. */
export function SessionGate(props: { children: ReactNode }) {
  const queries = useQueryClient();
  const session = useQuery(sessionQuery);
  const had = useRef(false);
  if (session.data) had.current = true;
  if (session.isPending) return <FullPageLoading />;
  if (session.isError) {
    const reason = session.error instanceof SignInError && session.error.why === "offline";
    return (
      <ProblemState
        problem={{
          reason: reason ? "OFFLINE" : "UNKNOWN",
          detail: session.error.message,
          fields: [],
          metadata: {},
          retryAfterMs: undefined,
        }}
        onRetry={() => void session.refetch()}
        isPage
      />
    );
  }
  if (!session.data) {
    return (
      <SignInPage
        hasEnded={had.current}
        onSignedIn={(who) => {
          // What was asked as somebody who was not known any more.
          queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
          queries.setQueryData(sessionKey, who);
        }}
      />
    );
  }
  return <SessionContext value={session.data}>{props.children}</SessionContext>;
}
