import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ledgerKey } from "@/api/keys.ts";
import { metricsClient } from "@/api/metrics.ts";
import type { MetricContribution } from "@/gen/anchorledger/api/v1/metrics_pb";
import { MetricUnit, type MetricDefinition } from
  "@/gen/anchorledger/metric/v1/definition_pb";
import { decimalText, type Format } from "@/locale/format.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { dimensionWords, queryOf, searchFromQuestion, type Question } from "@/metrics/question.ts";
import { useMetricWords } from "@/metrics/words.ts";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { DataTable, type Column } from "@/ui/table/DataTable.tsx";
import type { CellName } from "./cell_name.ts";
import styles from "./Explore.module.css";
import { exploreTexts } from "./texts.ts";

interface Props {
  readonly definition: MetricDefinition;
  readonly question: Question;
  readonly cell: CellName;
  readonly currency: string;
  readonly onClose: () => void;
}

const PAGE_SIZE = 500;

/** The events behind one figure; they add up to it exactly. */
export function Explain({ definition, question, cell, currency, onClose }: Props) {
  const text = useText(exploreTexts).explain;
  const format = useFormat();
  const words = useMetricWords();
  const answer = useInfiniteQuery({
    queryKey: [
      ledgerKey, "explain", definition.id, searchFromQuestion(question), cell, currency,
    ],
    queryFn: ({ pageParam, signal }) =>
      metricsClient.explainMetric(
        {
          metricId: definition.id,
          query: queryOf([definition.id], question),
          group: cell.map(({ dimension, key }) => ({
            dimension: dimensionWords[dimension],
            key,
          })),
          currency,
          pageSize: PAGE_SIZE,
          pageToken: pageParam,
        },
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
  const first = answer.data?.pages[0];
  const rows = answer.data?.pages.flatMap((page) => page.contributions) ?? [];
  const hasBelow = first !== undefined && first.denominatorTotal !== 0n;
  const amount = (value: bigint) => amountText(value, definition.unit, currency, format);
  return (
    <Panel
      title={text.title}
      lead={first && text.lead(format.integer(first.contributionsTotal), words.name(definition))}
      actions={<Button onPress={onClose}>{text.close}</Button>}
    >
      {answer.isPending ? <Loading /> : null}
      {answer.isError ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : null}
      {first ? (
        <>
          <Contributions rows={rows} hasBelow={hasBelow} amount={amount} />
          <p className={styles["state"]}>
            {hasBelow
              ? text.fraction(amount(first.numeratorTotal), format.integer(first.denominatorTotal))
              : text.sum(amount(first.numeratorTotal))}
          </p>
          {answer.hasNextPage ? (
            <Button
              onPress={() => void answer.fetchNextPage()}
              isPending={answer.isFetchingNextPage}
            >
              {text.more}
            </Button>
          ) : null}
        </>
      ) : null}
    </Panel>
  );
}

// Contributions are integers; what they count follows from the unit of the metric.
function amountText(value: bigint, unit: MetricUnit, currency: string, format: Format): string {
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

interface ContributionsProps {
  readonly rows: readonly MetricContribution[];
  readonly hasBelow: boolean;
  readonly amount: (value: bigint) => string;
}

function Contributions(props: ContributionsProps) {
  const { explain: text, position } = useText(exploreTexts);
  const format = useFormat();
  const columns: Column<MetricContribution>[] = [
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
      render: (row) => props.amount(row.numerator),
    },
  ];
  if (props.hasBelow) {
    columns.push({
      id: "below",
      title: text.addsBelow,
      align: "right",
      render: (row) => format.integer(row.denominator),
    });
  }
  return (
    <DataTable
      label={text.title}
      columns={columns}
      rows={props.rows}
      rowKey={(row) => `${row.position} ${row.fact} ${row.numerator} ${row.denominator}`}
    />
  );
}
