// The table as files have it: the same figures, unformatted, with what is needed to ask again.
import type { FileCell } from "@/files/xlsx.ts";
import {
  DenominatorUsed,
  MetricDimension,
  UndefinedReason,
  type GroupKey,
  type MetricCell,
} from "@/gen/anchorledger/api/v1/metrics_pb";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { isoFromDay } from "@/locale/format.ts";
import { sidesOf, type Side } from "@/metrics/fraction.ts";
import { wordOf } from "./groups.ts";
import { changeText, type Row } from "./rows.ts";

interface Read {
  (cell: MetricCell, then: MetricCell | undefined, definition: MetricDefinition): string;
}

const shown = (cell: MetricCell | undefined) =>
  cell && !cell.suppressed ? (cell.value?.shown ?? "") : "";

function sideOf(which: "numerator" | "denominator", read: (side: Side) => string): Read {
  return (cell, _, definition) => {
    const value = cell[which];
    return value === undefined ? "" : read(sidesOf(definition, cell.currency)[which](value));
  };
}
const textOf = (side: Side) => side.text;
const unitOf = ({ currency }: Side) => (currency === "" ? "count" : "money");

const columns: readonly (readonly [name: string, isNumber: boolean, read: Read])[] = [
  ["from", false, (cell) => (cell.from ? isoFromDay(cell.from) : "")],
  ["to", false, (cell) => (cell.to ? isoFromDay(cell.to) : "")],
  ["value", true, (cell) => shown(cell)],
  ["unit", false, (cell) => cell.unit],
  ["currency", false, (cell) => cell.currency],
  ["numerator", true, sideOf("numerator", textOf)],
  ["numerator_unit", false, sideOf("numerator", unitOf)],
  ["denominator", true, sideOf("denominator", textOf)],
  ["denominator_unit", false, sideOf("denominator", unitOf)],
  [
    "denominator_from",
    false,
    ({ denominatorUsed }) =>
      denominatorUsed ? DenominatorUsed[denominatorUsed].toLowerCase() : "",
  ],
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
  readonly definition: MetricDefinition;
  /** In the reader's language. */
  readonly metricName: string;
  readonly edition: number;
  readonly rows: readonly Row[];
  /** What the ledger knew: a position, or a day. */
  readonly known: string;
  /** The same of the answer compared with, for each cell; empty = there is none. */
  readonly knownThen: (cell: MetricCell) => string;
  /** What the key of a group is called. */
  readonly nameOf: (key: GroupKey) => string;
}

// Keys of these are ids, which people know by another name.
const named: readonly MetricDimension[] = [
  MetricDimension.PARTNERSHIP, MetricDimension.PARTNER, MetricDimension.ANCHOR,
];

/** Head and lines; a column for each group and each part of the metric. */
export function fileTable(answer: Answer): readonly (readonly FileCell[])[] {
  const { definition, edition, rows, known, knownThen, nameOf } = answer;
  const dimensions = (rows.find((row) => row.cell.group.length > 0)?.cell.group ?? []).map(
    ({ dimension }) => dimension,
  );
  const parts = partsOf(rows);
  const head = [
    "metric",
    "metric_name",
    "edition",
    // Totals must not be added to what they are totals of.
    "row",
    ...dimensions.flatMap((dimension) => {
      const word = wordOf(dimension) ?? "target";
      return named.includes(dimension) ? [word, `${word}_name`] : [word];
    }),
    ...columns.map(([name]) => name),
    "as_known",
    "as_known_then",
    ...parts,
  ].map(words);
  const lines = rows.map(({ cell, then, isTotal }) => [
    words(definition.id),
    words(answer.metricName),
    { text: edition.toString(), isNumber: true },
    words(isTotal ? "total" : "value"),
    ...dimensions.flatMap((dimension) => {
      const key = cell.group.find((one) => one.dimension === dimension);
      const texts = [words(key?.key ?? "")];
      return named.includes(dimension) ? [...texts, words(key ? nameOf(key) : "")] : texts;
    }),
    ...columns.map(([, isNumber, read]) => ({ text: read(cell, then, definition), isNumber })),
    words(known),
    words(knownThen(cell)),
    ...parts.map((name) => {
      const part = cell.parts.find((one) => one.name === name);
      return { text: part && !part.suppressed ? (part.value?.shown ?? "") : "", isNumber: true };
    }),
  ]);
  return [head, ...lines];
}
