import { MetricUnit, type MetricDefinition } from
  "@/gen/anchorledger/metric/v1/definition_pb";
import { decimalText, type Day, type Format } from "@/locale/format.ts";
import { useText } from "@/locale/Locale.tsx";
import { sidesOf, type Side } from "@/metrics/fraction.ts";
import { DataTable, type Column } from "@/ui/table/DataTable.tsx";
import { EventLink, useEventColumns } from "./EventColumns.tsx";
import { exploreTexts } from "./texts.ts";

/** What one event adds to a figure, or to the difference of two. */
export interface Line {
  readonly position: bigint;
  readonly fact: string;
  readonly effectiveOn?: Day | undefined;
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** The amendments that made the event what it is. */
  readonly amendedBy?: readonly bigint[];
  /** Of a median: it is the middle, or one of the two that make it. */
  readonly inMiddle?: boolean;
}

/** A side of a fraction in words: money as money, all else as a number. */
export function sideText({ text, currency }: Side, format: Format): string {
  return currency ? format.moneyText(text, currency) : format.decimal(text);
}

/** What contributions add above the line, or to the sum; they are integers. */
export function amountText(
  value: bigint,
  definition: MetricDefinition,
  currency: string,
  format: Format,
): string {
  switch (definition.unit) {
    case MetricUnit.HOURS:
    case MetricUnit.FTE:
      return format.decimal(decimalText(value, 2));
    default:
      return sideText(sidesOf(definition, currency).numerator(value), format);
  }
}

/** What contributions add below the line. */
export function belowText(
  value: bigint,
  definition: MetricDefinition,
  currency: string,
  format: Format,
): string {
  return sideText(sidesOf(definition, currency).denominator(value), format);
}

interface Props {
  readonly label: string;
  readonly lines: readonly Line[];
  /** What a line adds below the line of a fraction; absent = it is none. */
  readonly below?: ((value: bigint) => string) | undefined;
  /** The lines are values, of which the figure is the middle. */
  readonly isMedian?: boolean;
  readonly amount: (value: bigint) => string;
}

/** Events with what each adds, or its value; they lead to their own pages. */
export function Contributions({ label, lines, below, isMedian = false, amount }: Props) {
  const text = useText(exploreTexts).explain;
  const columns: Column<Line>[] = [
    ...useEventColumns<Line>(),
    {
      id: "adds",
      title: isMedian ? text.value : text.adds,
      align: "right",
      render: (row) =>
        row.inMiddle ? `${amount(row.numerator)} (${text.middle})` : amount(row.numerator),
    },
  ];
  if (below) {
    columns.push({
      id: "below",
      title: text.addsBelow,
      align: "right",
      render: (row) => below(row.denominator),
    });
  }
  if (lines.some((line) => (line.amendedBy ?? []).length > 0)) {
    columns.push({
      id: "amended",
      title: text.amended,
      render: (row) =>
        row.amendedBy?.map((position) => (
          <span key={position.toString()}>
            <EventLink position={position} />{" "}
          </span>
        )),
    });
  }
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={lines}
      rowKey={(row) => `${row.position} ${row.fact} ${row.numerator} ${row.denominator}`}
    />
  );
}
