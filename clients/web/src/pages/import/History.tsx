import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { undoneQuery } from "@/api/imports.ts";
import { ImportState, type Import } from "@/gen/anchorledger/api/v1/import_pb";
import cards from "@/imports/Cards.module.css";
import { isCounted } from "@/imports/counted.ts";
import { coveredDays } from "@/imports/covered.ts";
import styles from "@/imports/Imports.module.css";
import { stepTexts } from "@/imports/step_texts.ts";
import { importTexts } from "@/imports/texts.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Empty } from "@/ui/states/Empty.tsx";

/** Who did something and when. */
function useWhoAndWhen() {
  const text = useText(importTexts);
  const format = useFormat();
  return (who: string, at: Import["startedAt"]): string =>
    at ? text.whoAndWhen(who, format.instant(timestampDate(at))) : who;
}

function StateCell({ one }: { one: Import }) {
  const text = useText(importTexts);
  const words = useText(stepTexts);
  const format = useFormat();
  const undone = useQuery(undoneQuery).data?.get(one.importId);
  return (
    <td role="cell" data-label={text.state}>
      {text.states[one.state]}
      {one.dryRun ? ` (${text.dryRun})` : ""}
      {one.state === ImportState.UNDONE && undone?.recordedAt ? (
        <div className={styles["help"]}>
          {words.undoneBy(
            undone.header?.actorRef ?? "",
            format.instant(timestampDate(undone.recordedAt)),
          )}
        </div>
      ) : null}
    </td>
  );
}

/** What became of the rows; of an import that was cut off, what it recorded. */
function OutcomeCells({ one }: { one: Import }) {
  const text = useText(importTexts);
  const words = useText(stepTexts);
  const format = useFormat();
  const count = (value: bigint | undefined) => format.integer(value ?? 0n);
  const { counts } = one;
  return (
    <>
      <td role="cell" data-label={text.outcome}>
        {counts && counts.recordedRows > 0n
          ? words.standsShort(count(counts.events), count(counts.recordedRows))
          : words.countsOf(
              count(counts?.created),
              count(counts?.updated),
              count(counts?.unchanged),
              count(counts?.rejected),
            )}
      </td>
      <td role="cell" data-align="right" data-label={text.counts.read}>
        {isCounted(counts) ? count(counts?.read) : words.notCounted}
      </td>
    </>
  );
}

function ImportRow({ one }: { one: Import }) {
  const text = useText(importTexts);
  const words = useText(stepTexts);
  const format = useFormat();
  const whoAndWhen = useWhoAndWhen();
  const covered = coveredDays(one.period);
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <Link to={`/import/${one.importId}`}>{one.fileName || one.importId}</Link>
        <div className={styles["help"]}>
          {words.profileAndSource(one.profileName, one.source)}
        </div>
      </th>
      <td role="cell" data-label={words.period}>
        {covered ? format.period(covered.from, covered.to) : words.wholeSource}
      </td>
      <td role="cell" className={styles["when"]} data-label={text.when}>
        {whoAndWhen(one.actorRef, one.startedAt)}
      </td>
      <StateCell one={one} />
      <OutcomeCells one={one} />
    </tr>
  );
}

/** The imports of the team, the newest first. */
export function History({ imports }: { imports: readonly Import[] }) {
  const text = useText(importTexts);
  const words = useText(stepTexts);
  const [isReal, setIsReal] = useState(false);
  if (imports.length === 0) return <Empty title={text.historyEmpty} />;
  const shown = imports.filter(({ dryRun }) => !isReal || !dryRun);
  return (
    <Panel title={text.history}>
      <label className={styles["check"]}>
        <input
          type="checkbox"
          checked={isReal}
          onChange={({ target }) => setIsReal(target.checked)}
        />
        {words.hideDryRuns}
      </label>
      <div className={styles["scroll"]} tabIndex={0} role="group" aria-label={text.history}>
        <table className={`${styles["table"]} ${cards["cards"]}`} role="table">
          <caption className="visually-hidden">{text.history}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col">{text.file}</th>
              <th scope="col">{words.period}</th>
              <th scope="col">{text.when}</th>
              <th scope="col">{text.state}</th>
              <th scope="col">{text.outcome}</th>
              <th scope="col" data-align="right">
                {text.counts.read}
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {shown.map((one) => (
              <ImportRow key={one.importId} one={one} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
