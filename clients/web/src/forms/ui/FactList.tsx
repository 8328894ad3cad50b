import type { Fact } from "../facts.ts";
import styles from "./FactList.module.css";

/** Labels and values, one below the other. */
export function FactList(props: { facts: readonly Fact[] }) {
  return (
    <dl className={styles["facts"]}>
      {props.facts.map((fact) => (
        <div key={fact.path}>
          <dt>{fact.label}</dt>
          <dd>{fact.text}</dd>
        </div>
      ))}
    </dl>
  );
}
