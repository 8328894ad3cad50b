import { Link } from "@tanstack/react-router";
import cards from "@/imports/Cards.module.css";
import styles from "@/imports/Imports.module.css";
import { rowProblem } from "@/imports/row_problem_texts.ts";
import { stepTexts } from "@/imports/step_texts.ts";
import {
  eventIdsOf, factColumns, factText, VANISHED, type VanishedRow,
} from "@/imports/vanished.ts";
import { useLocale, useText } from "@/locale/Locale.tsx";

interface RowProps {
  readonly columns: readonly string[];
  /** Path and label of each field that has a column. */
  readonly facts: readonly (readonly [string, string])[];
  readonly shown: VanishedRow;
  readonly hasReason: boolean;
}

function Row({ columns, facts, shown, hasReason }: RowProps) {
  const words = useText(stepTexts);
  const { language } = useLocale();
  const { row, told } = shown;
  return (
    <tr role="row">
      <th scope="row" role="rowheader" data-label={words.record}>
        {eventIdsOf(columns, row).map(({ id, position }) => (
          <div key={id}>
            <Link to={`/events/${position}`}>{id}</Link>
          </div>
        ))}
      </th>
      <td role="cell" data-label={words.content}>
        {told === null ? words.gone : told?.title}
      </td>
      <td role="cell" className={styles["when"]} data-label={words.day}>
        {told?.day}
      </td>
      {facts.map(([path, label]) => (
        <td key={path} role="cell" data-label={label}>
          {factText(columns, shown, path)}
        </td>
      ))}
      {hasReason ? (
        <td role="cell" className={styles["why"]} data-label={words.notVoided}>
          {row.code === VANISHED ? null : (
            <>
              {rowProblem(row.code, language)}
              <div className={styles["help"]} lang="en">
                {row.message}
              </div>
            </>
          )}
        </td>
      ) : null}
    </tr>
  );
}

interface Props {
  readonly title: string;
  /** The columns of the list, in the server's words. */
  readonly columns: readonly string[];
  readonly rows: readonly VanishedRow[];
}

/** Each row with its events, by which it is found and voided, and a column for each field. */
export function VanishedTable({ title, columns, rows }: Props) {
  const words = useText(stepTexts);
  const facts = factColumns(rows);
  const hasReason = rows.some(({ row }) => row.code !== VANISHED);
  return (
    <div className={styles["scroll"]} tabIndex={0} role="group" aria-label={title}>
      <table className={`${styles["table"]} ${cards["cards"]}`} role="table">
        <caption className="visually-hidden">{title}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col">{words.record}</th>
            <th scope="col">{words.content}</th>
            <th scope="col">{words.day}</th>
            {facts.map(([path, label]) => (
              <th key={path} scope="col">
                {label}
              </th>
            ))}
            {hasReason ? <th scope="col">{words.notVoided}</th> : null}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((shown) => (
            <Row
              key={String(shown.row.position)}
              columns={columns}
              facts={facts}
              shown={shown}
              hasReason={hasReason}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
