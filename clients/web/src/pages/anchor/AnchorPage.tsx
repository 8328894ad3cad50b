import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { anchorQuery, partnershipPages } from "@/api/directory_entries.ts";
import { Attributes } from "@/directory/Attributes.tsx";
import { usePartnershipColumns } from "@/directory/columns.tsx";
import { DirectoryTable } from "@/directory/DirectoryTable.tsx";
import { EntryPage, useEntryId } from "@/directory/EntryPage.tsx";
import { InvestmentsPanel } from "@/directory/InvestmentsPanel.tsx";
import { entryTexts } from "@/directory/texts.ts";
import { EventsOf } from "@/events/EventsOf.tsx";
import type { Anchor } from "@/gen/anchorledger/api/v1/directory_pb";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { NumbersPanel } from "@/metrics/NumbersPanel.tsx";
import { openQuestion } from "@/metrics/question.ts";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { anchorTexts } from "./texts.ts";

// A year without a 29th of February: a fiscal year never begins on one.
const SOME_YEAR = 2023;
const DAY_MS = 86_400_000;

function Content({ anchor }: { anchor: Anchor }) {
  const text = useText(anchorTexts);
  const entry = useText(entryTexts);
  const format = useFormat();
  const { anchorId, fiscalYearStart } = anchor;
  const start = fiscalYearStart && {
    days: Date.UTC(SOME_YEAR, fiscalYearStart.month - 1, fiscalYearStart.day) / DAY_MS,
  };
  const partnerships = useInfiniteQuery(partnershipPages({ search: "", anchorId }));
  return (
    <>
      <PageHeader
        title={anchor.legalName}
        lead={text.lead}
        actions={
          <Link to="/overview" search={{ anchor: anchorId } as never}>
            {text.overview}
          </Link>
        }
      />
      <Panel title={entry.what}>
        <Attributes
          of={[
            { label: entry.id, value: anchorId },
            { label: text.currency, value: anchor.currency },
            { label: text.fiscalYear, value: start && format.dayOfYear(start) },
            { label: text.timeZone, value: anchor.timeZone },
            { label: text.facilities, value: format.list(anchor.facilityIds) },
          ]}
        />
      </Panel>
      <Panel title={text.partnerships}>
        <DirectoryTable
          label={text.partnerships}
          answer={partnerships}
          of={usePartnershipColumns()}
          empty={{ title: text.noPartnership }}
        />
      </Panel>
      <NumbersPanel
        title={entry.numbers}
        lead={entry.numbersLead}
        question={{ ...openQuestion, anchors: [anchorId] }}
      />
      <InvestmentsPanel title={text.investments} of={{ anchorId }} none={text.noInvestment} />
      <Panel title={entry.events} lead={entry.eventsLead}>
        <EventsOf filter={{ anchorId }} />
      </Panel>
    </>
  );
}

/** One anchor institution. */
export default function AnchorPage() {
  const id = useEntryId();
  const answer = useQuery(anchorQuery(id));
  return (
    <EntryPage key={id} answer={answer}>
      {(anchor) => <Content anchor={anchor} />}
    </EntryPage>
  );
}
