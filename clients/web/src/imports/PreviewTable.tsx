import type { Preview } from "./csv.ts";
import styles from "./Imports.module.css";

const ROWS = 5;

/** The first rows of a file as they are read. */
export function PreviewTable(props: { label: string; preview: Preview }) {
  const { columns, rows } = props.preview;
  return (
    <div className={styles["scroll"]} tabIndex={0} role="group" aria-label={props.label}>
      <table className={styles["table"]}>
        <caption className="visually-hidden">{props.label}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={index} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS).map((row, line) => (
            <tr key={line}>
              {columns.map((_, index) => (
                <td key={index}>{row[index] ?? ""}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
