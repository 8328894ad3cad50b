import { useQuery } from "@tanstack/react-query";
import { useMetrics } from "@/api/metrics.ts";
import { ledgerKey } from "@/api/keys.ts";
import { MetricDimension, TargetState } from "@/gen/anchorledger/api/v1/metrics_pb";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Figure } from "@/metrics/Figure.tsx";
import type { Question } from "@/metrics/question.ts";
import { useMetricWords } from "@/metrics/words.ts";
import { Panel } from "@/ui/Panel.tsx";
import styles from "./Overview.module.css";
import { overviewTexts } from "./texts.ts";

interface Props {
  readonly definitions: readonly MetricDefinition[];
  readonly question: Question;
}

/** What was promised: each target in force with how far it is. Nothing where there are none. */
export function Targets({ definitions, question }: Props) {
  const text = useText(overviewTexts);
  const format = useFormat();
  const words = useMetricWords();
  const ids = definitions.filter((one) => one.perTarget).map((one) => one.id);
  const answer = useMetrics(ids, { ...question, by: [] });
  const cells = (answer.data?.results ?? []).flatMap((result) => result.cells);
  // Loaded apart, where there is a target: it reads events, whose types the first view does
  // without.
  const promises = useQuery({
    queryKey: [ledgerKey, "targets"],
    queryFn: async () => (await import("./promises.ts")).readPromises(),
    enabled: cells.length > 0,
  });
  if (cells.length === 0) return null;
  return (
    <Panel title={text.targets} lead={text.targetsLead}>
      <table className={styles["targets"]}>
        <caption className="visually-hidden">{text.targets}</caption>
        <thead>
          <tr>
            <th scope="col">{text.target}</th>
            <th scope="col">{text.targetDue}</th>
            <th scope="col">{text.attained}</th>
            <th scope="col">{text.targetState}</th>
          </tr>
        </thead>
        <tbody>
          {cells.map((cell) => {
            const key = cell.group.find((one) => one.dimension === MetricDimension.TARGET);
            const id = key?.key ?? "";
            const promise = promises.data?.get(id);
            const metric = definitions.find((one) => one.id === promise?.metricId);
            const state = TargetState[cell.targetState] as keyof typeof TargetState;
            return (
              <tr key={id}>
                <th scope="row">
                  {metric ? words.name(metric) : id}
                  {metric ? <span className={styles["unit"]}>{id}</span> : null}
                </th>
                <td>{promise?.due ? format.day(promise.due) : null}</td>
                <td>
                  <Figure cell={cell} />
                </td>
                <td>
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
