import { useText } from "@/locale/Locale.tsx";
import styles from "./Audit.module.css";
import type { Change } from "./chain.ts";
import { auditTexts } from "./texts.ts";

/** Field by field, before and after. */
export function Changes(props: { changes: readonly Change[]; label: string }) {
  const text = useText(auditTexts);
  if (props.changes.length === 0) return null;
  const value = (said: string | undefined) =>
    said === undefined ? <em className={styles["none"]}>{text.noValue}</em> : said;
  return (
    <table className={styles["changes"]}>
      <caption className="visually-hidden">{props.label}</caption>
      <thead>
        <tr>
          <th scope="col">{text.field}</th>
          <th scope="col">{text.before}</th>
          <th scope="col">{text.after}</th>
        </tr>
      </thead>
      <tbody>
        {props.changes.map((change) => (
          <tr key={change.path}>
            <th scope="row">{change.label}</th>
            <td data-label={text.before}>
              <del>{value(change.before)}</del>
            </td>
            <td data-label={text.after}>
              <ins>{value(change.after)}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
