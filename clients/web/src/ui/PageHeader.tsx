import { useEffect, type ReactNode } from "react";
import { productName } from "@/app/Mark.tsx";
import styles from "./PageHeader.module.css";

interface Props {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Buttons and links that concern the whole page. */
  readonly actions?: ReactNode;
}

/** The one heading of a page; also what the browser's tab says. */
export function PageHeader({ title, lead, actions }: Props) {
  useEffect(() => {
    document.title = `${title} · ${productName}`;
  }, [title]);
  return (
    <header className={styles["header"]}>
      <div>
        <h1>{title}</h1>
        {lead ? <div className={styles["lead"]}>{lead}</div> : null}
      </div>
      {actions ? <div className={styles["actions"]}>{actions}</div> : null}
    </header>
  );
}
