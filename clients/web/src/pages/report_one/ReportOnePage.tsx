import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { dueReportsQuery } from "@/reports/due.ts";
import { ReportForm } from "@/reports/ReportForm.tsx";
import { reportTexts } from "@/reports/texts.ts";
import { useSession } from "@/session/SessionGate.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";

/** One report that is due. */
export default function ReportOnePage() {
  const text = useText(reportTexts);
  const format = useFormat();
  const navigate = useNavigate();
  const { organisationId } = useSession();
  const { report: id = "" } = useParams({ strict: false }) as { report?: string };
  const due = useQuery(dueReportsQuery(organisationId));
  if (due.isPending) return <Loading isPage />;
  if (due.isError) return <ErrorState error={due.error} onRetry={due.refetch} isPage />;
  const report = due.data.find(({ reportId }) => reportId === id);
  const back = <Link to="/report">{text.back}</Link>;
  if (!report) {
    return <PageHeader title={text.unknown} lead={text.unknownHelp} actions={back} />;
  }
  const { from, to } = report.period;
  return (
    <>
      <PageHeader
        title={text.kinds[report.kind] ?? text.otherKind(report.kind)}
        lead={to ? `${text.period}: ${format.period(from, to)}` : undefined}
        actions={back}
      />
      <ReportForm key={id} report={report} onSent={() => void navigate({ to: "/report" })} />
    </>
  );
}
