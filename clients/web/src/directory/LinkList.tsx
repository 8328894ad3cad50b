import { Link } from "@tanstack/react-router";
import styles from "./Directory.module.css";

/** A few links, one below the other. */
export function LinkList(props: {
  links: readonly { readonly to: string; readonly words: string }[];
}) {
  return (
    <ul className={styles["links"]}>
      {props.links.map(({ to, words }) => (
        <li key={to}>
          <Link to={to}>{words}</Link>
        </li>
      ))}
    </ul>
  );
}
