import { useText } from "@/locale/Locale.tsx";
import { useMetricWords } from "@/metrics/words.ts";
import styles from "./Overview.module.css";
import type { MetricRow } from "./rows.ts";
import { overviewTexts } from "./texts.ts";

/** The metrics that have no records here, out of the way but not kept secret. */
export function QuietMetrics({ rows }: { rows: readonly MetricRow[] }) {
  const text = useText(overviewTexts);
  const words = useMetricWords();
  if (rows.length === 0) return null;
  return (
    <details className={styles["quiet"]}>
      <summary>{text.quiet(rows.length)}</summary>
      <ul>
        {rows.map(({ definition }) => (
          <li key={definition.id}>
            {definition.id} {words.name(definition)}
          </li>
        ))}
      </ul>
    </details>
  );
}
