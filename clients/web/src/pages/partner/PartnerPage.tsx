import { useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { usePartnerships } from "@/api/directory.ts";
import { partnerQuery } from "@/api/directory_entries.ts";
import { streamQuery } from "@/api/events.ts";
import { Attributes } from "@/directory/Attributes.tsx";
import { EntryPage, useEntryId } from "@/directory/EntryPage.tsx";
import { InvestmentsPanel } from "@/directory/InvestmentsPanel.tsx";
import { LinkList } from "@/directory/LinkList.tsx";
import { OrganisationLink } from "@/directory/organisations.tsx";
import { entryTexts } from "@/directory/texts.ts";
import { enumText, placeText } from "@/directory/words.ts";
import { EventList } from "@/events/EventList.tsx";
import { byDay, linesOf } from "@/events/lines.ts";
import { eventListTexts } from "@/events/texts.ts";
import type { Partner } from "@/gen/anchorledger/api/v1/directory_pb";
import { LegalFormSchema, PartnerKindSchema } from "@/gen/anchorledger/event/v1/registry_pb";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { NumbersPanel } from "@/metrics/NumbersPanel.tsx";
import { openQuestion } from "@/metrics/question.ts";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { partnerTexts } from "./texts.ts";

// The streams that are about an organisation itself; what it does in a partnership is told there.
const streamKinds = ["partner", "jobs", "partner-housing", "wage", "in-kind"] as const;

function Events({ partnerId }: { partnerId: string }) {
  const text = useText(eventListTexts);
  const { language, format } = useLocale();
  const answers = useQueries({
    queries: streamKinds.map((kind) => streamQuery(`${kind}/${partnerId}`)),
  });
  const events = answers.flatMap(({ data }) => data ?? []);
  const failed = answers.find(({ isError }) => isError);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (answers.some(({ isPending }) => isPending)) return <Loading />;
  if (events.length === 0) return <Empty title={text.empty}>{text.emptyHelp}</Empty>;
  return <EventList lines={byDay(linesOf(events, { language, format }))} />;
}

function Partnerships({ partner }: { partner: Partner }) {
  const text = useText(partnerTexts);
  const all = usePartnerships().data;
  const links = useMemo(
    () =>
      partner.partnershipIds.map((id) => ({
        to: `/partnerships/${id}`,
        words: all?.find((one) => one.partnershipId === id)?.title ?? id,
      })),
    [partner, all],
  );
  if (links.length === 0) return <Empty title={text.noPartnership} />;
  return <LinkList links={links} />;
}

function Content({ partner }: { partner: Partner }) {
  const text = useText(partnerTexts);
  const entry = useText(entryTexts);
  const { language } = useLocale();
  const { partnerId } = partner;
  return (
    <>
      <PageHeader
        title={partner.orgName}
        lead={enumText(PartnerKindSchema, partner.kind, language)}
        actions={
          <Link to="/directory" search={{ kind: "partners" } as never}>
            {text.all}
          </Link>
        }
      />
      <Panel title={entry.what}>
        <Attributes
          of={[
            { label: entry.id, value: partnerId },
            { label: text.form, value: enumText(LegalFormSchema, partner.legalForm, language) },
            { label: text.home, value: placeText(partner.homeGeo, language) },
            {
              label: text.developedBy,
              value: partner.developedBy ? <OrganisationLink id={partner.developedBy} /> : null,
            },
          ]}
        />
      </Panel>
      <Panel title={text.partnerships}>
        <Partnerships partner={partner} />
      </Panel>
      <NumbersPanel
        title={entry.numbers}
        lead={entry.numbersLead}
        question={{ ...openQuestion, partners: [partnerId] }}
      />
      <InvestmentsPanel
        title={text.investments}
        of={{ payeeOrgId: partnerId }}
        none={text.noInvestment}
      />
      <Panel title={entry.events} lead={text.eventsLead}>
        <Events partnerId={partnerId} />
      </Panel>
    </>
  );
}

/** One organisation on the community's side. */
export default function PartnerPage() {
  const id = useEntryId();
  const answer = useQuery(partnerQuery(id));
  return (
    <EntryPage key={id} answer={answer}>
      {(partner) => <Content partner={partner} />}
    </EntryPage>
  );
}
