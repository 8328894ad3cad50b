import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { partnersQuery } from "@/api/directory.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { today } from "@/locale/format.ts";
import { allReportsQuery, type DueReport } from "@/reports/due.ts";
import { reportTexts } from "@/reports/texts.ts";
import { useSession } from "@/session/SessionGate.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import asking from "../ask_report/page.ts";
import { Answered } from "./Answered.tsx";
import { Links } from "./Links.tsx";
import styles from "./ReportsDue.module.css";
import { reportsDueTexts } from "./texts.ts";

function Report({ report, partner }: { report: DueReport; partner: string }) {
  const text = useText(reportsDueTexts);
  const words = useText(reportTexts);
  const format = useFormat();
  const { from, to } = report.period;
  const daysLate = today().days - report.dueOn.days;
  const day = format.day(report.dueOn);
  const title = words.kinds[report.kind] ?? words.otherKind(report.kind);
  return (
    <Panel title={to ? `${title}, ${format.period(from, to)}` : title} lead={text.of(partner)}>
      <p className={daysLate > 0 ? styles["late"] : styles["soft"]}>
        {daysLate > 0 ? words.overdue(daysLate, day) : words.dueOn(day)}
      </p>
      <Links report={report} />
    </Panel>
  );
}

/** What partners owe, for those who wait for it; and the way to send one a link. */
export default function ReportsDuePage() {
  const text = useText(reportsDueTexts);
  const { roles } = useSession();
  const reports = useQuery(allReportsQuery);
  const partners = useQuery(partnersQuery);
  if (reports.isPending) return <Loading isPage />;
  if (reports.isError) return <ErrorState error={reports.error} onRetry={reports.refetch} isPage />;
  const { due, answered } = reports.data;
  const late = due.filter(({ dueOn }) => dueOn.days < today().days).length;
  const names = new Map(partners.data?.map(({ partnerId, orgName }) => [partnerId, orgName]));
  const nameOf = ({ partnerId }: DueReport) => names.get(partnerId) ?? partnerId;
  return (
    <>
      <PageHeader
        title={text.title}
        lead={
          <>
            <p>{text.lead}</p>
            <p>{text.counts(due.length, late, answered.length)}</p>
          </>
        }
        actions={
          roles.some((role) => asking.roles?.includes(role)) ? (
            <Link to={asking.path}>{text.ask}</Link>
          ) : null
        }
      />
      <div className={styles["list"]}>
        {due.map((report) => (
          <Report key={report.reportId} report={report} partner={nameOf(report)} />
        ))}
        {due.length === 0 ? (
          <Empty title={text.none}>
            <p>{text.noneHelp}</p>
          </Empty>
        ) : null}
        {answered.length === 0 ? null : <Answered reports={answered} nameOf={nameOf} />}
      </div>
    </>
  );
}
