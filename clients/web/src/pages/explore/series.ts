// From rows to what is drawn.
import { MetricDimension, type GroupKey, type MetricCell } from
  "@/gen/anchorledger/api/v1/metrics_pb";
import { drawnValue } from "@/metrics/value.ts";
import type { Row } from "./rows.ts";

const times: readonly MetricDimension[] = [
  MetricDimension.MONTH,
  MetricDimension.QUARTER,
  MetricDimension.FISCAL_YEAR,
];

// More lines cannot be told apart, and more bars are no picture any more: the table has them all.
export const LINES_MAX = 12;
export const BARS_MAX = 30;

interface Point {
  readonly at: string;
  readonly value: number | undefined;
}

/** One line or colour of bars. Points without a value are gaps. */
export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
  /** The answer that is compared with: drawn like the one of the same colour, but dashed. */
  readonly isThen: boolean;
}

/** What stands on one scale: amounts of two currencies never do. */
export interface Picture {
  readonly currency: string;
  /** As at the cells, such as "percent" or "people". */
  readonly unit: string;
  readonly overTime: boolean;
  /** Over time a series for each group, else the groups themselves; those compared with follow. */
  readonly series: readonly Series[];
  /** How many lines or bars there are, and how many of them are drawn. */
  readonly all: number;
  readonly drawn: number;
}

function timeOf(cell: MetricCell): string | undefined {
  return cell.group.find(({ dimension }) => times.includes(dimension))?.key;
}

/** Whether the rows follow each other in time. */
export function isOverTime(rows: readonly Row[]): boolean {
  return rows.some(({ cell }) => timeOf(cell) !== undefined);
}

/**
 * A picture for each currency: over time a line for each group, else a bar. Beside each the one
 * that it is compared with, named by `thenOf`. Nothing where a picture would say no more than a
 * number; of many groups only the largest.
 */
export function picturesOf(
  rows: readonly Row[],
  name: string,
  nameOf: (key: GroupKey) => string,
  thenOf?: (name: string) => string,
): Picture[] {
  const drawn = rows.filter((row) => !row.isTotal && row.cell.group.length > 0);
  const currencies = [...new Set(drawn.map(({ cell }) => cell.currency))];
  const overTime = isOverTime(rows);
  return currencies.flatMap((currency) => {
    const own = drawn.filter(({ cell }) => cell.currency === currency);
    const named = own.map((row) => ({ row, name: groupName(row.cell, nameOf) }));
    const picture = { currency, unit: own[0]?.cell.unit ?? "", overTime };
    const made = overTime ? lines(named, name, thenOf) : bars(named, name, thenOf);
    const most = Math.max(
      0,
      ...made.series.map(({ points }) => points.length),
    );
    const hasValue = made.series.some(({ points }) =>
      points.some(({ value }) => value !== undefined),
    );
    return most < 2 || !hasValue ? [] : [{ ...picture, ...made }];
  });
}

interface Named {
  readonly row: Row;
  readonly name: string;
}
type Made = Pick<Picture, "series" | "all" | "drawn">;

function groupName(cell: MetricCell, nameOf: (key: GroupKey) => string): string {
  const groups = cell.group.filter(({ dimension }) => !times.includes(dimension));
  return groups.map(nameOf).join(", ");
}

function sizeOf({ row }: Named): number {
  return Math.abs(drawnValue(row.cell) ?? 0);
}

/** The `max` largest, in the order they had. */
function largest<Item>(items: readonly Item[], size: (item: Item) => number, max: number): Item[] {
  if (items.length <= max) return [...items];
  const kept = new Set([...items].sort((a, b) => size(b) - size(a)).slice(0, max));
  return items.filter((item) => kept.has(item));
}

function lines(rows: readonly Named[], name: string, thenOf?: (name: string) => string): Made {
  const groups = new Map<string, Named[]>();
  for (const one of rows) groups.set(one.name, [...(groups.get(one.name) ?? []), one]);
  const all = [...groups];
  const max = thenOf ? LINES_MAX / 2 : LINES_MAX;
  const kept = largest(all, ([, own]) => Math.max(...own.map(sizeOf)), max);
  const at = ({ row }: Named) => timeOf(row.cell) ?? "";
  const series = kept.flatMap(([key, own]) => seriesFor(key || name, own, at, thenOf));
  return { series, all: all.length, drawn: kept.length };
}

function bars(rows: readonly Named[], name: string, thenOf?: (name: string) => string): Made {
  const kept = largest(rows, sizeOf, BARS_MAX);
  const series = seriesFor(name, kept, (one) => one.name, thenOf);
  return { series, all: rows.length, drawn: kept.length };
}

function seriesFor(
  name: string,
  rows: readonly Named[],
  at: (row: Named) => string,
  thenOf?: (name: string) => string,
): Series[] {
  const points = (cellOf: (row: Row) => MetricCell | undefined) =>
    rows.map((one): Point => {
      const cell = cellOf(one.row);
      return { at: at(one), value: cell && drawnValue(cell) };
    });
  const now = { name, points: points(({ cell }) => cell), isThen: false };
  if (!thenOf) return [now];
  return [now, { name: thenOf(name), points: points(({ then }) => then), isThen: true }];
}

const FIRST_OF_YEAR = { M: "01", Q: "Q1" } as const;

/** The month, quarter or fiscal year after one, as keys of groups have them. */
function after(time: string): string {
  const fiscal = /^FY(\d{4})$/.exec(time)?.[1];
  if (fiscal !== undefined) return `FY${Number(fiscal) + 1}`;
  const [year = "", rest = ""] = time.split("-");
  const next = Number(year) + 1;
  if (rest.startsWith("Q")) {
    const quarter = Number(rest.slice(1));
    return quarter < 4 ? `${year}-Q${quarter + 1}` : `${next}-${FIRST_OF_YEAR.Q}`;
  }
  const month = Number(rest);
  return month < 12
    ? `${year}-${(month + 1).toString().padStart(2, "0")}`
    : `${next}-${FIRST_OF_YEAR.M}`;
}

const TIMES_MAX = 3000;

/** All times from the first to the last, so that nothing recorded is as wide as it was long. */
export function everyTime(given: readonly string[]): string[] {
  const sorted = [...new Set(given)].sort();
  const last = sorted.at(-1);
  const all: string[] = [];
  for (let time = sorted[0]; time !== undefined && last !== undefined && time <= last; ) {
    all.push(time);
    if (all.length > TIMES_MAX) return sorted;
    time = after(time);
  }
  return all;
}
