import { lazy, Suspense, useMemo } from "react";
import { useMetrics } from "@/api/metrics.ts";
import { stringifySearch } from "@/app/search.ts";
import { useSearchState } from "@/app/useSearchState.ts";
import type { MetricCell } from "@/gen/anchorledger/api/v1/metrics_pb";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { isoFromDay, today, utcDay } from "@/locale/format.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { openQuestion, type Question } from "@/metrics/question.ts";
import { useMetricWords } from "@/metrics/words.ts";
import { Panel } from "@/ui/Panel.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { useClosings } from "./closings.ts";
import { cellNameText } from "./cell_name.ts";
import { DenominatorNote } from "./DenominatorNote.tsx";
import { Cite } from "./Cite.tsx";
import { compareTexts } from "./compare_texts.ts";
import { otherQuestion, type Comparison } from "./comparison.ts";
import styles from "./Explore.module.css";
import { fileTable } from "./file_table.ts";
import { useGroupNames } from "./groups.ts";
import { fileName, momentOf, momentText } from "./moment.ts";
import { partNamed } from "./parts.ts";
import { lastDayOf, pinnedSearch, type Answered } from "./pinned.ts";
import { useQuestionWords } from "./question_words.ts";
import { ResultTable } from "./ResultTable.tsx";
import { rowsOf, rowsOfPart, type Row } from "./rows.ts";
import { SaveBar } from "./SaveBar.tsx";
import { picturesOf } from "./series.ts";
import { useStateWords } from "./state_words.ts";
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

/** The answer to the question: picture, table, and ways to take it away. */
export function Result({ definition, question, comparison, onOpen }: Props) {
  const text = useText(exploreTexts);
  const nameOf = useGroupNames();
  const compare = useText(compareTexts);
  const format = useFormat();
  const [search, setSearch] = useSearchState();
  const first = useAnswer([definition.id], question);
  const other = comparison && otherQuestion(question, comparison);
  const second = useAnswer(other ? [definition.id] : [], other ?? openQuestion);
  const isClose = comparison?.kind === "close";
  const closings = useClosings(isClose ? first.answered?.result : undefined, question);
  const sentences = useMetricWords();
  const name = sentences.name(definition);
  const state = useStateWords(first.answered);
  const isSame =
    comparison?.kind === "edition" &&
    second.answered !== undefined &&
    second.answered.result.edition === first.answered?.result.edition;
  const then = useMemo(() => {
    if (isClose) {
      return closings.result && first.answered && { ...first.answered, result: closings.result };
    }
    return comparison && !isSame ? second.answered : undefined;
  }, [isClose, closings.result, first.answered, comparison !== undefined, isSame, second.answered]);
  const rows = useMemo(
    () => (first.answered ? rowsOf(first.answered.result, then?.result) : []),
    [first.answered, then],
  );
  const stateThen = useStateWords(then);
  const comparedState = isClose ? compare.closeState : compare.thenState(stateThen.sentence);
  const part = partNamed(definition, search["part"]);
  const drawnName = part === "" ? name : sentences.part(definition, part);
  const pictures = useMemo(
    () => picturesOf(rowsOfPart(rows, part), drawnName, nameOf, then && compare.thenOf),
    [rows, part, drawnName, nameOf, then, compare],
  );
  const askedOf = useQuestionWords();
  if (first.query.isPending) return <Loading lines={6} />;
  const failed = first.query.error ?? (other && second.query.error) ?? closings.error;
  if (failed) {
    const retry = first.query.isError ? first.query : isClose ? closings : second.query;
    return <ErrorState error={failed} onRetry={() => void retry.refetch()} />;
  }
  if (!first.answered || rows.length === 0) {
    return <Empty title={text.table.empty}>{text.table.emptyHelp}</Empty>;
  }
  const pinned = pinnedSearch(search, first.answered, comparison, then);
  const asked = askedOf(question, lastDayOf(first.answered) ?? question.to ?? today());
  const citation = compare.citation(
    `${definition.id} ${name}`,
    format.integer(first.answered.result.edition),
    state.cited,
    format.day(utcDay()),
  );
  const link = new URL(`/explore${stringifySearch(pinned)}`, location.href).href;
  const file = fileName(definition.id, first.answered.moment);
  const knownThen = ({ to }: MetricCell) =>
    isClose ? (to ? isoFromDay(to) : "") : then ? momentText(then.moment) : "";
  const taken = { definition, asked, citation, link, file };
  return (
    <>
      <Panel
        title={text.table.title}
        lead={text.table.open}
        actions={
          <Files
            {...{ ...taken, rows, knownThen }}
            answered={first.answered}
          />
        }
      >
        <p className={styles["asked"]}>{asked.join(" · ")}</p>
        {pictures.length > 0 ? (
          <Suspense fallback={<Loading lines={5} />}>
            <ResultChart
              name={drawnName}
              pictures={pictures}
              fileName={file}
              words={{
                title: [`${definition.id} ${name}`, ...(part === "" ? [] : [drawnName])].join(": "),
                lead: [asked.join(" · "), sentences.formula(definition)],
                foot: [
                  ...(then ? [comparedState] : []),
                  ...(definition.sources.length > 0
                    ? [`${text.about.sources}: ${definition.sources.join(", ")}`]
                    : []),
                  `${citation} ${link}`,
                ],
              }}
            />
          </Suspense>
        ) : null}
        {(other && second.query.isPending) || closings.isPending ? <Loading lines={1} /> : null}
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
        <p className={styles["state"]}>{state.sentence}</p>
        {then ? <p className={styles["state"]}>{comparedState}</p> : null}
        <UsedEditions texts={first.answered.result.editionsUsed} onShow={setSearch} />
        <Cite link={link} words={citation} />
      </Panel>
      {then && momentText(then.moment) !== momentText(first.answered.moment) ? (
        <Suspense fallback={<Loading lines={3} />}>
          <Between question={question} moments={[first.answered.moment, then.moment]} />
        </Suspense>
      ) : null}
    </>
  );
}

interface FilesProps {
  readonly definition: MetricDefinition;
  readonly answered: Answered;
  readonly rows: readonly Row[];
  readonly knownThen: (cell: MetricCell) => string;
  readonly asked: readonly string[];
  readonly citation: string;
  readonly link: string;
  readonly file: string;
}

function Files(props: FilesProps) {
  const { definition, answered, rows, knownThen, asked, citation, link, file } = props;
  const text = useText(exploreTexts);
  const words = useMetricWords();
  const nameOf = useGroupNames();
  return (
    <SaveBar
      name={file}
      table={() =>
        fileTable({
          definition,
          metricName: words.name(definition),
          nameOf,
          edition: answered.result.edition,
          rows,
          known: momentText(answered.moment),
          knownThen,
        })
      }
      about={() => [
        [text.metric, `${definition.id} ${words.name(definition)}`],
        [text.asked.title, asked.join("; ")],
        [text.about.formula, words.formula(definition)],
        [text.about.sources, definition.sources.join(", ")],
        [text.about.notes, words.notes(definition).map((note) => note.words).join(" ")],
        [text.table.about, citation],
        [text.about.link, link],
        [text.about.used, answered.result.editionsUsed.join(", ")],
      ]}
    />
  );
}
