import { QUERY_MAX, useMetrics } from "@/api/metrics.ts";
import { today } from "@/locale/format.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import type { Question } from "@/metrics/question.ts";
import styles from "./Overview.module.css";
import { overviewTexts } from "./texts.ts";

interface Props {
  /** Ids of metrics that the page asks for anyway. */
  readonly together: readonly string[];
  readonly question: Question;
}

/** Says which days the figures are about, and what the ledger knew when they were computed. */
export function AsKnown({ together, question }: Props) {
  const text = useText(overviewTexts);
  const format = useFormat();
  // Every answer names the position that it is true for.
  const answer = useMetrics(together.slice(0, QUERY_MAX), { ...question, by: ["phase"] });
  const to = question.to ?? today();
  const period = question.from ? format.period(question.from, to) : text.until(format.day(to));
  const known = question.knownOn
    ? text.asKnownThen(format.day(question.knownOn))
    : answer.data && text.asKnownNow(format.integer(answer.data.asOfPosition));
  return (
    <p className={styles["asKnown"]}>
      {period}
      {known ? ` · ${known}` : null}
    </p>
  );
}
