import { Link } from "@tanstack/react-router";
import { MetricUnit } from "@/gen/anchorledger/metric/v1/definition_pb";
import { decimalText, type Day, type Format } from "@/locale/format.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { DataTable, type Column } from "@/ui/table/DataTable.tsx";
import { exploreTexts } from "./texts.ts";

/** What one event adds to a figure, or to the difference of two. */
export interface Line {
  readonly position: bigint;
  readonly fact: string;
  readonly effectiveOn?: Day | undefined;
  readonly numerator: bigint;
  readonly denominator: bigint;
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
  readonly amount: (value: bigint) => string;
}

/** Events with what each adds; they lead to their own pages. */
export function Contributions({ label, lines, hasBelow, amount }: Props) {
  const { explain: text, position } = useText(exploreTexts);
  const format = useFormat();
  const columns: Column<Line>[] = [
    {
      id: "event",
      title: text.event,
      isRowHeader: true,
      render: (row) => (
        <Link to="/events/$position" params={{ position: row.position.toString() } as never}>
          {position(format.integer(row.position))}
        </Link>
      ),
    },
    {
      id: "day",
      title: text.day,
      render: (row) => (row.effectiveOn ? format.day(row.effectiveOn) : null),
    },
    { id: "fact", title: text.fact, render: (row) => <span lang="en">{row.fact}</span> },
    {
      id: "adds",
      title: text.adds,
      align: "right",
      render: (row) => amount(row.numerator),
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
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={lines}
      rowKey={(row) => `${row.position} ${row.fact} ${row.numerator} ${row.denominator}`}
    />
  );
}
