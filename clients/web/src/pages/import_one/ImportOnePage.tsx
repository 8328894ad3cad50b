import { Link, useParams } from "@tanstack/react-router";
import { useImport } from "@/api/imports.ts";
import { ImportState, type Import } from "@/gen/anchorledger/api/v1/import_pb";
import styles from "@/imports/Imports.module.css";
import { importTexts } from "@/imports/texts.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { NextStep } from "./NextStep.tsx";
import { RejectedRows } from "./RejectedRows.tsx";
import { Rejections, Results } from "./Results.tsx";

function Running(props: { rows: bigint; done: bigint; total: bigint; label: string }) {
  const text = useText(importTexts);
  const format = useFormat();
  // Of 1,000 steps, so that a file of any size fits into a number.
  const share = props.total === 0n ? 0 : Number((props.done * 1000n) / props.total);
  return (
    <Panel title={props.label}>
      <div className={styles["progress"]}>
        <label>
          {text.progress(format.integer(props.rows))}
          <progress value={share} max={1000} />
        </label>
      </div>
    </Panel>
  );
}

function wasCutOff(one: Import): boolean {
  return one.state === ImportState.FAILED || one.state === ImportState.INTERRUPTED;
}

/** One import: how far it is, what became of the rows, and what can be done next. */
export default function ImportOnePage() {
  const text = useText(importTexts);
  const { import: importId = "" } = useParams({ strict: false }) as { import?: string };
  const status = useImport(importId);
  const back = <Link to="/import">{text.back}</Link>;
  if (status.isPending) return <Loading lines={6} />;
  if (status.isError) return <ErrorState error={status.error} onRetry={status.refetch} />;
  const one = status.data.import;
  const progress = status.data.progress;
  if (!one) return <PageHeader title={text.historyEmpty} actions={back} />;
  const state = text.states[one.state] ?? "";
  const ended = one.endedAt !== undefined || one.state >= ImportState.COMPLETED;
  return (
    <>
      <PageHeader
        title={one.fileName || one.importId}
        lead={one.dryRun ? `${state} (${text.dryRun})` : state}
        actions={back}
      />
      {ended ? null : (
        <Running
          label={state}
          rows={progress?.rowsDone ?? 0n}
          done={progress?.bytesDone ?? 0n}
          total={progress?.bytesTotal ?? 0n}
        />
      )}
      {wasCutOff(one) ? (
        <p className={styles["error"]}>
          {text.failure} <span lang="en">{one.failure}</span>
        </p>
      ) : null}
      {one.state === ImportState.REFUSED ? (
        <p className={styles["error"]}>{text.refusedWhole}</p>
      ) : null}
      <Results one={one} />
      {ended ? <NextStep key={`next ${importId}`} one={one} /> : null}
      <Rejections one={one} />
      {ended && (one.counts?.rejected ?? 0n) > 0n ? (
        <RejectedRows key={`rows ${importId}`} one={one} />
      ) : null}
    </>
  );
}
