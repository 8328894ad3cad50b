// What an answer is compared with, as an address says it: "2024-01-31" (as known on that day),
// "event:30" (as known at that position), "edition:1" (of the definition), "close" (each period as
// known at its end), or "now".
import { dayFromIso, isoFromDay, type Day } from "@/locale/format.ts";
import type { Question } from "@/metrics/question.ts";

export type Comparison =
  | { readonly kind: "known"; readonly day: Day }
  | { readonly kind: "event"; readonly position: bigint }
  | { readonly kind: "edition"; readonly edition: number }
  | { readonly kind: "close" }
  | { readonly kind: "now" };

export function parseComparison(text: string | undefined): Comparison | undefined {
  if (text === "now" || text === "close") return { kind: text };
  const position = /^event:(\d{1,18})$/.exec(text ?? "")?.[1];
  if (position !== undefined) return { kind: "event", position: BigInt(position) };
  const edition = /^edition:(\d{1,6})$/.exec(text ?? "")?.[1];
  if (edition !== undefined) return { kind: "edition", edition: Number(edition) };
  const day = dayFromIso(text ?? "");
  return day && { kind: "known", day };
}

export function comparisonText(comparison: Comparison | undefined): string {
  switch (comparison?.kind) {
    case "known":
      return isoFromDay(comparison.day);
    case "event":
      return `event:${comparison.position}`;
    case "edition":
      return `edition:${comparison.edition}`;
    case "now":
    case "close":
      return comparison.kind;
    default:
      return "";
  }
}

/**
 * The same question, asked of the other edition or of the other moment; undefined where each period
 * has a moment of its own.
 */
export function otherQuestion(question: Question, comparison: Comparison): Question | undefined {
  switch (comparison.kind) {
    case "known":
      return { ...question, at: undefined, knownOn: comparison.day };
    case "event":
      return { ...question, at: comparison.position };
    case "edition":
      return { ...question, edition: comparison.edition };
    case "close":
      return undefined;
    case "now":
      return { ...question, at: undefined, knownOn: undefined };
  }
}
