import { MetricUnit } from "@/gen/anchorledger/metric/v1/definition_pb";
import { decimalText, type Day, type Format } from "@/locale/format.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
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

/** Contributions are integers; what they count follows from the unit of the metric. */
export function amountText(
  value: bigint,
  unit: MetricUnit,
  currency: string,
  format: Format,
): string {
  switch (unit) {
    case MetricUnit.MONEY:
      return currency ? format.money(value, currency) : format.integer(value);
    case MetricUnit.HOURS:
    case MetricUnit.FTE:
      return format.decimal(decimalText(value, 2));
    default:
      return format.integer(value);
  }
}

interface Props {
  readonly label: string;
  readonly lines: readonly Line[];
  readonly hasBelow: boolean;
  /** The lines are values, of which the figure is the middle. */
  readonly isMedian?: boolean;
  readonly amount: (value: bigint) => string;
}

/** Events with what each adds, or its value; they lead to their own pages. */
export function Contributions({ label, lines, hasBelow, isMedian = false, amount }: Props) {
  const text = useText(exploreTexts).explain;
  const format = useFormat();
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
  if (hasBelow) {
    columns.push({
      id: "below",
      title: text.addsBelow,
      align: "right",
      render: (row) => format.integer(row.denominator),
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
