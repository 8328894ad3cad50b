import { useMutation, useQueryClient } from "@tanstack/react-query";
import { eventClient } from "@/api/events.ts";
import { notePosition } from "@/api/freshness.ts";
import { ledgerKey } from "@/api/keys.ts";
import { isUndecided, needsSignIn, problemOf } from "@/api/problem.ts";
import type { AppendEventsResponse, ProposedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { sessionKey } from "@/session/SessionGate.tsx";
import { newRequestId } from "./drafts.ts";
import { appendRequest } from "./request.ts";
import type { KeptDraft } from "./useDraft.ts";

/**
 * Records what a draft holds, under the draft's request id: however often it is sent, it counts
 * once. From the first sending on the draft is locked, until it is known that nothing was recorded.
 */
export function useRecording(
  { draft, change }: KeptDraft,
  onRecorded: (answer: AppendEventsResponse) => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (events: readonly ProposedEvent[]) => {
      change({ sent: true });
      return eventClient.appendEvents(appendRequest(draft.requestId, [...events], false));
    },
    onSuccess: (answer) => {
      for (const { position } of answer.events) notePosition(position);
      void queries.invalidateQueries({ queryKey: [ledgerKey] });
      onRecorded(answer);
    },
    onError: (error) => {
      const problem = problemOf(error);
      if (needsSignIn(problem)) queries.setQueryData(sessionKey, null);
      // It may have been recorded: only the same request again can tell.
      if (isUndecided(problem)) return;
      const isTaken = problem.reason === "REQUEST_ID_REUSED";
      change(isTaken ? { sent: false, requestId: newRequestId() } : { sent: false });
    },
  });
}
