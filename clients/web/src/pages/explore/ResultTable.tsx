import { useFormat, useText } from "@/locale/Locale.tsx";
import type { MetricCell, MetricResult } from "@/gen/anchorledger/api/v1/metrics_pb";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { Figure } from "@/metrics/Figure.tsx";
import { sidesOf, type Sides } from "@/metrics/fraction.ts";
import { useMetricWords } from "@/metrics/words.ts";
import { DataTable, type Column } from "@/ui/table/DataTable.tsx";
import { sideText } from "./Contributions.tsx";
import { useGroupNames, wordOf } from "./groups.ts";
import { changeText, type Row } from "./rows.ts";
import { exploreTexts } from "./texts.ts";

interface Props {
  readonly definition: MetricDefinition;
  readonly result: MetricResult;
  readonly rows: readonly Row[];
  /** What the answer that is compared with is called; absent = there is none. */
  readonly then?: string | undefined;
  readonly onOpen: (row: Row) => void;
}

/** The values, a row for each group; Enter or a click on a row shows its events. */
export function ResultTable({ definition, result, rows, then: thenName, onOpen }: Props) {
  const text = useText(exploreTexts);
  const format = useFormat();
  const words = useMetricWords();
  const nameOf = useGroupNames();
  const first = result.cells[0] ?? result.totals[0];
  const dimensions = (result.cells[0]?.group ?? []).map(({ dimension }) => dimension);
  // Of a target they are those of a share of a share: numbers that nobody has recorded.
  const isFraction =
    !definition.perTarget && rows.some(({ cell }) => cell.denominator !== undefined);

  const groups = dimensions.map((dimension, i): Column<Row> => {
    const word = wordOf(dimension);
    return {
      id: `group ${dimension}`,
      title: word ? text.dimensions[word] : text.dimensions.target,
      isRowHeader: i === 0,
      width: "minmax(0, 2fr)",
      render: ({ cell, isTotal }) => {
        const key = cell.group.find((one) => one.dimension === dimension);
        if (key) return nameOf(key);
        return isTotal && i === 0 ? text.all : null;
      },
    };
  });
  const number = (id: string, title: string, render: Column<Row>["render"]): Column<Row> => ({
    id,
    title,
    align: "right",
    render,
  });
  const side = (which: keyof Sides) => ({ cell }: Row) =>
    cell[which] === undefined
      ? null
      : sideText(sidesOf(definition, cell.currency)[which](cell[which]), format);
  const parts = (first?.parts ?? []).map((part) =>
    number(`part ${part.name}`, words.part(definition, part.name), ({ cell }) => (
      <Part cell={cell} name={part.name} />
    )),
  );
  const columns: Column<Row>[] = [
    ...(groups.length > 0
      ? groups
      : [{ id: "all", title: text.table.group, isRowHeader: true, render: () => text.all }]),
    ...(first?.unit === "parts"
      ? []
      : [number("value", text.table.value, ({ cell }) => <Figure cell={cell} />)]),
    ...(thenName !== undefined
      ? [
          number("then", thenName, ({ then }) => (then ? <Figure cell={then} /> : null)),
          number("change", text.table.change, ({ cell, then }) => {
            const change = changeText(cell, then);
            return change === undefined ? null : format.decimal(change);
          }),
        ]
      : []),
    ...(isFraction
      ? [
          number("numerator", text.table.numerator, side("numerator")),
          number("denominator", text.table.denominator, side("denominator")),
        ]
      : []),
    ...parts,
  ];
  return (
    <DataTable
      label={text.table.title}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.key}
      onOpen={onOpen}
    />
  );
}

function Part({ cell, name }: { cell: MetricCell; name: string }) {
  const part = cell.parts.find((one) => one.name === name);
  return part ? <Figure cell={cell} part={part} /> : null;
}
