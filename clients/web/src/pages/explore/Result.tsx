import { lazy, Suspense, useMemo } from "react";
import { useMetrics } from "@/api/metrics.ts";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import type { Day } from "@/locale/format.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import type { Question } from "@/metrics/question.ts";
import { useMetricWords } from "@/metrics/words.ts";
import { Panel } from "@/ui/Panel.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { cellNameText } from "./cell_name.ts";
import styles from "./Explore.module.css";
import { useGroupNames } from "./groups.ts";
import { ResultTable } from "./ResultTable.tsx";
import { rowsOf } from "./rows.ts";
import { SaveBar } from "./SaveBar.tsx";
import { isOverTime, seriesOf } from "./series.ts";
import { exploreTexts } from "./texts.ts";

const ResultChart = lazy(() => import("./ResultChart.tsx"));

interface Props {
  readonly definition: MetricDefinition;
  readonly question: Question;
  readonly compareOn: Day | undefined;
  /** Asks for the events behind a cell. */
  readonly onOpen: (cellName: string, currency: string) => void;
}

/** The answer to the question: picture, table, and ways to take it away. */
export function Result({ definition, question, compareOn, onOpen }: Props) {
  const text = useText(exploreTexts);
  const format = useFormat();
  const words = useMetricWords();
  const nameOf = useGroupNames();
  const now = useMetrics([definition.id], question);
  const then = useMetrics(compareOn ? [definition.id] : [], {
    ...question,
    at: undefined,
    knownOn: compareOn,
  });
  const result = now.data?.results[0];
  const rows = useMemo(
    () => (result ? rowsOf(result, compareOn && then.data?.results[0]) : []),
    [result, compareOn, then.data],
  );
  const name = words.name(definition);
  const series = useMemo(() => seriesOf(rows, name, nameOf), [rows, name, nameOf]);
  if (now.isPending) return <Loading lines={6} />;
  if (now.isError) return <ErrorState error={now.error} onRetry={() => void now.refetch()} />;
  if (!result || rows.length === 0) {
    return <Empty title={text.table.empty}>{text.table.emptyHelp}</Empty>;
  }
  return (
    <Panel
      title={text.table.title}
      lead={text.table.open}
      actions={
        <SaveBar
          definition={definition}
          edition={result.edition}
          rows={rows}
          position={now.data.asOfPosition}
        />
      }
    >
      {series.length > 0 ? (
        <Suspense fallback={<Loading lines={5} />}>
          <ResultChart name={name} series={series} overTime={isOverTime(rows)} />
        </Suspense>
      ) : null}
      <ResultTable
        definition={definition}
        result={result}
        rows={rows}
        compares={compareOn !== undefined}
        onOpen={({ cell }) => onOpen(cellNameText(cell), cell.currency)}
      />
      <p className={styles["state"]}>
        {text.state(format.integer(now.data.asOfPosition), format.integer(result.edition))}
      </p>
    </Panel>
  );
}
