import { useEffect, useState } from "react";
import { eventClient } from "@/api/events.ts";
import { problemOf, type Problem } from "@/api/problem.ts";
import type { ProposedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { appendRequest } from "./request.ts";

/** What the server thinks of what is on the screen. */
export interface Verdict {
  readonly state: "waiting" | "good" | "refused" | "unreachable";
  readonly problem?: Problem | undefined;
}

const waiting: Verdict = { state: "waiting" };
// Long enough that typing a word asks once.
const TYPING_MS = 500;

function verdictOf(error: unknown): Verdict {
  const problem = problemOf(error);
  const isAbout = problem.fields.length > 0 || Object.keys(problem.metadata).length > 0;
  return { state: isAbout ? "refused" : "unreachable", problem };
}

/**
 * Asks the server, a moment after each change, whether it would accept these events: by the same
 * rules as it records them, and without recording anything.
 */
export function useServerCheck(
  events: readonly ProposedEvent[] | undefined,
  requestId: string,
): Verdict {
  const [verdict, setVerdict] = useState(waiting);
  useEffect(() => {
    if (!events) return undefined;
    const stopping = new AbortController();
    const timer = setTimeout(() => {
      eventClient
        .appendEvents(appendRequest(requestId, [...events], true), { signal: stopping.signal })
        .then(
          () => setVerdict({ state: "good" }),
          (error: unknown) => stopping.signal.aborted || setVerdict(verdictOf(error)),
        );
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      stopping.abort();
    };
  }, [events, requestId]);
  return verdict;
}
