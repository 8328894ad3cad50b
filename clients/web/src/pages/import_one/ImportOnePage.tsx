import { Link, useParams } from "@tanstack/react-router";
import { useImport } from "@/api/imports.ts";
import { ImportState, type Import } from "@/gen/anchorledger/api/v1/import_pb";
import styles from "@/imports/Imports.module.css";
import { stepTexts } from "@/imports/step_texts.ts";
import { importTexts } from "@/imports/texts.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { Credits, unmatchedCredits } from "./Credits.tsx";
import { EarlierImports } from "./EarlierImports.tsx";
import { LateRows } from "./LateRows.tsx";
import { MetricChanges } from "./MetricChanges.tsx";
import { NextStep } from "./NextStep.tsx";
import { RejectedRows } from "./RejectedRows.tsx";
import { Rejections, Results } from "./Results.tsx";
import { Running } from "./Running.tsx";
import { UnknownNames } from "./UnknownNames.tsx";
import { Vanished } from "./Vanished.tsx";

function wasCutOff(one: Import): boolean {
  return one.state === ImportState.FAILED || one.state === ImportState.INTERRUPTED;
}

/** Why it ended early, and what is recorded of it all the same. */
function CutOff({ one }: { one: Import }) {
  const text = useText(importTexts);
  const words = useText(stepTexts);
  const format = useFormat();
  const { events = 0n, recordedRows = 0n } = one.counts ?? {};
  return (
    <div className={styles["cutOff"]}>
      <p className={styles["error"]}>
        {text.failure} <span lang="en">{one.failure}</span>
      </p>
      {recordedRows > 0n ? (
        <p>{words.stands(format.integer(events), format.integer(recordedRows))}</p>
      ) : null}
    </div>
  );
}

/** One import: how far it is, what became of the rows, and what can be done next. */
export default function ImportOnePage() {
  const text = useText(importTexts);
  const { import: importId = "" } = useParams({ strict: false }) as { import?: string };
  const status = useImport(importId);
  const back = <Link to="/import">{text.back}</Link>;
  if (status.isPending) return <Loading lines={6} isPage />;
  if (status.isError) return <ErrorState error={status.error} onRetry={status.refetch} isPage />;
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
          isUndo={one.state === ImportState.UNDOING}
          isQueued={one.state === ImportState.QUEUED}
          progress={progress}
        />
      )}
      {wasCutOff(one) ? <CutOff one={one} /> : null}
      {one.state === ImportState.REFUSED ? (
        <p className={styles["error"]}>{text.refusedWhole}</p>
      ) : null}
      <EarlierImports one={one} />
      <Results one={one} />
      {one.dryRun && one.state === ImportState.COMPLETED ? <MetricChanges one={one} /> : null}
      {ended ? <NextStep key={`next ${importId}`} one={one} /> : null}
      {ended && unmatchedCredits(one) > 0n ? (
        <Credits key={`credits ${importId}`} one={one} />
      ) : null}
      {ended && (one.counts?.vanished ?? 0n) > 0n ? <Vanished one={one} /> : null}
      <Rejections one={one} />
      {ended ? <UnknownNames one={one} /> : null}
      {one.dryRun && ended ? <LateRows key={`late ${importId}`} one={one} /> : null}
      {ended && (one.counts?.rejected ?? 0n) > 0n ? (
        <RejectedRows key={`rows ${importId}`} one={one} />
      ) : null}
    </>
  );
}
