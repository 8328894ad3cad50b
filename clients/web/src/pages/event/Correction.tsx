import { useCallback, useMemo, useState } from "react";
import {
  amendment,
  changesBetween,
  lastRevision,
  stored,
  type Fate,
  type Version,
} from "@/forms/corrections.ts";
import { eventTypeNamed, headerFieldsOf, type EventType } from "@/forms/definitions.ts";
import { decode } from "@/forms/entered.ts";
import { HEADER } from "@/forms/request.ts";
import { useForm } from "@/forms/ui/context.ts";
import { EventForm } from "@/forms/ui/EventForm.tsx";
import { useDraft } from "@/forms/useDraft.ts";
import type { ProposedEvent, RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { useToast } from "@/ui/Toasts.tsx";
import styles from "./Event.module.css";
import { noReason, ReasonField } from "./ReasonField.tsx";
import { eventPageTexts } from "./texts.ts";

interface Props {
  readonly event: RecordedEvent;
  readonly type: EventType;
  readonly stream: readonly RecordedEvent[];
  readonly fate: Fate;
  readonly onEnd: () => void;
}

const reasonField = eventTypeNamed("EventAmended")?.fields.find(({ name }) => name === "reason");

// Why the correction comes late is asked for beside it, and is not that of the record.
const LATE_REASON = `${HEADER}late_reason`;

function unchangeable(type: EventType): ReadonlySet<string> {
  const own = type.fields.filter(({ rule }) => rule.notAmendable).map(({ name }) => name);
  const beside = headerFieldsOf(type).filter(({ rule }) => rule.notAmendable);
  return new Set([...own, ...beside.map(({ name }) => HEADER + name), LATE_REASON]);
}

/** Why it is corrected; inside of the form, whose objections say whether it comes late. */
function Reason(props: Omit<Parameters<typeof ReasonField>[0], "field" | "isLate">) {
  const { issues } = useForm();
  return (
    <div className={styles["why"]}>
      <ReasonField {...props} field={reasonField} isLate={issues.has(LATE_REASON)} />
    </div>
  );
}

/** The form of the record with what counts today in it; what is changed becomes the correction. */
export function Correction({ event, type, stream, fate, onEnd }: Props) {
  const text = useText(eventPageTexts);
  const toast = useToast();
  const [why, setWhy] = useState(noReason);
  const headerFields = useMemo(() => headerFieldsOf(type), [type]);
  const before = useMemo<Version>(() => {
    const names = new Set(headerFields.map(({ name }) => name));
    const header = Object.entries(fate.inForce.header).filter(([name]) => names.has(name));
    return { values: fate.inForce.values, header: Object.fromEntries(header) };
  }, [fate, headerFields]);
  const begin = useCallback(
    () => ({
      values: decode(type.fields, before.values),
      header: decode(headerFields, before.header),
    }),
    [type, before, headerFields],
  );
  const revision = lastRevision(stream);
  // Another revision is another decision: an older draft would undo what came since.
  const kept = useDraft(`correction/${event.position}/${revision}`, begin);
  const changesOf = useCallback(
    (proposed: ProposedEvent) => {
      const names = new Set(headerFields.map(({ name }) => name));
      return changesBetween(before, stored(proposed, type, names));
    },
    [before, type, headerFields],
  );
  const compose = useCallback(
    (proposed: ProposedEvent) => {
      const changes = changesOf(proposed);
      if (changes.length === 0 || why.reason === "") return [];
      return [amendment(event, revision, changes, why)];
    },
    [changesOf, event, revision, why],
  );
  const hidden = useMemo(() => unchangeable(type), [type]);
  return (
    <Panel title={text.correctTitle} lead={text.correctLead}>
      <EventForm
        type={type}
        kept={kept}
        currency=""
        hidden={hidden}
        compose={compose}
        submit={text.record}
        idle={why.reason === "" ? text.reasonNeeded : text.unchanged}
        onRecorded={() => {
          kept.renew();
          toast(text.done);
          onEnd();
        }}
        actions={
          <Button
            kind="quiet"
            isDisabled={kept.draft.sent}
            onPress={() => {
              kept.renew();
              onEnd();
            }}
          >
            {text.cancel}
          </Button>
        }
      >
        <Reason value={why} onChange={setWhy} isDisabled={kept.draft.sent} />
      </EventForm>
    </Panel>
  );
}
