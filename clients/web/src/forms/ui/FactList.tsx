import { ThingLink } from "@/directory/ThingLink.tsx";
import type { Fact } from "../facts.ts";
import styles from "./FactList.module.css";

/** Labels and values, one below the other; what names another thing leads to it. */
export function FactList(props: { facts: readonly Fact[] }) {
  return (
    <dl className={styles["facts"]}>
      {props.facts.map(({ path, label, text, thing }) => (
        <div key={path}>
          <dt>{label}</dt>
          <dd>{thing ? <ThingLink {...thing}>{text}</ThingLink> : text}</dd>
        </div>
      ))}
    </dl>
  );
}
