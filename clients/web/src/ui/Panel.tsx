import { useId, type ReactNode } from "react";
import styles from "./Panel.module.css";

interface Props {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** The lever it belongs to, told by a coloured edge beside its title. */
  readonly strategy?: "hiring" | "purchasing" | "investing" | "cross" | undefined;
}

/** A titled part of a page. */
export function Panel({ title, lead, actions, children, strategy }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles["panel"]} data-strategy={strategy}>
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
