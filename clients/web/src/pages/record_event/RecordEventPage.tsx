import { toJson, type JsonObject } from "@bufbuild/protobuf";
import { Link, useParams } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useAnchors } from "@/api/directory.ts";
import { useSearchState } from "@/app/useSearchState.ts";
import { beginningOf } from "@/forms/beginnings.ts";
import { eventTypeNamed, mayRecord, type EventType } from "@/forms/definitions.ts";
import { eventDraftKey } from "@/forms/drafts.ts";
import { factsOf } from "@/forms/facts.ts";
import { statusTexts } from "@/forms/status_texts.ts";
import { eventTitle } from "@/forms/texts/labels.ts";
import { EventForm } from "@/forms/ui/EventForm.tsx";
import { FactList } from "@/forms/ui/FactList.tsx";
import { useDraft } from "@/forms/useDraft.ts";
import comments from "@/gen/comments.json";
import type { AppendEventsResponse, ProposedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { EventPayloadSchema } from "@/gen/anchorledger/event/v1/envelope_pb";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { useSession } from "@/session/SessionGate.tsx";
import { Button } from "@/ui/Button.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { recordEventTexts } from "./texts.ts";

interface Done {
  readonly answer: AppendEventsResponse;
  readonly event: ProposedEvent;
}

interface FormProps {
  readonly type: EventType;
  readonly anchorId: string | undefined;
  readonly currency: string;
}

function Recorded(props: { type: EventType; done: Done; onAnother: () => void }) {
  const text = useText(recordEventTexts);
  const status = useText(statusTexts);
  const { language } = useLocale();
  const format = useFormat();
  const { payload } = props.done.event;
  const json = payload
    ? (toJson(EventPayloadSchema, payload, { useProtoFieldName: true }) as JsonObject)
    : {};
  const facts = factsOf(props.type.fields, (json[props.type.payload] ?? {}) as JsonObject, {
    language,
    format,
  });
  const position = String(props.done.answer.events[0]?.position ?? "");
  return (
    <Panel title={text.recorded} lead={text.lead(eventTitle(props.type, language))}>
      {props.done.answer.duplicate ? <p>{status.recordedBefore}</p> : null}
      <FactList facts={facts} />
      <p>
        <Link to={`/events/${position}`}>{status.recordedAs(position)}</Link>
      </p>
      <Button kind="primary" autoFocus onPress={props.onAnother}>
        {text.another}
      </Button>
    </Panel>
  );
}

function RecordForm({ type, anchorId, currency }: FormProps) {
  const text = useText(recordEventTexts);
  const session = useSession();
  const [given] = useSearchState();
  const [done, setDone] = useState<Done>();
  const begin = useCallback(
    () =>
      beginningOf(type, {
        anchorId,
        partnerId: session.roles.includes("par") ? session.organisationId : undefined,
        given,
      }),
    // What the address gives is meant for the beginning only.
    [type, anchorId, session],
  );
  const kept = useDraft(eventDraftKey(type.name), begin);
  if (done) return <Recorded type={type} done={done} onAnother={() => setDone(undefined)} />;
  return (
    <Panel title={text.whatFor}>
      <EventForm
        type={type}
        kept={kept}
        currency={currency}
        submit={text.record}
        onRecorded={(answer, event) => {
          setDone({ answer, event });
          kept.renew();
        }}
        actions={
          kept.draft.savedAt > 0 && !kept.draft.sent ? (
            <Button kind="quiet" onPress={kept.renew}>
              {text.discard}
            </Button>
          ) : null
        }
      />
    </Panel>
  );
}

/** The form of one kind of event. */
export default function RecordEventPage() {
  const text = useText(recordEventTexts);
  const { language } = useLocale();
  const { organisationId, roles } = useSession();
  const anchors = useAnchors();
  const { event: name = "" } = useParams({ strict: false }) as { event?: string };
  const type = eventTypeNamed(name);
  if (!type || !mayRecord(type, roles)) {
    return <PageHeader title={text.unknown} lead={<Link to="/record">{text.back}</Link>} />;
  }
  if (anchors.isPending) return <Loading lines={6} isPage />;
  if (anchors.isError) return <ErrorState error={anchors.error} onRetry={anchors.refetch} isPage />;
  const own = anchors.data.find(({ anchorId }) => anchorId === organisationId);
  const only = anchors.data.length === 1 ? anchors.data[0] : undefined;
  const anchor = own ?? only;
  const help = (comments as Readonly<Record<string, string>>)[type.name];
  return (
    <>
      <PageHeader
        title={eventTitle(type, language)}
        lead={language === "en" ? help : undefined}
        actions={<Link to="/record">{text.back}</Link>}
      />
      <RecordForm
        key={type.name}
        type={type}
        anchorId={anchor?.anchorId}
        currency={anchor?.currency ?? "USD"}
      />
    </>
  );
}
