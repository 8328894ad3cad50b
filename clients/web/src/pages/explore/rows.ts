// From one or two answers to the rows of the table.
import type { MetricCell, MetricResult } from "@/gen/anchorledger/api/v1/metrics_pb";
import { decimalText } from "@/locale/format.ts";
import { cellOfPart } from "./parts.ts";

export interface Row {
  readonly key: string;
  readonly cell: MetricCell;
  /** The same cell in the answer that is compared with; absent = it had none. */
  readonly then?: MetricCell | undefined;
  readonly isTotal: boolean;
}

/** Equal for the same group in the same currency. */
export function keyOfCell(cell: MetricCell): string {
  const group = cell.group.map(({ dimension, key }) => `${dimension}=${key}`);
  return [cell.currency, ...group].join("|");
}

function keyed(cells: readonly MetricCell[]): Map<string, MetricCell> {
  return new Map(cells.map((cell) => [keyOfCell(cell), cell]));
}

/** The cells in the server's order, then the totals where there are any apart. */
export function rowsOf(result: MetricResult, then: MetricResult | undefined): Row[] {
  const cellsThen = keyed(then?.cells ?? []);
  const totalsThen = keyed(then?.totals ?? []);
  const rows = (cells: readonly MetricCell[], old: Map<string, MetricCell>, isTotal: boolean) =>
    cells.map((cell) => {
      const key = keyOfCell(cell);
      return { key: `${isTotal ? "total" : "cell"} ${key}`, cell, then: old.get(key), isTotal };
    });
  return [...rows(result.cells, cellsThen, false), ...rows(result.totals, totalsThen, true)];
}

/** The rows with a part in the place of the value; empty = the value itself. */
export function rowsOfPart(rows: readonly Row[], part: string): readonly Row[] {
  if (part === "") return rows;
  return rows.map((row) => ({
    ...row,
    cell: cellOfPart(row.cell, part),
    then: row.then && cellOfPart(row.then, part),
  }));
}

/** `now` less `then`, exactly, as decimal text; undefined where one of them has no value. */
export function changeText(now: MetricCell, then: MetricCell | undefined): string | undefined {
  const a = digitsOf(now);
  const b = then && digitsOf(then);
  if (!a || !b || a.places !== b.places) return undefined;
  return decimalText(a.digits - b.digits, a.places);
}

function digitsOf(cell: MetricCell): { digits: bigint; places: number } | undefined {
  const shown = cell.value?.shown ?? "";
  if (cell.suppressed || !/^-?\d+(\.\d+)?$/.test(shown)) return undefined;
  return {
    digits: BigInt(shown.replace(".", "")),
    places: shown.split(".")[1]?.length ?? 0,
  };
}
