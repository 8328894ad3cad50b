// The address that always gives the same answer.
import type { Search } from "@/app/search.ts";
import type { MetricResult } from "@/gen/anchorledger/api/v1/metrics_pb";
import { isoFromDay, type Day } from "@/locale/format.ts";
import { comparisonText, type Comparison } from "./comparison.ts";
import type { Moment } from "./moment.ts";

/** One answer, and what the ledger knew when it was given. */
export interface Answered {
  readonly result: MetricResult;
  readonly moment: Moment;
}

function comparisonAt(moment: Moment): Comparison {
  return moment.kind === "day"
    ? { kind: "known", day: moment.day }
    : { kind: "event", position: moment.position };
}

/** The last day that any figure of the answer is about. */
export function lastDayOf({ result }: Answered): Day | undefined {
  const days = [...result.cells, ...result.totals].flatMap(({ to }) => to?.days ?? []);
  const last = days.reduce((latest, one) => Math.max(latest, one), -Infinity);
  return days.length > 0 ? { days: last } : undefined;
}

function lastDay(answered: Answered): string {
  const day = lastDayOf(answered);
  return day ? isoFromDay(day) : "";
}

/**
 * Fixes what would move by itself: what the ledger knew, the edition of the definition, and the
 * last day where none was asked for. Editions of reference tables are fixed by what it knew.
 */
export function pinnedSearch(
  search: Search,
  first: Answered,
  comparison: Comparison | undefined,
  second: Answered | undefined,
): Record<string, string> {
  const { moment } = first;
  const isFixed = comparison?.kind === "edition" || comparison?.kind === "close";
  const other = isFixed ? comparison : second && comparisonAt(second.moment);
  return {
    ...search,
    metric: first.result.metricId,
    at: moment.kind === "position" ? moment.position.toString() : "",
    known: moment.kind === "day" ? isoFromDay(moment.day) : "",
    to: search["to"] || lastDay(first),
    edition: first.result.edition.toString(),
    compare: comparison && other ? comparisonText(other) : "",
    view: "",
  };
}
