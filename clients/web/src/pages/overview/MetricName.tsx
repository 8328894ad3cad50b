import { Link } from "@tanstack/react-router";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { useText } from "@/locale/Locale.tsx";
import { metricTexts } from "@/metrics/texts.ts";
import { useMetricWords } from "@/metrics/words.ts";
import styles from "./Overview.module.css";

interface Props {
  readonly definition: MetricDefinition;
  readonly goalMet: boolean | undefined;
}

/** A metric's name, what it counts, and whether its public goal is met. */
export function MetricName({ definition, goalMet }: Props) {
  const texts = useText(metricTexts);
  const words = useMetricWords();
  const unit = texts.counted[definition.unitLabel] ?? definition.unitLabel;
  return (
    <>
      <Link
        to="/explore"
        search={{ metric: definition.id } as never}
        className={styles["name"]}
        title={words.formula(definition)}
      >
        {words.name(definition)}
      </Link>
      <span className={styles["unit"]}>
        {definition.id}
        {unit === "" ? null : `, ${unit}`}
      </span>
      {goalMet === undefined ? null : (
        <span className={styles["promise"]}>
          {words.goal(definition)}{" "}
          <span className={styles["goal"]} data-met={goalMet}>
            {goalMet ? texts.goalMet : texts.goalMissed}
          </span>
        </span>
      )}
    </>
  );
}
