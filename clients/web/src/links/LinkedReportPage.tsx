import { queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ledgerKey } from "@/api/keys.ts";
import type { Problem } from "@/api/problem.ts";
import { linkClient } from "@/api/report_links.ts";
import { eventTypeNamed } from "@/forms/definitions.ts";
import {
  ReportLinkState,
  type GetLinkedReportResponse,
} from "@/gen/anchorledger/api/v1/report_link_pb";
import { useFormat, useText } from "@/locale/Locale.tsx";
import type { DueReport } from "@/reports/due.ts";
import { NilButton } from "@/reports/NilButton.tsx";
import { receiptFor, receiptKey, receiptOf } from "@/reports/receipts.ts";
import { isBegun, linkedFields, nilReport, reportDraftKey } from "@/reports/report_draft.ts";
import { ReportForm } from "@/reports/ReportForm.tsx";
import { SendingState } from "@/reports/SendingState.tsx";
import { reportTexts } from "@/reports/texts.ts";
import { useOutbox } from "@/reports/useOutbox.ts";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { LinkEnded } from "./LinkEnded.tsx";
import styles from "./Links.module.css";
import { ReceiptPage } from "./ReceiptPage.tsx";
import { linkTexts } from "./texts.ts";

function dueOf({ report }: GetLinkedReportResponse): DueReport | undefined {
  if (!report?.period || !report.dueOn) return undefined;
  const { reportId, partnerId, anchorId, partnershipId, period, dueOn } = report;
  return { reportId, partnerId, kind: report.reportKind, period, dueOn, anchorId, partnershipId };
}

// What was sent before counts, by this link or otherwise.
function isInAlready({ reason, metadata }: Problem): boolean {
  return reason === "REQUEST_ID_REUSED" || metadata["rule"] === "report_open";
}

export const linkedQuery = queryOptions({
  queryKey: [ledgerKey, "linked report"],
  queryFn: ({ signal }) => linkClient.getLinkedReport({}, { signal }),
  // What is on the screen stays while it is filled in; sending decides.
  staleTime: Infinity,
});

/** The one report of a link: to be filled in, on its way, or in. */
export function LinkedReportPage() {
  const linked = useQuery(linkedQuery);
  if (linked.isPending) return <Loading isPage />;
  if (linked.isError) {
    const again = { error: linked.error, onRetry: linked.refetch };
    return <ErrorState {...again} isPage hasAccount={false} />;
  }
  const report = dueOf(linked.data);
  if (!report) return <LinkEnded trouble="not_due" />;
  return <Reporting key={report.reportId} linked={linked.data} report={report} />;
}

function Reporting(props: { linked: GetLinkedReportResponse; report: DueReport }) {
  const { linked, report } = props;
  const text = useText(linkTexts);
  const { kinds, otherKind, dueOn } = useText(reportTexts);
  const format = useFormat();
  const { partnerName = "", anchorName = "", eventTypes = [] } = linked.report ?? {};
  const { outbox, sendings, store } = useOutbox();
  const key = reportDraftKey(report.reportId);
  // Before the form looks for what was typed.
  useState(() => store.takeOver(key, linked.requestId));
  const sending = sendings.get(key);
  const named = { kind: report.kind, partner: partnerName };
  const brought = sending?.state === "recorded" ? receiptFor(sending, named) : undefined;
  const isNew = brought !== undefined;
  useEffect(() => {
    if (isNew) store.put(brought);
  }, [isNew, brought, store]);
  const receipt = brought ?? store.get(receiptKey(report.reportId));
  if (receipt && isNew) return <ReceiptPage receipt={receiptOf(receipt)} isNew />;
  const ended = receipt ? (
    <ReceiptPage receipt={receiptOf(receipt)} />
  ) : (
    <LinkEnded trouble="used" />
  );
  if (sending?.state === "refused" && isInAlready(sending.problem)) {
    store.remove(key);
    return ended;
  }
  const isWaiting = store.get(key)?.sent === true;
  // Sent, but the answer was lost: the outbox asks again before anything else is said.
  if (linked.link?.state === ReportLinkState.USED && !isWaiting) return ended;
  const { from, to } = report.period;
  const nil = () => nilReport(report, linked.requestId);
  const hasBegun = () => {
    const draft = store.get(key);
    return draft !== undefined && isBegun(draft);
  };
  const isOnItsWay = isWaiting || (sending !== undefined && sending.state !== "refused");
  return (
    <>
      <PageHeader
        title={kinds[report.kind] ?? otherKind(report.kind)}
        lead={
          <>
            <p>{text.forWhom(partnerName, anchorName)}</p>
            {to ? <p>{text.covers(format.period(from, to))}</p> : null}
            <p>{dueOn(format.day(report.dueOn))}</p>
          </>
        }
      />
      {isOnItsWay ? (
        <SendingState sending={sending} />
      ) : (
        <>
          <ReportForm
            report={report}
            types={eventTypes.flatMap((name) => eventTypeNamed(name) ?? [])}
            hiddenOf={linkedFields}
            onSent={() => undefined}
          />
          <div className={styles["tap"]}>
            <p className={styles["soft"]}>{text.nothingHelp}</p>
            <NilButton isBegun={hasBegun} onNil={() => void outbox.put(nil())} />
          </div>
        </>
      )}
    </>
  );
}
