// What the ledger knew when it gave an answer. The position of an answer tells how far the server
// had read, which is not the same for a question about what was known before.
import { isoFromDay, today, type Day } from "@/locale/format.ts";
import type { Question } from "@/metrics/question.ts";

/** All events up to a position, or all that were recorded until the end of a UTC day. */
export type Moment =
  | { readonly kind: "position"; readonly position: bigint }
  | { readonly kind: "day"; readonly day: Day };

/** What an answer that the server gave at `asOf` is true for. A day that goes on is no end yet. */
export function momentOf(question: Question, asOf: bigint, now: Day = today()): Moment {
  if (question.at !== undefined) return { kind: "position", position: question.at };
  // The reader's day may be one ahead of the server's, which counts in UTC.
  if (question.knownOn && question.knownOn.days < now.days - 1) {
    return { kind: "day", day: question.knownOn };
  }
  return { kind: "position", position: asOf };
}

/** As files have it: a position, or a day. */
export function momentText(moment: Moment): string {
  return moment.kind === "day" ? isoFromDay(moment.day) : moment.position.toString();
}

/** Of a file about a metric, without what tells its kind: two states of it have two names. */
export function fileName(metricId: string, moment: Moment): string {
  const known = momentText(moment);
  return `${metricId}-${moment.kind === "day" ? known : `event-${known}`}`;
}
