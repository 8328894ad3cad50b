import { useMemo } from "react";
import { useMetrics } from "@/api/metrics.ts";
import type { Partnership } from "@/gen/anchorledger/api/v1/directory_pb";
import { MetricDimension, type MetricCell } from "@/gen/anchorledger/api/v1/metrics_pb";
import { today } from "@/locale/format.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Figure } from "@/metrics/Figure.tsx";
import { explainLink } from "@/metrics/links.ts";
import { openQuestion, type Question } from "@/metrics/question.ts";
import { metricTexts, type MetricTexts } from "@/metrics/texts.ts";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { useEvidence } from "./evidence.ts";
import styles from "./Roadmap.module.css";
import { roadmapOf, type Stage } from "./roadmap.ts";
import { Steps } from "./Steps.tsx";
import { partnershipTexts } from "./texts.ts";

const COMPLETION = "X-03";

/** The four phases: when they were open, where the partnership is now, and their steps. */
export function Roadmap({ partnership }: { partnership: Partnership }) {
  const text = useText(partnershipTexts).roadmap;
  const evidence = useEvidence(partnership.partnershipId);
  const question: Question = {
    ...openQuestion,
    partnerships: [partnership.partnershipId],
    by: ["phase"],
  };
  const completion = useMetrics([COMPLETION], question);
  const stages = useMemo(
    () => evidence.events && roadmapOf(partnership, evidence.events, today().days),
    [partnership, evidence.events],
  );
  const cellOf = ({ phase }: Stage) =>
    completion.data?.results[0]?.cells.find((cell) =>
      cell.group.some((key) => key.dimension === MetricDimension.PHASE && key.key === phase),
    );

  function content() {
    if (evidence.error) return <ErrorState error={evidence.error} onRetry={evidence.retry} />;
    if (!stages) return <Loading lines={6} />;
    return (
      <ol className={styles["road"]}>
        {stages.map((stage, i) => (
          <StageOfRoad
            key={stage.phase}
            stage={stage}
            number={i + 1}
            partnership={partnership}
            cell={cellOf(stage)}
            question={question}
          />
        ))}
      </ol>
    );
  }

  return (
    <Panel title={text.title} lead={text.lead}>
      {content()}
    </Panel>
  );
}

function phaseName(stage: Stage, phases: MetricTexts["phases"]): string {
  return phases[stage.phase.toUpperCase() as keyof typeof phases];
}

interface StageProps {
  readonly stage: Stage;
  readonly number: number;
  readonly partnership: Partnership;
  /** How many of its steps are met; absent while unknown. */
  readonly cell: MetricCell | undefined;
  readonly question: Question;
}

function StageOfRoad({ stage, number, partnership, cell, question }: StageProps) {
  const text = useText(partnershipTexts).roadmap;
  const { phases } = useText(metricTexts);
  const format = useFormat();
  const name = phaseName(stage, phases);
  const state = stage.isCurrent ? "now" : stage.isOpen ? "open" : stage.spells[0] ? "left" : "not";
  const group = [{ dimension: "phase" as const, key: stage.phase }];
  return (
    <li data-state={state} aria-current={stage.isCurrent ? "step" : undefined}>
      <div className={styles["head"]}>
        <span className={styles["number"]} aria-hidden="true">
          {format.integer(number)}
        </span>
        <h3>{name}</h3>
        <span className={styles["state"]}>{text.states[state]}</span>
      </div>
      <ul className={styles["spells"]}>
        {stage.spells.map((spell) => (
          <li key={spell.from}>
            {spell.to === undefined
              ? text.since(format.day({ days: spell.from }))
              : format.period({ days: spell.from }, { days: spell.to })}
            <span>{text.days(format.integer(spell.days), spell.days)}</span>
          </li>
        ))}
      </ul>
      {stage.spells.length > 1 ? (
        <p className={styles["again"]}>{text.revisited(stage.spells.length)}</p>
      ) : null}
      {cell ? (
        <p className={styles["done"]}>
          {text.completion}{" "}
          <Figure
            cell={cell}
            name={text.completionOf(name)}
            from={explainLink(COMPLETION, question, group)}
          />
        </p>
      ) : null}
      <Steps steps={stage.steps} partnership={partnership} />
    </li>
  );
}
