import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { latestEditions, metricsQuery, useMetricCatalogue } from "@/api/metrics.ts";
import type { MetricCell, MetricResult } from "@/gen/anchorledger/api/v1/metrics_pb";
import { Strategy } from "@/gen/anchorledger/event/v1/enums_pb";
import { MetricNarrowing, type MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { Figure, PartFigures } from "./Figure.tsx";
import { explainLink } from "./links.ts";
import styles from "./NumbersPanel.module.css";
import { numbersTexts } from "./numbers_texts.ts";
import { searchFromQuestion, type Question } from "./question.ts";
import { metricTexts } from "./texts.ts";
import { useMetricWords } from "./words.ts";

interface Props {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly question: Question;
  /** Which metrics; absent = all. */
  readonly pick?: ((definition: MetricDefinition) => boolean) | undefined;
  /** Only numbers that are a single such thing's own; absent = all. */
  readonly about?: keyof typeof narrowings | undefined;
}

const narrowings = {
  supplier: "supplierNarrowing",
  investment: "investmentNarrowing",
} as const satisfies Record<string, keyof MetricDefinition>;

// The contract's limit for one call.
const METRICS_MAX = 100;

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** What metrics say about one thing: each figure leads to the events behind it. */
export function NumbersPanel({ title, lead, question, pick, about }: Props) {
  const text = useText(numbersTexts);
  const catalogue = useMetricCatalogue();
  const definitions = latestEditions(catalogue.data ?? []).filter(
    (one) =>
      !one.perTarget &&
      (!pick || pick(one)) &&
      (!about || one[narrowings[about]] === MetricNarrowing.OWN),
  );
  const ids = definitions.map(({ id }) => id);
  const answers = useQueries({
    queries: chunks(ids, METRICS_MAX).map((some) => metricsQuery(some, question)),
  });
  const failed = [catalogue, ...answers].find(({ isError }) => isError);

  function content() {
    if (failed) {
      return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
    }
    if (catalogue.isPending || answers.some(({ isPending }) => isPending)) {
      return <Loading lines={4} />;
    }
    const results = answers.flatMap(({ data }) => data?.results ?? []);
    const rows = definitions.flatMap((definition) => {
      const result = results.find(({ metricId }) => metricId === definition.id);
      return result ? [{ definition, cells: cellsOf(result) }] : [];
    });
    const telling = rows.filter(({ cells }) => cells.some(isTelling));
    const quiet = rows.filter(({ cells }) => !cells.some(isTelling));
    return (
      <>
        {telling.length > 0 ? (
          <NumbersTable caption={title} rows={telling} question={question} />
        ) : (
          <Empty title={text.empty}>{text.emptyHelp}</Empty>
        )}
        <Quiet definitions={quiet.map(({ definition }) => definition)} />
      </>
    );
  }

  return (
    <Panel title={title} lead={lead ? <span data-print="no">{lead}</span> : null}>
      {content()}
    </Panel>
  );
}

/** One cell for each currency, over all groups. */
function cellsOf({ totals, cells }: MetricResult): MetricCell[] {
  return totals.length > 0 ? totals : cells;
}

function isTelling(cell: MetricCell): boolean {
  const isValue = (one: Pick<MetricCell, "value" | "suppressed">) =>
    one.suppressed || (one.value !== undefined && !/^[0.]*$/.test(one.value.shown));
  return isValue(cell) || cell.parts.some(isValue);
}

interface Row {
  readonly definition: MetricDefinition;
  readonly cells: readonly MetricCell[];
}

const order = [Strategy.HIRING, Strategy.PURCHASING, Strategy.INVESTING, Strategy.CROSS] as const;

function NumbersTable(props: {
  caption: string;
  rows: readonly Row[];
  question: Question;
}) {
  const text = useText(numbersTexts);
  const { strategies } = useText(metricTexts);
  const groups = order
    .map((strategy) => ({
      strategy,
      rows: props.rows.filter(({ definition }) => definition.strategy === strategy),
    }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <table className={styles["numbers"]}>
      <caption className="visually-hidden">{props.caption}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{text.metric}</th>
          <th scope="col">{text.value}</th>
        </tr>
      </thead>
      {groups.map(({ strategy, rows }) => (
        <tbody key={strategy}>
          {groups.length > 1 ? (
            <tr>
              <th scope="rowgroup" colSpan={2} className={styles["strategy"]}>
                {strategies[Strategy[strategy] as keyof typeof strategies]}
              </th>
            </tr>
          ) : null}
          {rows.map((row) => (
            <NumberRow key={row.definition.id} {...row} question={props.question} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function NumberRow({ definition, cells, question }: Row & { readonly question: Question }) {
  const words = useMetricWords();
  const { counted } = useText(metricTexts);
  const unit = counted[definition.unitLabel] ?? definition.unitLabel;
  return (
    <tr>
      <th scope="row">
        <Link
          to="/explore"
          search={{ metric: definition.id, ...searchFromQuestion(question) } as never}
          title={words.formula(definition)}
        >
          {words.name(definition)}
        </Link>
        <span className={styles["unit"]}>
          {definition.id}
          {unit === "" ? null : `, ${unit}`}
        </span>
      </th>
      <td>
        {cells.map((cell) => (
          <Cell key={cell.currency} definition={definition} cell={cell} question={question} />
        ))}
      </td>
    </tr>
  );
}

function Cell(props: { definition: MetricDefinition; cell: MetricCell; question: Question }) {
  const { definition, cell, question } = props;
  const words = useMetricWords();
  const asked = { ...question, currency: cell.currency };
  return (
    <>
      {cell.unit === "parts" ? null : (
        <Figure
          cell={cell}
          cents="if-any"
          withUnit={false}
          name={words.name(definition)}
          from={explainLink(definition.id, asked)}
        />
      )}
      {cell.parts.length === 0 ? null : (
        <PartFigures
          cell={cell}
          className={styles["parts"]}
          nameOf={(part) => words.part(definition, part)}
          fromOf={(part) => explainLink(definition.id, asked, [], part)}
        />
      )}
    </>
  );
}

function Quiet({ definitions }: { definitions: readonly MetricDefinition[] }) {
  const text = useText(numbersTexts);
  const words = useMetricWords();
  if (definitions.length === 0) return null;
  return (
    <details className={styles["quiet"]} data-print="no">
      <summary>{text.quiet(definitions.length)}</summary>
      <ul>
        {definitions.map((one) => (
          <li key={one.id}>
            {one.id} {words.name(one)}
          </li>
        ))}
      </ul>
    </details>
  );
}
