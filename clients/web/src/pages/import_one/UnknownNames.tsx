import { useQuery } from "@tanstack/react-query";
import { firstRejectedQuery } from "@/api/imports.ts";
import type { Import } from "@/gen/anchorledger/api/v1/import_pb";
import styles from "@/imports/Imports.module.css";
import { stepTexts } from "@/imports/step_texts.ts";
import { importTexts } from "@/imports/texts.ts";
import { REFERENCE_UNKNOWN, unknownNames } from "@/imports/unknown_names.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";

const SHOWN_MAX = 50;

/** Everything that has to be registered, or corrected, before the rejected rows are good. */
export function UnknownNames({ one }: { one: Import }) {
  const text = useText(importTexts);
  const words = useText(stepTexts);
  const format = useFormat();
  const isAsked = one.rejections.some(({ code }) => code === REFERENCE_UNKNOWN);
  const rejected = useQuery({ ...firstRejectedQuery(one.importId), enabled: isAsked });
  if (!isAsked) return null;
  if (rejected.isPending) return <Loading />;
  if (rejected.isError) return <ErrorState error={rejected.error} onRetry={rejected.refetch} />;
  const { columns, rows, hasMore } = rejected.data;
  const names = unknownNames(columns, rows);
  if (names.length === 0) return null;
  const hidden = names.length - SHOWN_MAX;
  return (
    <Panel title={words.unknownNames(format.integer(names.length))} lead={words.unknownLead}>
      <div className={styles["scroll"]} tabIndex={0} role="group" aria-label={words.unknownValue}>
        <table className={styles["table"]}>
          <caption className="visually-hidden">{words.unknownValue}</caption>
          <thead>
            <tr>
              <th scope="col">{words.unknownValue}</th>
              <th scope="col">{text.inColumn}</th>
              <th scope="col" data-align="right">
                {text.howMany}
              </th>
            </tr>
          </thead>
          <tbody>
            {names.slice(0, SHOWN_MAX).map(({ column, value, rows: count }) => (
              <tr key={`${column} ${value}`}>
                <th scope="row">{value}</th>
                <td>{column}</td>
                <td data-align="right">{format.integer(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 ? <p>{words.unknownMore(format.integer(hidden))}</p> : null}
      {hasMore ? <p>{words.unknownFirst(format.integer(rows.length))}</p> : null}
    </Panel>
  );
}
