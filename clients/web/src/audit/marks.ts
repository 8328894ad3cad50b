// The corrections that lists of events tell of, read from the server.
import { useMemo } from "react";
import { aftermathOf, type Aftermath } from "./aftermath.ts";
import { everything, type EventSearch } from "./search.ts";
import { useEventList } from "./useEventList.ts";

// Enough for years of corrections by hand; a large import that was undone may have more.
const CORRECTIONS_MAX = 5000;

/** What is known today, or was on the day of the search, about the fate of events. */
export function useAftermath({ known }: Pick<EventSearch, "known">): Aftermath {
  const type = "EventAmended,EventVoided,ImportBatchUndone";
  const { events, isComplete } = useEventList({ ...everything, type, known }, CORRECTIONS_MAX);
  return useMemo(
    () => aftermathOf(events, isComplete ? 0n : (events.at(-1)?.position ?? 0n)),
    [events, isComplete],
  );
}
