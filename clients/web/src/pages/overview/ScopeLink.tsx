import { Link } from "@tanstack/react-router";
import { useText } from "@/locale/Locale.tsx";
import type { Question } from "@/metrics/question.ts";
import styles from "./Overview.module.css";
import { overviewTexts } from "./texts.ts";

/** From the figures of a partnership or an anchor to its own page. */
export function ScopeLink({ question }: { question: Question }) {
  const text = useText(overviewTexts);
  const [partnership] = question.partnerships;
  const [anchor] = question.anchors;
  if (partnership === undefined && anchor === undefined) return null;
  const path = partnership === undefined ? `/anchors/${anchor}` : `/partnerships/${partnership}`;
  return (
    <p className={styles["scopeLink"]} data-print="no">
      <Link to={path}>{partnership === undefined ? text.toAnchor : text.toPartnership}</Link>
    </p>
  );
}
