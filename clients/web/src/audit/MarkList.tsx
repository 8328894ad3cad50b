import { useText } from "@/locale/Locale.tsx";
import styles from "./Audit.module.css";
import type { Mark } from "./aftermath.ts";
import { auditTexts } from "./texts.ts";

/** What is to be known about an event beside what it says, as words on a coloured ground. */
export function MarkList({ marks }: { marks: readonly Mark[] }) {
  const text = useText(auditTexts);
  return marks.map((mark) => (
    <span key={mark} className={styles["mark"]} data-mark={mark}>
      {text.marks[mark]}
    </span>
  ));
}
