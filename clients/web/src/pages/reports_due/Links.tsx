import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { problemOf, type Problem } from "@/api/problem.ts";
import { linkClient, linksQuery } from "@/api/report_links.ts";
import { ReportLinkState, type ReportLink } from "@/gen/anchorledger/api/v1/report_link_pb";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { today } from "@/locale/format.ts";
import type { DueReport } from "@/reports/due.ts";
import { linkSpans, makeLink, spanUntil, type Invitation } from "@/reports/invitation.ts";
import { linkTexts } from "@/reports/link_texts.ts";
import { Button } from "@/ui/Button.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { ProblemState } from "@/ui/states/ProblemState.tsx";
import { useToast } from "@/ui/Toasts.tsx";
import { MadeLink } from "./MadeLink.tsx";
import styles from "./ReportsDue.module.css";
import { reportsDueTexts } from "./texts.ts";

/** The links of one report: those that work, and the way to a new one. */
export function Links({ report }: { report: DueReport }) {
  const text = useText(reportsDueTexts);
  const queries = useQueryClient();
  const { reportId } = report;
  const isLate = report.dueOn.days < today().days;
  const links = useQuery(linksQuery(reportId));
  const [isAsking, setIsAsking] = useState(false);
  const [made, setMade] = useState<Invitation>();
  const [problem, setProblem] = useState<Problem>();
  const again = () => queries.invalidateQueries({ queryKey: linksQuery(reportId).queryKey });

  const make = async (days: number) => {
    setProblem(undefined);
    try {
      setMade(await makeLink(report, days));
      setIsAsking(false);
      await again();
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  const open = links.data?.filter(({ state }) => state === ReportLinkState.OPEN) ?? [];
  return (
    <div className={styles["ways"]}>
      {made ? (
        <MadeLink invitation={made} onDone={() => setMade(undefined)} />
      ) : isAsking ? (
        <Ask report={report} onMake={make} />
      ) : (
        <Button onPress={() => setIsAsking(true)}>{isLate ? text.remind : text.send}</Button>
      )}
      {problem ? <ProblemState problem={problem} /> : null}
      {open.length === 0 ? null : <Open links={open} onEnded={again} />}
    </div>
  );
}

function Ask(props: { report: DueReport; onMake: (days: number) => Promise<void> }) {
  const text = useText(reportsDueTexts);
  const link = useText(linkTexts);
  const [days, setDays] = useState(() => String(spanUntil(props.report.dueOn)));
  const [isBusy, setIsBusy] = useState(false);
  const choices = linkSpans.map((span) => ({ value: `${span}`, label: link.days(`${span}`) }));
  const press = () => {
    setIsBusy(true);
    void props.onMake(Number(days)).finally(() => setIsBusy(false));
  };
  return (
    <div className={styles["row"]}>
      <SelectField label={link.lasts} choices={choices} value={days} onChange={setDays} />
      <Button kind="primary" isDisabled={isBusy} onPress={press}>
        {text.make}
      </Button>
    </div>
  );
}

function Open(props: { links: readonly ReportLink[]; onEnded: () => Promise<void> }) {
  const text = useText(reportsDueTexts);
  const format = useFormat();
  const toast = useToast();
  const end = (linkId: string) =>
    linkClient
      .revokeReportLink({ linkId })
      .then(props.onEnded)
      .then(
        () => toast(text.revoked),
        (error: unknown) => toast(problemOf(error).detail, "failed"),
      );
  return (
    <div>
      <h3>{text.links}</h3>
      <ul className={styles["links"]}>
        {props.links.map(({ linkId, expiresAt, createdByActorId }) => {
          const day = expiresAt ? format.instant(timestampDate(expiresAt)) : "";
          return (
            <li key={linkId} className={styles["link"]}>
              <span>{text.until(day, createdByActorId)}</span>
              <Button
                kind="danger"
                aria-label={text.revokeOf(day)}
                onPress={() => void end(linkId)}
              >
                {text.revoke}
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
