import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { eventQuery, streamQuery } from "@/api/events.ts";
import { useSearchState } from "@/app/useSearchState.ts";
import { aftermathOf, marksOf } from "@/audit/aftermath.ts";
import { knownOn } from "@/audit/chain.ts";
import { MarkList } from "@/audit/MarkList.tsx";
import { PrintedFrom } from "@/audit/PrintedFrom.tsx";
import { fateOf, type Fate } from "@/forms/corrections.ts";
import {
  eventTypeNumbered,
  headerFieldsOf,
  mayAppend,
  type EventType,
} from "@/forms/definitions.ts";
import { factsOf } from "@/forms/facts.ts";
import { eventTitle } from "@/forms/texts/labels.ts";
import { FactList } from "@/forms/ui/FactList.tsx";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { dayFromIso, type Day } from "@/locale/format.ts";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { useSession } from "@/session/SessionGate.tsx";
import { Button } from "@/ui/Button.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { Chain } from "./Chain.tsx";
import { Correction } from "./Correction.tsx";
import { CorrectionFacts } from "./CorrectionFacts.tsx";
import styles from "./Event.module.css";
import { OthersOfStream } from "./OthersOfStream.tsx";
import { Provenance } from "./Provenance.tsx";
import { eventPageTexts } from "./texts.ts";
import { Undoing } from "./Undoing.tsx";

interface Shown {
  readonly event: RecordedEvent;
  readonly type: EventType;
  readonly stream: readonly RecordedEvent[];
  /** The day as of whose end it is looked at; undefined = today. */
  readonly known: Day | undefined;
}

function Facts({ type, fate }: { type: EventType; fate: Fate }) {
  const text = useText(eventPageTexts);
  const format = useFormat();
  const { language } = useLocale();
  const reader = { language, format };
  return (
    <Panel title={fate.voidedBy ? text.inForceBefore : text.inForce}>
      {fate.voidedBy ? <p className={styles["warning"]}>{text.takenOut}</p> : null}
      <FactList facts={factsOf(type.fields, fate.inForce.values, reader)} />
      <h3 className={styles["beside"]}>{text.beside}</h3>
      <FactList facts={factsOf(headerFieldsOf(type), fate.inForce.header, reader)} />
    </Panel>
  );
}

/** Whether the signed-in person may change what was recorded; the server has the last word. */
function useMayChange({ event, type }: Shown): boolean {
  const { roles, organisationId } = useSession();
  if (roles.includes("stw")) return true;
  return organisationId === event.header?.actorOrgId && mayAppend(type, roles);
}

function EventContent(shown: Shown) {
  const { event, type, stream, known } = shown;
  const text = useText(eventPageTexts);
  const format = useFormat();
  const { language } = useLocale();
  const [doing, setDoing] = useState<"correct" | "undo">();
  const fate = fateOf(event, type, stream);
  const isVoid = type.name === "EventVoided";
  const mayChange = useMayChange(shown) && !fate.voidedBy && !isVoid && !known;
  const isCorrection = type.name === "EventAmended";
  const recorded = event.recordedAt ? format.instant(timestampDate(event.recordedAt)) : "";
  const day = event.header?.effectiveOn ? format.day(event.header.effectiveOn) : "";
  const end = () => setDoing(undefined);
  return (
    <>
      <PageHeader
        title={eventTitle(type, language)}
        tab={text.tab(eventTitle(type, language), String(event.position))}
        lead={
          <>
            {text.event(String(event.position))}.{" "}
            {text.lead(day, recorded, event.header?.actorRef ?? "")}{" "}
            <MarkList marks={marksOf(event, aftermathOf(stream))} />
          </>
        }
        actions={
          doing ? null : (
            <>
              <Button onPress={() => print()}>{text.print}</Button>
              {mayChange && !isCorrection ? (
                <Button onPress={() => setDoing("correct")}>{text.correct}</Button>
              ) : null}
              {mayChange ? (
                <Button kind="danger" onPress={() => setDoing("undo")}>
                  {text.undo}
                </Button>
              ) : null}
            </>
          )
        }
      />
      {known ? <AsKnown known={known} position={event.position} /> : null}
      {event.erased ? <p className={styles["warning"]}>{text.erased}</p> : null}
      {doing === "correct" ? <Correction {...shown} fate={fate} onEnd={end} /> : null}
      {doing === "undo" ? <Undoing {...shown} onEnd={end} /> : null}
      {isCorrection || isVoid ? (
        <CorrectionFacts event={event} stream={stream} isOut={fate.voidedBy !== undefined} />
      ) : null}
      {doing === "correct" || isCorrection || isVoid ? null : <Facts type={type} fate={fate} />}
      <Chain event={event} type={type} stream={stream} />
      <Provenance event={event} type={type} />
      <OthersOfStream stream={stream} event={event} />
      <PrintedFrom />
    </>
  );
}

function AsKnown({ known, position }: { known: Day; position: bigint }) {
  const text = useText(eventPageTexts);
  const format = useFormat();
  return (
    <p className={styles["known"]}>
      {text.asKnown(format.day(known))}{" "}
      <Link to={`/events/${position}`} search={{} as never}>
        {text.asToday}
      </Link>
    </p>
  );
}

/** One event: what it says, what became of it, and the ways to correct it. */
export default function EventPage() {
  const text = useText(eventPageTexts);
  const { position: asked = "" } = useParams({ strict: false }) as { position?: string };
  const [search] = useSearchState();
  const known = dayFromIso(search["known"] ?? "");
  const position = /^[1-9]\d{0,18}$/.test(asked) ? BigInt(asked) : 0n;
  const event = useQuery({ ...eventQuery(position), enabled: position > 0n });
  const stream = useQuery(streamQuery(event.data?.stream ?? ""));
  const type = eventTypeNumbered(event.data?.header?.eventType ?? 0);
  if (position === 0n || event.data === null || (event.data && !type)) {
    return (
      <PageHeader
        title={text.unknown}
        lead={text.unknownHelp}
        actions={<Link to="/events">{text.search}</Link>}
      />
    );
  }
  if (event.isError) return <ErrorState error={event.error} onRetry={event.refetch} isPage />;
  if (stream.isError) return <ErrorState error={stream.error} onRetry={stream.refetch} isPage />;
  if (!event.data || !type || !stream.data) return <Loading lines={6} isPage />;
  return (
    <EventContent
      key={`${asked} ${search["known"] ?? ""}`}
      event={event.data}
      type={type}
      stream={knownOn(stream.data, known)}
      known={known}
    />
  );
}
