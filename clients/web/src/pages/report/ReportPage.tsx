import { useQuery, type QueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { today } from "@/locale/format.ts";
import { dueReportsQuery, type DueReport } from "@/reports/due.ts";
import { NilButton } from "@/reports/NilButton.tsx";
import { isBegun, nilReport, reportDraftKey } from "@/reports/report_draft.ts";
import styles from "@/reports/Reports.module.css";
import { SendingState } from "@/reports/SendingState.tsx";
import { reportTexts } from "@/reports/texts.ts";
import { useOutbox } from "@/reports/useOutbox.ts";
import { useSession } from "@/session/SessionGate.tsx";
import type { Session } from "@/session/session.ts";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";

type Box = ReturnType<typeof useOutbox>;

function Report({ report, box }: { report: DueReport; box: Box }) {
  const text = useText(reportTexts);
  const format = useFormat();
  const key = reportDraftKey(report.reportId);
  const sending = box.sendings.get(key);
  const draft = box.store.get(key);
  const daysLate = today().days - report.dueOn.days;
  const day = format.day(report.dueOn);
  const { from, to } = report.period;
  // With its time: of one kind there may be several.
  const title = text.kinds[report.kind] ?? text.otherKind(report.kind);
  const isOnItsWay = sending && sending.state !== "refused";
  return (
    <Panel title={from && to ? `${title}, ${format.period(from, to)}` : title}>
      <p className={daysLate > 0 ? styles["late"] : styles["when"]}>
        {daysLate > 0 ? text.overdue(daysLate, day) : text.dueOn(day)}
      </p>
      {isOnItsWay ? null : (
        <div className={styles["buttons"]}>
          <Link
            to={`/report/${encodeURIComponent(report.reportId)}`}
            className={styles["fill"]}
          >
            {draft && draft.savedAt > 0 ? text.goOn : text.fill}
          </Link>
          <NilButton
            isBegun={() => draft !== undefined && isBegun(draft)}
            onNil={() => void box.outbox.put(nilReport(report))}
          />
        </div>
      )}
      <SendingState sending={sending} />
    </Panel>
  );
}

/** What is due. */
export function begin(queries: QueryClient, { organisationId }: Session): Promise<void> {
  return queries.prefetchQuery(dueReportsQuery(organisationId));
}

/** What a partner organisation owes, and nothing else. */
export default function ReportPage() {
  const text = useText(reportTexts);
  const { organisationId } = useSession();
  const due = useQuery(dueReportsQuery(organisationId));
  const box = useOutbox();
  if (due.isPending) return <Loading isPage />;
  if (due.isError) return <ErrorState error={due.error} onRetry={due.refetch} isPage />;
  const open = new Set(due.data.map(({ reportId }) => reportDraftKey(reportId)));
  // What was just sent is not due any more, and yet somebody is looking for it.
  const gone = [...box.sendings].filter(([key]) => !open.has(key));
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <div className={styles["list"]}>
        {gone.map(([key, sending]) => (
          <SendingState key={key} sending={sending} />
        ))}
        {due.data.map((report) => (
          <Report key={report.reportId} report={report} box={box} />
        ))}
        {due.data.length === 0 ? (
          <Empty title={text.none}>
            <p>{text.noneHelp}</p>
          </Empty>
        ) : null}
      </div>
    </>
  );
}
