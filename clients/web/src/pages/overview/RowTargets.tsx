import { useFormat, useText } from "@/locale/Locale.tsx";
import { metricTexts } from "@/metrics/texts.ts";
import styles from "./Overview.module.css";
import { promisedText } from "./target_words.ts";
import { overviewTexts } from "./texts.ts";
import type { Target } from "./useTargets.ts";

// More stand in the table of targets alone.
const SHOWN_MAX = 3;

/** What was promised of one metric, beside its figures. */
export function RowTargets({ targets }: { targets: readonly Target[] }) {
  const text = useText(overviewTexts);
  const texts = useText(metricTexts);
  const format = useFormat();
  return targets.slice(0, SHOWN_MAX).map(({ id, promise, scope, state }) =>
    promise ? (
      <span key={id} className={styles["promise"]}>
        {text.promisedBy(
          scope,
          promisedText(promise, format, texts, text),
          promise.due ? format.day(promise.due) : "",
        )}{" "}
        <span className={styles["state"]} data-state={state}>
          {text.targetStates[state]}
        </span>
      </span>
    ) : null,
  );
}
