import type { MetricCell, MetricContribution } from "@/gen/anchorledger/api/v1/metrics_pb";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { differenceOf } from "@/metrics/difference.ts";
import { Empty } from "@/ui/states/Empty.tsx";
import { DataTable, type Column } from "@/ui/table/DataTable.tsx";
import { valuesBetween, type ValueChange } from "./changes.ts";
import { compareTexts } from "./compare_texts.ts";
import { amountText } from "./Contributions.tsx";
import { useEventColumns } from "./EventColumns.tsx";
import styles from "./Explore.module.css";
import { exploreTexts } from "./texts.ts";

interface Props {
  readonly definition: MetricDefinition;
  readonly currency: string;
  readonly first: readonly MetricContribution[];
  readonly second: readonly MetricContribution[];
  /** The two figures; absent where one has none. */
  readonly cells: readonly [MetricCell | undefined, MetricCell | undefined];
}

/**
 * Of figures that are medians: the values that only one of them has, or has otherwise, and how far
 * the middle moved. These do not add up to that, and the page says so.
 */
export function MedianDifference({ definition, currency, first, second, cells }: Props) {
  const text = useText(compareTexts);
  const format = useFormat();
  const changes = valuesBetween(first, second);
  if (changes.length === 0) return <Empty title={text.noDifference} />;
  const [one, two] = cells.map((cell) => cell?.value?.shown ?? "");
  const moved = differenceOf(two ?? "", one ?? "");
  return (
    <>
      <p className={styles["count"]}>{text.medianLead}</p>
      <ValueTable
        changes={changes}
        amount={(value) => amountText(value, definition, currency, format)}
      />
      <p className={styles["state"]}>
        {moved === undefined
          ? text.medianAlone
          : text.medianMoved(
              format.decimal(two ?? ""),
              format.decimal(one ?? ""),
              format.decimal(moved),
            )}
      </p>
    </>
  );
}

function ValueTable(props: {
  readonly changes: readonly ValueChange[];
  readonly amount: (value: bigint) => string;
}) {
  const text = useText(compareTexts);
  const words = useText(exploreTexts).explain;
  const value = (of: bigint | undefined) => (of === undefined ? text.medianNone : props.amount(of));
  const columns: Column<ValueChange>[] = [
    ...useEventColumns<ValueChange>(),
    { id: "then", title: text.then, align: "right", render: (row) => value(row.second) },
    { id: "value", title: words.value, align: "right", render: (row) => value(row.first) },
  ];
  return (
    <DataTable
      label={text.side.difference}
      columns={columns}
      rows={props.changes}
      rowKey={(row) => `${row.position} ${row.fact} ${row.first} ${row.second}`}
    />
  );
}
