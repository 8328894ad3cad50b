import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useAnchors, usePartners, usePartnerships } from "@/api/directory.ts";
import { newestEvents } from "@/api/events.ts";
import { ledgerKey } from "@/api/keys.ts";
import { useDraft } from "@/forms/useDraft.ts";
import { today } from "@/locale/format.ts";
import { useText } from "@/locale/Locale.tsx";
import { emptyRequest, lastRequest, reportsAsked } from "@/reports/asking.ts";
import type { DueReport } from "@/reports/due.ts";
import { useSession } from "@/session/SessionGate.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { AskForm } from "./AskForm.tsx";
import { Invitations } from "./Invitations.tsx";
import { askReportTexts } from "./texts.ts";

// Enough for the largest request that people make by hand.
const LOOKED_AT = 500;

const lastRequestQuery = {
  queryKey: [ledgerKey, "last request for reports"],
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    lastRequest(await newestEvents({ eventTypes: ["PartnerReportDue"] }, LOOKED_AT, signal)) ??
    null,
};

function Asking({ anchorId }: { anchorId: string | undefined }) {
  const [done, setDone] = useState<readonly DueReport[]>();
  const begin = useCallback(() => emptyRequest(anchorId, today()), [anchorId]);
  const kept = useDraft("ask/report", begin);
  const last = useQuery(lastRequestQuery).data ?? undefined;
  const partners = usePartners().data ?? [];
  const partnerships = usePartnerships().data ?? [];
  if (done) {
    return (
      <Invitations reports={done} partners={partners} onAnother={() => setDone(undefined)} />
    );
  }
  return (
    <AskForm
      kept={kept}
      partners={partners}
      partnerships={partnerships}
      last={last}
      onRecorded={() => {
        setDone(reportsAsked(kept.draft));
        kept.renew();
      }}
    />
  );
}

/** One request for a report, to one partner or to many at once; then the links to send them. */
export default function AskReportPage() {
  const text = useText(askReportTexts);
  const { organisationId } = useSession();
  const anchors = useAnchors();
  if (anchors.isPending) return <Loading lines={6} isPage />;
  if (anchors.isError) return <ErrorState error={anchors.error} onRetry={anchors.refetch} isPage />;
  const own = anchors.data.find(({ anchorId }) => anchorId === organisationId);
  const only = anchors.data.length === 1 ? anchors.data[0] : undefined;
  return (
    <>
      <PageHeader
        title={text.title}
        lead={text.lead}
        actions={<Link to="/reports-due">{text.back}</Link>}
      />
      <Asking anchorId={(own ?? only)?.anchorId} />
    </>
  );
}
