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

interface Judged {
  readonly events: readonly ProposedEvent[];
  readonly verdict: Verdict;
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
  const [judged, setJudged] = useState<Judged>();
  useEffect(() => {
    if (!events) return undefined;
    const stopping = new AbortController();
    const timer = setTimeout(() => {
      eventClient
        .appendEvents(appendRequest(requestId, [...events], true), { signal: stopping.signal })
        .then(
          () => setJudged({ events, verdict: { state: "good" } }),
          (error: unknown) =>
            stopping.signal.aborted || setJudged({ events, verdict: verdictOf(error) }),
        );
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      stopping.abort();
    };
  }, [events, requestId]);
  if (!judged) return waiting;
  // What was good is unknown once it was changed; what is wrong stays said until it is better.
  const isOld = events !== undefined && judged.events !== events;
  return isOld && judged.verdict.state === "good" ? waiting : judged.verdict;
}
