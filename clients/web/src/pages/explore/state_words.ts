import { useQuery } from "@tanstack/react-query";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { logKey } from "@/api/keys.ts";
import { compareTexts } from "./compare_texts.ts";
import type { Moment } from "./moment.ts";
import type { Answered } from "./pinned.ts";
import { exploreTexts } from "./texts.ts";

/** What an answer is true for, in a sentence and in a citation. */
export interface StateWords {
  readonly sentence: string;
  readonly cited: string;
}

const recorded = (moment: Moment | undefined) =>
  moment?.kind === "position" ? moment.position : undefined;

/** The position alone says nothing to a reader: the day on which it was recorded stands beside. */
export function useStateWords(answered: Answered | undefined): StateWords {
  const text = useText(exploreTexts);
  const compare = useText(compareTexts);
  const format = useFormat();
  const position = recorded(answered?.moment);
  const day = useQuery({
    queryKey: [logKey, "recorded day", position?.toString()],
    queryFn: async () => (await import("./recorded_day.ts")).readRecordedDay(position ?? 0n),
    enabled: position !== undefined,
    staleTime: Infinity,
  }).data;
  if (!answered) return { sentence: "", cited: "" };
  const { moment, result } = answered;
  const edition = format.integer(result.edition);
  if (moment.kind === "day") {
    const words = format.day(moment.day);
    return { sentence: text.stateThen(words, edition), cited: compare.citedDay(words) };
  }
  const event = format.integer(moment.position);
  const on = day ? format.day(day) : "";
  return { sentence: text.state(event, on, edition), cited: compare.citedEvent(event, on) };
}
