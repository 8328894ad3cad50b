// From rows to what is drawn.
import { MetricDimension, type GroupKey, type MetricCell } from
  "@/gen/anchorledger/api/v1/metrics_pb";
import { drawnValue } from "@/metrics/value.ts";
import type { Series } from "./chart.ts";
import type { Row } from "./rows.ts";

const times: readonly MetricDimension[] = [
  MetricDimension.MONTH,
  MetricDimension.QUARTER,
  MetricDimension.FISCAL_YEAR,
];

const SERIES_MAX = 12;

function timeOf(cell: MetricCell): string | undefined {
  return cell.group.find(({ dimension }) => times.includes(dimension))?.key;
}

/** Whether the rows follow each other in time. */
export function isOverTime(rows: readonly Row[]): boolean {
  return rows.some(({ cell }) => timeOf(cell) !== undefined);
}

/**
 * A series for each group over time, or one series over the groups, and beside each the one that it
 * is compared with, named by `thenOf`. Nothing where a picture would say no more than a number, and
 * at most twelve lines: more cannot be told apart.
 */
export function seriesOf(
  rows: readonly Row[],
  name: string,
  nameOf: (key: GroupKey) => string,
  thenOf?: (name: string) => string,
): Series[] {
  const drawn = rows.filter((row) => !row.isTotal && row.cell.group.length > 0);
  const series = new Map<string, Series["points"][number][]>();
  const draw = (key: string, at: string, value: number | undefined) => {
    const points = series.get(key) ?? [];
    points.push({ at, value });
    series.set(key, points);
  };
  for (const { cell, then } of drawn) {
    const time = timeOf(cell);
    const groups = cell.group.filter(({ dimension }) => !times.includes(dimension)).map(nameOf);
    const own = [...(time === undefined ? [] : groups), cell.currency];
    const key = own.filter((word) => word !== "").join(", ") || name;
    const at = time ?? groups.join(", ");
    draw(key, at, drawnValue(cell));
    if (thenOf) draw(thenOf(key), at, then && drawnValue(then));
  }
  const all = [...series].map(([key, points]) => ({ name: key, points }));
  const most = Math.max(0, ...all.map(({ points }) => points.length));
  return most < 2 ? [] : all.slice(0, SERIES_MAX);
}
