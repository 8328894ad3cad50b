import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Link } from "@tanstack/react-router";
import type { Import } from "@/gen/anchorledger/api/v1/import_pb";
import styles from "@/imports/Imports.module.css";
import { importTexts } from "@/imports/texts.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Empty } from "@/ui/states/Empty.tsx";

/** The imports of the team, the newest first. */
export function History({ imports }: { imports: readonly Import[] }) {
  const text = useText(importTexts);
  const format = useFormat();
  if (imports.length === 0) return <Empty title={text.historyEmpty} />;
  return (
    <Panel title={text.history}>
      <div className={styles["scroll"]} tabIndex={0} role="group" aria-label={text.history}>
        <table className={styles["table"]}>
          <caption className="visually-hidden">{text.history}</caption>
          <thead>
            <tr>
              <th scope="col">{text.file}</th>
              <th scope="col">{text.when}</th>
              <th scope="col">{text.state}</th>
              <th scope="col" data-align="right">
                {text.rows}
              </th>
              <th scope="col" data-align="right">
                {text.counts.rejected}
              </th>
            </tr>
          </thead>
          <tbody>
            {imports.map((one) => (
              <tr key={one.importId}>
                <th scope="row">
                  <Link to={`/import/${one.importId}`}>{one.fileName || one.importId}</Link>
                </th>
                <td className={styles["when"]}>
                  {one.startedAt
                    ? text.whoAndWhen(
                        one.actorRef,
                        format.instant(timestampDate(one.startedAt)),
                      )
                    : one.actorRef}
                </td>
                <td>
                  {text.states[one.state]}
                  {one.dryRun ? ` (${text.dryRun})` : ""}
                </td>
                <td data-align="right">{format.integer(one.counts?.read ?? 0n)}</td>
                <td data-align="right">{format.integer(one.counts?.rejected ?? 0n)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
