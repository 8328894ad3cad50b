import type { ReactNode } from "react";
import styles from "./states.module.css";

interface Props {
  readonly title: string;
  /** What to do about it, or why it is fine. */
  readonly children?: ReactNode;
}

/** There is nothing to show, and that is no mistake. */
export function Empty({ title, children }: Props) {
  return (
    <div className={styles["state"]} data-state="empty">
      <p className={styles["title"]}>{title}</p>
      {children ? <div className={styles["words"]}>{children}</div> : null}
    </div>
  );
}
