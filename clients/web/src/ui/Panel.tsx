import { useId, type ReactNode } from "react";
import styles from "./Panel.module.css";

interface Props {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Left out on paper: it is of use on a screen only. */
  readonly isForScreen?: boolean | undefined;
  /** The lever it belongs to, told by a coloured edge beside its title. */
  readonly strategy?: "hiring" | "purchasing" | "investing" | "cross" | undefined;
}

/** A titled part of a page. */
export function Panel({ title, lead, actions, children, strategy, isForScreen }: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={styles["panel"]}
      data-strategy={strategy}
      data-print={isForScreen ? "no" : undefined}
    >
      <header className={styles["head"]}>
        <div>
          <h2 id={id}>{title}</h2>
          {lead ? <div className={styles["lead"]}>{lead}</div> : null}
        </div>
        {actions ? <div className={styles["actions"]}>{actions}</div> : null}
      </header>
      {children}
    </section>
  );
}
