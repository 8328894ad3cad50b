import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { partnershipQuery } from "@/api/directory_entries.ts";
import { streamQuery } from "@/api/events.ts";
import { EntryPage, useEntryId } from "@/directory/EntryPage.tsx";
import { entryTexts } from "@/directory/texts.ts";
import { enumText } from "@/directory/words.ts";
import type { Partnership } from "@/gen/anchorledger/api/v1/directory_pb";
import { PhaseSchema } from "@/gen/anchorledger/event/v1/enums_pb";
import { CwbModelSchema } from "@/gen/anchorledger/event/v1/partnership_pb";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { NumbersPanel } from "@/metrics/NumbersPanel.tsx";
import { openQuestion } from "@/metrics/question.ts";
import { Button } from "@/ui/Button.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { About } from "./About.tsx";
import { Capital } from "./Capital.tsx";
import { Money } from "./Money.tsx";
import { People } from "./People.tsx";
import { Roadmap } from "./Roadmap.tsx";
import { partnershipTexts } from "./texts.ts";
import { Timeline } from "./Timeline.tsx";

function Content({ partnership }: { partnership: Partnership }) {
  const text = useText(partnershipTexts);
  const entry = useText(entryTexts);
  const { language } = useLocale();
  const { partnershipId, currentPhase } = partnership;
  const stream = useQuery(streamQuery(`partnership/${partnershipId}`));
  const model = enumText(CwbModelSchema, partnership.cwbModel, language);
  const phase = enumText(PhaseSchema, currentPhase, language);
  return (
    <>
      <PageHeader
        title={partnership.title}
        lead={text.lead(model, phase === "" ? text.noPhase : text.nowIn(phase))}
        actions={
          <>
            <Link to="/overview" search={{ partnership: partnershipId } as never} data-print="no">
              {text.overview}
            </Link>
            <span data-print="no">
              <Button onPress={() => window.print()}>{text.print}</Button>
            </span>
          </>
        }
      />
      <Roadmap partnership={partnership} />
      <Panel title={entry.what}>
        <About partnership={partnership} stream={stream.data ?? []} />
      </Panel>
      <Capital partnershipId={partnershipId} />
      <Money partnershipId={partnershipId} />
      <NumbersPanel
        title={text.outcomes}
        lead={text.outcomesLead}
        question={{ ...openQuestion, partnerships: [partnershipId] }}
        pick={({ id }) => id.startsWith("C-")}
      />
      <People partnership={partnership} stream={stream} />
      <Timeline partnershipId={partnershipId} />
    </>
  );
}

/** One partnership: where it stands, what flowed, what came of it, whom to ask. */
export default function PartnershipPage() {
  const id = useEntryId();
  const answer = useQuery(partnershipQuery(id));
  return (
    <EntryPage key={id} answer={answer}>
      {(partnership) => <Content partnership={partnership} />}
    </EntryPage>
  );
}
