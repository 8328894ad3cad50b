import type { ReactNode } from "react";
import { latestEditions, useMetricCatalogue, useMetrics } from "@/api/metrics.ts";
import type { MetricCell } from "@/gen/anchorledger/api/v1/metrics_pb";
import { useText } from "@/locale/Locale.tsx";
import { Figure } from "@/metrics/Figure.tsx";
import { explainLink } from "@/metrics/links.ts";
import { openQuestion, type Question } from "@/metrics/question.ts";
import { useMetricWords } from "@/metrics/words.ts";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import styles from "./Capital.module.css";
import { partnershipTexts } from "./texts.ts";

/** A figure of a metric, or of a part of it. */
interface Shown {
  readonly metric: string;
  readonly part?: string;
}

const kinds = {
  financial: [{ metric: "I-04" }, { metric: "I-03" }, { metric: "I-07" }, { metric: "I-14" }],
  social: [{ metric: "X-11" }, { metric: "X-11", part: "organisations" }],
  capacity: [{ metric: "X-13" }, { metric: "X-14", part: "capacity_cost" }],
} as const satisfies Readonly<Record<string, readonly Shown[]>>;

const metricIds = ["I-03", "I-04", "I-07", "I-14", "X-11", "X-13", "X-14"];

/** Financial capital, social capital and capacity, side by side: they are never added. */
export function Capital({ partnershipId }: { partnershipId: string }) {
  const text = useText(partnershipTexts).capital;
  const question: Question = { ...openQuestion, partnerships: [partnershipId] };
  const answer = useMetrics(metricIds, question);
  const cellsOf = (id: string) => {
    const result = answer.data?.results.find(({ metricId }) => metricId === id);
    return result?.totals.length ? result.totals : (result?.cells ?? []);
  };

  function content(): ReactNode {
    if (answer.isPending) return <Loading lines={3} />;
    if (answer.isError) {
      return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
    }
    return (
      <div className={styles["kinds"]}>
        {(Object.keys(kinds) as (keyof typeof kinds)[]).map((kind) => (
          <section key={kind} data-kind={kind} aria-label={text[kind].title}>
            <h3>{text[kind].title}</h3>
            <p>{text[kind].words}</p>
            <dl>
              {kinds[kind].map((shown: Shown) => (
                <Line
                  key={`${shown.metric} ${shown.part ?? ""}`}
                  shown={shown}
                  cells={cellsOf(shown.metric)}
                  question={question}
                />
              ))}
            </dl>
          </section>
        ))}
      </div>
    );
  }

  return (
    <Panel title={text.title} lead={text.lead}>
      {content()}
    </Panel>
  );
}

interface LineProps {
  readonly shown: Shown;
  /** One for each currency. */
  readonly cells: readonly MetricCell[];
  readonly question: Question;
}

function Line({ shown, cells, question }: LineProps) {
  const words = useMetricWords();
  const catalogue = useMetricCatalogue();
  const definition = latestEditions(catalogue.data ?? []).find(({ id }) => id === shown.metric);
  if (!definition) return null;
  const name = shown.part ? words.part(definition, shown.part) : words.name(definition);
  return (
    <div>
      <dt>{name}</dt>
      {cells.map((cell) => {
        const asked = { ...question, currency: cell.currency };
        return (
          <dd key={cell.currency}>
            <Figure
              cell={cell}
              part={cell.parts.find((part) => part.name === shown.part)}
              cents="if-any"
              withUnit={false}
              name={name}
              from={explainLink(shown.metric, asked, [], shown.part)}
            />
          </dd>
        );
      })}
    </div>
  );
}
