import type { ReactNode } from "react";
import styles from "./Directory.module.css";

export interface Attribute {
  readonly label: string;
  /** Null, undefined and "" are left out: what is not known is not said. */
  readonly value: ReactNode;
}

/** What something is, as labels and values. */
export function Attributes({ of }: { of: readonly Attribute[] }) {
  const known = of.filter(({ value }) => value !== undefined && value !== null && value !== "");
  return (
    <dl className={styles["attributes"]}>
      {known.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
