import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { usePartnerships } from "@/api/directory.ts";
import { investmentQuery } from "@/api/directory_entries.ts";
import { streamQuery } from "@/api/events.ts";
import { Attributes } from "@/directory/Attributes.tsx";
import { EntryPage, useEntryId } from "@/directory/EntryPage.tsx";
import { OrganisationLink } from "@/directory/organisations.tsx";
import { entryTexts } from "@/directory/texts.ts";
import { enumText } from "@/directory/words.ts";
import { EventList } from "@/events/EventList.tsx";
import { byDay, linesOf } from "@/events/lines.ts";
import type { Investment } from "@/gen/anchorledger/api/v1/directory_pb";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { InstrumentSchema } from "@/gen/anchorledger/event/v1/investing_pb";
import { decimalText } from "@/locale/format.ts";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { NumbersPanel } from "@/metrics/NumbersPanel.tsx";
import { openQuestion } from "@/metrics/question.ts";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { Balances } from "./Balances.tsx";
import { CashFlows } from "./CashFlows.tsx";
import { Terms } from "./Terms.tsx";
import { investmentTexts } from "./texts.ts";

function About({ investment }: { investment: Investment }) {
  const text = useText(investmentTexts);
  const entry = useText(entryTexts);
  const { format } = useLocale();
  const partnerships = usePartnerships().data;
  const { partnershipId, rateBp } = investment;
  const title = partnerships?.find((one) => one.partnershipId === partnershipId)?.title;
  return (
    <Attributes
      of={[
        { label: entry.id, value: investment.investmentId },
        { label: text.anchor, value: <OrganisationLink id={investment.anchorId} /> },
        { label: text.payee, value: <OrganisationLink id={investment.payeeOrgId} /> },
        {
          label: text.partnership,
          value: partnershipId ? (
            <Link to={`/partnerships/${partnershipId}`}>{title ?? partnershipId}</Link>
          ) : null,
        },
        {
          label: text.committedOn,
          value: investment.committedOn && format.day(investment.committedOn),
        },
        {
          label: text.rate,
          value: rateBp === undefined ? null : format.percent(decimalText(BigInt(rateBp), 2)),
        },
        { label: text.deal, value: investment.dealId },
        { label: text.allocation, value: investment.allocationId },
      ]}
    />
  );
}

function Content({ investment }: { investment: Investment }) {
  const text = useText(investmentTexts);
  const entry = useText(entryTexts);
  const { language } = useLocale();
  const stream = useQuery(streamQuery(`investment/${investment.investmentId}`));
  return (
    <>
      <PageHeader
        title={investment.investmentId}
        lead={enumText(InstrumentSchema, investment.instrument, language)}
        actions={
          <Link to="/directory" search={{ kind: "investments" } as never}>
            {text.all}
          </Link>
        }
      />
      <Panel title={text.balance}>
        <Balances investment={investment} />
      </Panel>
      <Panel title={entry.what}>
        <About investment={investment} />
      </Panel>
      <NumbersPanel
        title={entry.numbers}
        lead={entry.numbersLead}
        about="investment"
        question={{ ...openQuestion, investments: [investment.investmentId] }}
      />
      {stream.isPending ? <Loading lines={6} /> : null}
      {stream.isError ? (
        <ErrorState error={stream.error} onRetry={() => void stream.refetch()} />
      ) : null}
      {stream.data ? <FromEvents investment={investment} events={stream.data} /> : null}
    </>
  );
}

function FromEvents(props: { investment: Investment; events: readonly RecordedEvent[] }) {
  const text = useText(investmentTexts);
  const entry = useText(entryTexts);
  const { language, format } = useLocale();
  return (
    <>
      <Panel title={text.flows.title} lead={text.flows.lead}>
        <CashFlows events={props.events} currency={props.investment.currency} />
      </Panel>
      <Panel title={text.terms}>
        <Terms events={props.events} />
      </Panel>
      <Panel title={entry.events} lead={entry.eventsLead}>
        <EventList lines={byDay(linesOf(props.events, { language, format }))} />
      </Panel>
    </>
  );
}

/** One commitment of capital and what became of it. */
export default function InvestmentPage() {
  const id = useEntryId();
  const answer = useQuery(investmentQuery(id));
  return (
    <EntryPage key={id} answer={answer}>
      {(investment) => <Content investment={investment} />}
    </EntryPage>
  );
}
