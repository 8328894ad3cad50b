import type { MetricCell, MetricResult } from "@/gen/anchorledger/api/v1/metrics_pb";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Sparkline } from "@/charts/Sparkline.tsx";
import { Figure, PartFigures } from "@/metrics/Figure.tsx";
import { explainLink } from "@/metrics/links.ts";
import type { Question } from "@/metrics/question.ts";
import { metricTexts } from "@/metrics/texts.ts";
import { drawnValue, shownValue } from "@/metrics/value.ts";
import { useMetricWords } from "@/metrics/words.ts";
import { MetricName } from "./MetricName.tsx";
import styles from "./Overview.module.css";
import { RowTargets } from "./RowTargets.tsx";
import { columnsOf, labelOf, trendOf, type ColumnWord, type MetricRow } from "./rows.ts";
import { overviewTexts } from "./texts.ts";
import type { Target } from "./useTargets.ts";

interface Props {
  readonly caption: string;
  readonly rows: readonly MetricRow[];
  /** The same metrics by fiscal year; empty while they are on their way. */
  readonly years: readonly MetricResult[];
  readonly question: Question;
  readonly targets: readonly Target[];
}

const phaseNames = {
  motivation: "MOTIVATION",
  initiation: "INITIATION",
  implementation: "IMPLEMENTATION",
  evaluation: "EVALUATION",
  none: "UNSPECIFIED",
} as const;

/**
 * Metrics as rows, phases as columns; on a narrow screen each metric becomes a card. The roles are
 * written out because browsers forget them where the style is not that of a table.
 */
export function MetricTable({ caption, rows, years, question, targets }: Props) {
  const text = useText(overviewTexts);
  const { phases } = useText(metricTexts);
  const columns = columnsOf(rows);
  const yearsOf = new Map(years.map((result) => [result.metricId, result]));
  return (
    <table className={styles["table"]} role="table">
      <caption className="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">{text.metric}</th>
          {columns.map((word) => (
            <th key={word} scope="col" role="columnheader">
              {phases[phaseNames[word]]}
            </th>
          ))}
          <th scope="col" role="columnheader">{text.total}</th>
          <th scope="col" role="columnheader">{text.trend}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={row.definition.id} role="row">
            <th scope="row" role="rowheader">
              <MetricName definition={row.definition} goalMet={row.total[0]?.goalMet} />
              <RowTargets
                targets={targets.filter(({ promise }) => promise?.metricId === row.definition.id)}
              />
            </th>
            {columns.map((word) => (
              <td
                key={word}
                role="cell"
                data-label={phases[phaseNames[word]]}
                data-empty={row.byPhase[word].length === 0}
              >
                <Cells row={row} cells={row.byPhase[word]} phase={word} question={question} />
              </td>
            ))}
            <td role="cell" className={styles["total"]} data-label={text.total}>
              <Cells row={row} cells={row.total} question={question} />
            </td>
            <td role="cell" className={styles["trend"]} data-label={text.trend}>
              <Trend row={row} result={yearsOf.get(row.definition.id)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellsProps {
  readonly row: MetricRow;
  readonly cells: readonly MetricCell[];
  /** Absent = the total. */
  readonly phase?: ColumnWord;
  readonly question: Question;
}

/** The figures of one place, a line for each currency; the total has the parts below it. */
function Cells({ row, cells, phase, question }: CellsProps) {
  const words = useMetricWords();
  const { definition } = row;
  const isParts = cells[0]?.unit === "parts";
  const group = phase ? [{ dimension: "phase" as const, key: phase }] : [];
  const asked = { ...question, by: ["phase" as const] };
  return cells.map((cell) => (
    <div key={cell.currency}>
      {isParts ? null : (
        <Figure
          cell={cell}
          cents="if-any"
          withUnit={false}
          name={words.name(definition)}
          from={explainLink(definition.id, { ...asked, currency: cell.currency }, group)}
        />
      )}
      {phase && !isParts ? null : (
        <PartFigures
          cell={cell}
          className={styles["parts"]}
          nameOf={(part) => words.part(definition, part)}
          fromOf={(part) => {
            const alone = { ...asked, currency: cell.currency };
            return explainLink(definition.id, alone, group, part);
          }}
        />
      )}
    </div>
  ));
}

function Trend({ row, result }: { row: MetricRow; result: MetricResult | undefined }) {
  const text = useText(overviewTexts);
  const texts = useText(metricTexts);
  const format = useFormat();
  const words = useMetricWords();
  const cells = trendOf(result, row.total[0]?.currency ?? "");
  if (cells.filter((cell) => drawnValue(cell) !== undefined).length < 2) return null;
  const points = cells.map((cell) =>
    text.point(labelOf(cell), shownValue(cell, cell.currency, format, texts).text),
  );
  return (
    <Sparkline
      values={cells.map(drawnValue)}
      label={text.trendOf(words.name(row.definition), format.list(points))}
    />
  );
}
