// From answers to the rows of the overview.
import type { MetricCell, MetricResult } from "@/gen/anchorledger/api/v1/metrics_pb";
import { MetricDimension } from "@/gen/anchorledger/api/v1/metrics_pb";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import type { PhaseWord } from "@/metrics/question.ts";

export const columns = [
  "motivation",
  "initiation",
  "implementation",
  "evaluation",
  "none",
] as const satisfies readonly (PhaseWord | "none")[];
export type ColumnWord = (typeof columns)[number];

/** One metric across the phases; a place may hold a cell for each currency. */
export interface MetricRow {
  readonly definition: MetricDefinition;
  readonly byPhase: Readonly<Record<ColumnWord, readonly MetricCell[]>>;
  readonly total: readonly MetricCell[];
  /** Nothing was recorded in any phase. */
  readonly isQuiet: boolean;
}

function keyOf(cell: MetricCell, dimension: MetricDimension): string | undefined {
  return cell.group.find((key) => key.dimension === dimension)?.key;
}

/** One row for each definition that the answer has a result for. */
export function rowsOf(
  definitions: readonly MetricDefinition[],
  results: readonly MetricResult[],
): MetricRow[] {
  const byId = new Map(results.map((result) => [result.metricId, result]));
  return definitions.flatMap((definition) => {
    const result = byId.get(definition.id);
    if (!result || definition.perTarget) return [];
    const at = (word: ColumnWord) =>
      result.cells.filter((cell) => keyOf(cell, MetricDimension.PHASE) === word);
    return {
      definition,
      byPhase: {
        motivation: at("motivation"),
        initiation: at("initiation"),
        implementation: at("implementation"),
        evaluation: at("evaluation"),
        none: at("none"),
      },
      total: result.totals,
      isQuiet: result.cells.length === 0,
    };
  });
}

/** The columns of phases; the one for facts outside of all phases only where there are any. */
export function columnsOf(rows: readonly MetricRow[]): ColumnWord[] {
  return columns.filter((word) => word !== "none" || rows.some((row) => row.byPhase.none.length));
}

/** The cells of a metric by fiscal year, in one currency, from the first year with a value on. */
export function trendOf(result: MetricResult | undefined, currency: string): MetricCell[] {
  const all = (result?.cells ?? []).filter((cell) => cell.currency === currency);
  const first = all.findIndex((cell) => !isNothing(cell));
  return first < 0 ? [] : all.slice(first);
}

function isNothing(cell: MetricCell): boolean {
  return !cell.suppressed && (cell.value === undefined || /^[0.]*$/.test(cell.value.shown));
}

/** The year or phase that a cell stands for. */
export function labelOf(cell: MetricCell): string {
  return cell.group[0]?.key ?? "";
}
