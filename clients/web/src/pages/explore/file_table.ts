// The table as files have it: the same figures, unformatted, with what is needed to ask again.
import type { FileCell } from "@/files/xlsx.ts";
import { UndefinedReason, type MetricCell } from "@/gen/anchorledger/api/v1/metrics_pb";
import { isoFromDay } from "@/locale/format.ts";
import { wordOf } from "./groups.ts";
import { changeText, type Row } from "./rows.ts";

type Read = (cell: MetricCell, then: MetricCell | undefined) => string;

const shown = (cell: MetricCell | undefined) =>
  cell && !cell.suppressed ? (cell.value?.shown ?? "") : "";

const columns: readonly (readonly [name: string, isNumber: boolean, read: Read])[] = [
  ["from", false, (cell) => (cell.from ? isoFromDay(cell.from) : "")],
  ["to", false, (cell) => (cell.to ? isoFromDay(cell.to) : "")],
  ["value", true, (cell) => shown(cell)],
  ["unit", false, (cell) => cell.unit],
  ["currency", false, (cell) => cell.currency],
  ["numerator", true, (cell) => cell.numerator?.toString() ?? ""],
  ["denominator", true, (cell) => cell.denominator?.toString() ?? ""],
  [
    "undefined",
    false,
    (cell) => (cell.undefined ? UndefinedReason[cell.undefined].toLowerCase() : ""),
  ],
  ["hidden", false, (cell) => (cell.suppressed ? "yes" : "")],
  ["value_then", true, (_, then) => shown(then)],
  ["change", true, (cell, then) => changeText(cell, then) ?? ""],
];

const words = (text: string): FileCell => ({ text, isNumber: false });

function partsOf(rows: readonly Row[]): readonly string[] {
  return (rows[0]?.cell.parts ?? []).map(({ name }) => name);
}

interface Answer {
  readonly metricId: string;
  readonly edition: number;
  readonly rows: readonly Row[];
  /** What the ledger knew: a position, or a day. */
  readonly known: string;
  /** The same of the answer compared with; empty = there is none. */
  readonly knownThen: string;
}

/** Head and lines; a column for each group and each part of the metric. */
export function fileTable(answer: Answer): readonly (readonly FileCell[])[] {
  const { metricId, edition, rows, known, knownThen } = answer;
  const dimensions = (rows.find((row) => row.cell.group.length > 0)?.cell.group ?? []).map(
    ({ dimension }) => dimension,
  );
  const parts = partsOf(rows);
  const head = [
    "metric",
    "edition",
    ...dimensions.map((dimension) => wordOf(dimension) ?? "group"),
    ...columns.map(([name]) => name),
    "as_known",
    "as_known_then",
    ...parts,
  ].map(words);
  const lines = rows.map(({ cell, then }) => [
    words(metricId),
    { text: edition.toString(), isNumber: true },
    ...dimensions.map((dimension) =>
      words(cell.group.find((key) => key.dimension === dimension)?.key ?? ""),
    ),
    ...columns.map(([, isNumber, read]) => ({ text: read(cell, then), isNumber })),
    words(known),
    words(knownThen),
    ...parts.map((name) => {
      const part = cell.parts.find((one) => one.name === name);
      return { text: part && !part.suppressed ? (part.value?.shown ?? "") : "", isNumber: true };
    }),
  ]);
  return [head, ...lines];
}
