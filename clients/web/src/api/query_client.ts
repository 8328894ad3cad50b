import { QueryCache, QueryClient } from "@tanstack/react-query";
import { mayPass, needsSignIn, problemOf } from "./problem.ts";

const RETRIES_MAX = 3;
const RETRY_FIRST_MS = 400;
const RETRY_LAST_MS = 5_000;

/**
 * The cache of all answers. Answers stay until an event that was recorded anywhere makes them old
 * (live/follow.ts); nothing is asked again by time alone.
 */
export function newQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (needsSignIn(problemOf(error))) onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < RETRIES_MAX && mayPass(problemOf(error)),
        retryDelay: (failures, error) =>
          problemOf(error).retryAfterMs ??
          Math.min(RETRY_FIRST_MS * 2 ** failures, RETRY_LAST_MS),
        // The browser's own idea of being online is wrong for a server on this machine or network.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}
