import { Link } from "@tanstack/react-router";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Figure } from "@/metrics/Figure.tsx";
import { metricTexts } from "@/metrics/texts.ts";
import { useMetricWords } from "@/metrics/words.ts";
import { Panel } from "@/ui/Panel.tsx";
import styles from "./Overview.module.css";
import { promisedText } from "./target_words.ts";
import { overviewTexts } from "./texts.ts";
import type { Target } from "./useTargets.ts";

interface Props {
  readonly definitions: readonly MetricDefinition[];
  readonly targets: readonly Target[];
}

/** What was promised: each target in force with how far it is. Nothing where there are none. */
export function Targets({ definitions, targets }: Props) {
  const text = useText(overviewTexts);
  const texts = useText(metricTexts);
  const format = useFormat();
  const words = useMetricWords();
  if (targets.length === 0) return null;
  return (
    <Panel title={text.targets} lead={text.targetsLead}>
      <table className={styles["targets"]} role="table">
        <caption className="visually-hidden">{text.targets}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">{text.target}</th>
            <th scope="col" role="columnheader">{text.promised}</th>
            <th scope="col" role="columnheader">{text.targetDue}</th>
            <th scope="col" role="columnheader">{text.attained}</th>
            <th scope="col" role="columnheader">{text.targetState}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {targets.map(({ id, cell, state, promise, scope }) => {
            const metric = definitions.find((one) => one.id === promise?.metricId);
            return (
              <tr key={id} role="row">
                <th scope="row" role="rowheader">
                  {metric ? (
                    <Link to="/explore" search={{ metric: metric.id } as never}>
                      {words.name(metric)}
                    </Link>
                  ) : (
                    id
                  )}
                  {metric ? (
                    <span className={styles["unit"]}>
                      {[scope, promise?.part, id].filter((one) => one).join(" · ")}
                    </span>
                  ) : null}
                </th>
                <td role="cell" data-label={text.promised}>
                  {promise ? promisedText(promise, format, texts, text) : null}
                </td>
                <td role="cell" data-label={text.targetDue}>
                  {promise?.due ? format.day(promise.due) : null}
                </td>
                <td role="cell" data-label={text.attained}>
                  <Figure cell={cell} />
                </td>
                <td role="cell" data-label={text.targetState}>
                  <span className={styles["state"]} data-state={state}>
                    {text.targetStates[state]}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Panel>
  );
}
