import { useEffect, type ReactNode } from "react";
import { productName } from "@/app/Mark.tsx";
import styles from "./PageHeader.module.css";

interface Props {
  readonly title: string;
  /** What the browser's tab says of it, where the title alone would not tell pages apart. */
  readonly tab?: string;
  readonly lead?: ReactNode;
  /** Buttons and links that concern the whole page. */
  readonly actions?: ReactNode;
}

/** The one heading of a page; also what the browser's tab says. */
export function PageHeader({ title, tab = title, lead, actions }: Props) {
  useEffect(() => {
    document.title = `${tab} · ${productName}`;
  }, [tab]);
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
