// The table as a file: the same figures, unformatted, with what is needed to ask again.
import { UndefinedReason, type MetricCell } from "@/gen/anchorledger/api/v1/metrics_pb";
import { csvLine, utf8Mark } from "@/files/csv.ts";
import { isoFromDay } from "@/locale/format.ts";
import { wordOf } from "./groups.ts";
import type { Row } from "./rows.ts";

const columns: readonly [string, (cell: MetricCell, then: MetricCell | undefined) => string][] = [
  ["from", (cell) => (cell.from ? isoFromDay(cell.from) : "")],
  ["to", (cell) => (cell.to ? isoFromDay(cell.to) : "")],
  ["value", (cell) => (cell.suppressed ? "" : (cell.value?.shown ?? ""))],
  ["unit", (cell) => cell.unit],
  ["currency", (cell) => cell.currency],
  ["numerator", (cell) => cell.numerator?.toString() ?? ""],
  ["denominator", (cell) => cell.denominator?.toString() ?? ""],
  ["undefined", (cell) => (cell.undefined ? UndefinedReason[cell.undefined].toLowerCase() : "")],
  ["hidden", (cell) => (cell.suppressed ? "yes" : "")],
  ["value_then", (_, then) => (then && !then.suppressed ? (then.value?.shown ?? "") : "")],
  ["as_of_position", (cell) => cell.asOfPosition.toString()],
];

/** UTF-8 text with a mark at its beginning, by which spreadsheets know that it is UTF-8. */
export function csvOf(metricId: string, edition: number, rows: readonly Row[]): string {
  const dimensions = (rows.find((row) => row.cell.group.length > 0)?.cell.group ?? []).map(
    ({ dimension }) => dimension,
  );
  const head = [
    "metric",
    "edition",
    ...dimensions.map((dimension) => wordOf(dimension) ?? "group"),
    ...columns.map(([name]) => name),
  ];
  const lines = rows.map(({ cell, then }) => [
    metricId,
    edition.toString(),
    ...dimensions.map(
      (dimension) => cell.group.find((key) => key.dimension === dimension)?.key ?? "",
    ),
    ...columns.map(([, read]) => read(cell, then)),
  ]);
  return utf8Mark + [head, ...lines].map(csvLine).join("");
}
