import { useMemo, useState } from "react";
import { isUndecided, problemOf } from "@/api/problem.ts";
import { lastRevision, voiding } from "@/forms/corrections.ts";
import { eventTypeNamed, type EventType } from "@/forms/definitions.ts";
import { statusTexts } from "@/forms/status_texts.ts";
import { Objection } from "@/forms/ui/FormStatus.tsx";
import { useDraft } from "@/forms/useDraft.ts";
import { useRecording } from "@/forms/useRecording.ts";
import { useServerCheck } from "@/forms/useServerCheck.ts";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
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
  readonly onEnd: () => void;
}

const reasonField = eventTypeNamed("EventVoided")?.fields.find(({ name }) => name === "reason");
const nothing = () => ({ values: {}, header: {} });

/** Takes a record out; refused, with the events in the way, when others depend on it. */
export function Undoing({ event, type, stream, onEnd }: Props) {
  const text = useText(eventPageTexts);
  const status = useText(statusTexts);
  const toast = useToast();
  const [why, setWhy] = useState(noReason);
  const revision = lastRevision(stream);
  const kept = useDraft(`undoing/${event.position}/${revision}`, nothing);
  const events = useMemo(
    () => (why.reason === "" ? undefined : [voiding(event, revision, why)]),
    [event, revision, why],
  );
  const verdict = useServerCheck(kept.draft.sent ? undefined : events, kept.draft.requestId);
  const recording = useRecording(kept, () => {
    kept.renew();
    toast(text.done);
    onEnd();
  });
  const failure = recording.error ? problemOf(recording.error) : undefined;
  const problem = verdict.state === "refused" ? verdict.problem : failure;
  const isUnknown = failure !== undefined && isUndecided(failure);
  const isAmendment = type.name === "EventAmended";
  return (
    <Panel title={text.undoTitle} lead={isAmendment ? text.undoAmendmentLead : text.undoLead}>
      <ReasonField
        field={reasonField}
        value={why}
        onChange={setWhy}
        isLate={problem?.reason === "PERIOD_CLOSED"}
        isDisabled={kept.draft.sent}
      />
      <div role="status">
        {events && problem && !isUnknown ? <Objection problem={problem} /> : null}
        {recording.isPending ? <p>{status.sending}</p> : null}
        {isUnknown ? <p>{status.unknownOutcome}</p> : null}
        {events && verdict.state === "good" ? <p>✓ {status.good}</p> : null}
      </div>
      <div className={styles["buttons"]}>
        <Button
          kind="danger"
          isDisabled={!events || verdict.state === "refused"}
          onPress={() => events && !recording.isPending && recording.mutate(events)}
        >
          {isUnknown ? status.sendAgain : text.recordUndo}
        </Button>
        <Button kind="quiet" onPress={onEnd}>
          {text.cancel}
        </Button>
      </div>
    </Panel>
  );
}
