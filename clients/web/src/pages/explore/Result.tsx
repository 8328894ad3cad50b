import { lazy, Suspense, useMemo } from "react";
import { useMetrics } from "@/api/metrics.ts";
import { stringifySearch } from "@/app/search.ts";
import { useSearchState } from "@/app/useSearchState.ts";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { today } from "@/locale/format.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { openQuestion, type Question } from "@/metrics/question.ts";
import { useMetricWords } from "@/metrics/words.ts";
import { Panel } from "@/ui/Panel.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { cellNameText } from "./cell_name.ts";
import { DenominatorNote } from "./DenominatorNote.tsx";
import { Cite } from "./Cite.tsx";
import { compareTexts } from "./compare_texts.ts";
import { otherQuestion, type Comparison } from "./comparison.ts";
import styles from "./Explore.module.css";
import { fileTable } from "./file_table.ts";
import { useGroupNames } from "./groups.ts";
import { fileName, momentOf, momentText } from "./moment.ts";
import { pinnedSearch, type Answered } from "./pinned.ts";
import { ResultTable } from "./ResultTable.tsx";
import { rowsOf, type Row } from "./rows.ts";
import { SaveBar } from "./SaveBar.tsx";
import { isOverTime, seriesOf } from "./series.ts";
import { exploreTexts } from "./texts.ts";
import { UsedEditions } from "./UsedEditions.tsx";

const ResultChart = lazy(() => import("./ResultChart.tsx"));
const Between = lazy(() => import("./Between.tsx"));

interface Props {
  readonly definition: MetricDefinition;
  readonly question: Question;
  readonly comparison: Comparison | undefined;
  /** Asks for the events behind a cell. */
  readonly onOpen: (cellName: string, currency: string) => void;
}

function useAnswer(metricIds: readonly string[], question: Question) {
  const query = useMetrics(metricIds, question);
  const { data } = query;
  const { at, knownOn } = question;
  const answered = useMemo<Answered | undefined>(() => {
    const result = data?.results[0];
    const asked = { ...openQuestion, at, knownOn };
    return result && { result, moment: momentOf(asked, data.asOfPosition) };
  }, [data, at, knownOn?.days]);
  return { query, answered };
}

/** What an answer is true for, in words. */
function useStateWords(): (answered: Answered) => string {
  const text = useText(exploreTexts);
  const format = useFormat();
  return ({ moment, result }) => {
    const edition = format.integer(result.edition);
    return moment.kind === "day"
      ? text.stateThen(format.day(moment.day), edition)
      : text.state(format.integer(moment.position), edition);
  };
}

/** The answer to the question: picture, table, and ways to take it away. */
export function Result({ definition, question, comparison, onOpen }: Props) {
  const text = useText(exploreTexts);
  const nameOf = useGroupNames();
  const stateOf = useStateWords();
  const compare = useText(compareTexts);
  const format = useFormat();
  const [search, setSearch] = useSearchState();
  const first = useAnswer([definition.id], question);
  const second = useAnswer(
    comparison ? [definition.id] : [],
    comparison ? otherQuestion(question, comparison) : openQuestion,
  );
  const name = useMetricWords().name(definition);
  const isSame =
    comparison?.kind === "edition" &&
    second.answered !== undefined &&
    second.answered.result.edition === first.answered?.result.edition;
  const then = comparison && !isSame ? second.answered : undefined;
  const rows = useMemo(
    () => (first.answered ? rowsOf(first.answered.result, then?.result) : []),
    [first.answered, then],
  );
  const series = useMemo(
    () => seriesOf(rows, name, nameOf, then && compare.thenOf),
    [rows, name, nameOf, then, compare],
  );
  if (first.query.isPending) return <Loading lines={6} />;
  const failed = first.query.error ?? (comparison && second.query.error);
  if (failed) {
    const retry = first.query.isError ? first.query : second.query;
    return <ErrorState error={failed} onRetry={() => void retry.refetch()} />;
  }
  if (!first.answered || rows.length === 0) {
    return <Empty title={text.table.empty}>{text.table.emptyHelp}</Empty>;
  }
  const pinned = pinnedSearch(search, first.answered, comparison, then);
  return (
    <>
      <Panel
        title={text.table.title}
        lead={text.table.open}
        actions={
          <Files
            {...{ definition, rows, pinned, then }}
            answered={first.answered}
          />
        }
      >
        {series.length > 0 ? (
          <Suspense fallback={<Loading lines={5} />}>
            <ResultChart name={name} series={series} overTime={isOverTime(rows)} />
          </Suspense>
        ) : null}
        {comparison && second.query.isPending ? <Loading lines={1} /> : null}
        {isSame ? (
          <p className={styles["same"]} role="status">
            {compare.sameEdition(format.integer(comparison.edition))}
          </p>
        ) : null}
        <ResultTable
          definition={definition}
          result={first.answered.result}
          rows={rows}
          then={comparison && !isSame ? compare.then : undefined}
          onOpen={({ cell }) => onOpen(cellNameText(cell), cell.currency)}
        />
        <DenominatorNote rows={rows} />
        <p className={styles["state"]}>{stateOf(first.answered)}</p>
        {then ? <p className={styles["state"]}>{compare.thenState(stateOf(then))}</p> : null}
        <UsedEditions texts={first.answered.result.editionsUsed} onShow={setSearch} />
        <Citation definition={definition} answered={first.answered} pinned={pinned} />
      </Panel>
      {then && momentText(then.moment) !== momentText(first.answered.moment) ? (
        <Suspense fallback={<Loading lines={3} />}>
          <Between question={question} moments={[first.answered.moment, then.moment]} />
        </Suspense>
      ) : null}
    </>
  );
}

interface TakenAway {
  readonly definition: MetricDefinition;
  readonly answered: Answered;
  readonly pinned: Record<string, string>;
}

interface FilesProps extends TakenAway {
  readonly rows: readonly Row[];
  readonly then: Answered | undefined;
}

function useCitation({ definition, answered }: Pick<TakenAway, "definition" | "answered">) {
  const compare = useText(compareTexts);
  const format = useFormat();
  const words = useMetricWords();
  const { moment, result } = answered;
  return compare.citation(
    `${definition.id} ${words.name(definition)}`,
    format.integer(result.edition),
    moment.kind === "day"
      ? compare.citedDay(format.day(moment.day))
      : compare.citedEvent(format.integer(moment.position)),
    format.day(today()),
  );
}

function Citation({ definition, answered, pinned }: TakenAway) {
  return <Cite pinned={pinned} words={useCitation({ definition, answered })} />;
}

function Files({ definition, answered, rows, then, pinned }: FilesProps) {
  const text = useText(exploreTexts);
  const words = useMetricWords();
  const nameOf = useGroupNames();
  const citation = useCitation({ definition, answered });
  const used = answered.result.editionsUsed.join(", ");
  return (
    <SaveBar
      name={fileName(definition.id, answered.moment)}
      table={() =>
        fileTable({
          definition,
          metricName: words.name(definition),
          nameOf,
          edition: answered.result.edition,
          rows,
          known: momentText(answered.moment),
          knownThen: then ? momentText(then.moment) : "",
        })
      }
      about={() => [
        [text.metric, `${definition.id} ${words.name(definition)}`],
        [text.about.formula, words.formula(definition)],
        [text.about.sources, definition.sources.join(", ")],
        [text.table.about, citation],
        [text.about.link, new URL(`/explore${stringifySearch(pinned)}`, location.href).href],
        [text.about.used, used],
      ]}
    />
  );
}
