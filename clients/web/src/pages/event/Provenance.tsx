import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { logIdentityQuery } from "@/api/admin.ts";
import { exactTime } from "@/audit/file.ts";
import { batchOf, kindText, nameText } from "@/audit/reading.ts";
import { useNames } from "@/audit/useNames.ts";
import { useWho } from "@/audit/useWho.ts";
import { pageOfStream } from "@/directory/things.ts";
import type { EventType } from "@/forms/definitions.ts";
import { lateReason } from "@/forms/texts/late_reason_texts.ts";
import facts from "@/forms/ui/FactList.module.css";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { LinkOfEvent } from "./LinkOfEvent.tsx";
import { eventPageTexts } from "./texts.ts";

function Row(props: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function EventLink({ position }: { position: bigint }) {
  const text = useText(eventPageTexts);
  return <Link to={`/events/${position}`}>{text.event(position.toString())}</Link>;
}

/** Where and how the event lies in the log: what is needed to cite it, and to find it again. */
export function Provenance({ event, type }: { event: RecordedEvent; type: EventType }) {
  const text = useText(eventPageTexts);
  const own = text.provenance;
  const who = useWho();
  const { language } = useLocale();
  const log = useQuery(logIdentityQuery).data;
  const { header } = event;
  const batch = batchOf(event);
  const page = pageOfStream(event.stream);
  const nameOf = useNames();
  return (
    <Panel title={own.title} lead={own.lead}>
      <dl className={facts["facts"]}>
        <Row label={own.position}>{event.position.toString()}</Row>
        {log ? (
          <>
            <Row label={own.log}>{log.logId}</Row>
            <Row label={own.epoch}>{log.epoch}</Row>
          </>
        ) : null}
        <Row label={own.recordedAt}>{exactTime(event)}</Row>
        <Row label={own.who}>{who(event)}</Row>
        <LinkOfEvent event={event} />
        {page ? (
          <Row label={own.thing}>
            <Link to={page.to}>
              {kindText(event.stream, language)} {nameText(event.stream, nameOf)}
            </Link>
          </Row>
        ) : null}
        <Row label={own.stream}>
          <Link to="/events" search={{ stream: event.stream } as never}>
            {event.stream}
          </Link>
        </Row>
        <Row label={own.revision}>{event.revision.toString()}</Row>
        <Row label={own.type}>{own.typeOf(type.name, String(header?.schemaVersion ?? 0))}</Row>
        <Row label={own.request}>{event.requestId}</Row>
        {batch === "" ? null : (
          <Row label={own.batch}>
            <Link to={`/batches/${encodeURIComponent(batch)}`}>{batch}</Link>
          </Row>
        )}
        {header?.correlationId ? <Row label={own.row}>{header.correlationId}</Row> : null}
        {header?.causationPosition ? (
          <Row label={own.causedBy}>
            <EventLink position={header.causationPosition} />
          </Row>
        ) : null}
        {header?.corroboratesPosition ? (
          <Row label={own.corroborates}>
            <EventLink position={header.corroboratesPosition} />
          </Row>
        ) : null}
        {header?.late ? (
          <Row label={own.late}>{lateReason(header.lateReason, language) || own.lateYes}</Row>
        ) : null}
        {header?.keyId ? <Row label={own.key}>{header.keyId}</Row> : null}
      </dl>
    </Panel>
  );
}
