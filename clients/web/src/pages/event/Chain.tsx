import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Link } from "@tanstack/react-router";
import { Changes } from "@/audit/Changes.tsx";
import { chainOf, type Step } from "@/audit/chain.ts";
import { batchOf, reasonOf, targetOf } from "@/audit/reading.ts";
import { useWho } from "@/audit/useWho.ts";
import type { EventType } from "@/forms/definitions.ts";
import { lateReason } from "@/forms/texts/late_reason_texts.ts";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";
import styles from "./Event.module.css";
import { eventPageTexts } from "./texts.ts";

function useWhen(): (event: RecordedEvent) => string {
  const format = useFormat();
  return ({ recordedAt }) => (recordedAt ? format.instant(timestampDate(recordedAt)) : "");
}

/** What else is to be known about a correction: that it was late, or came with an undone import. */
function Circumstances({ event }: { event: RecordedEvent }) {
  const text = useText(eventPageTexts);
  const { language } = useLocale();
  const { late = false, lateReason: reason = "" } = event.header ?? {};
  const batch = batchOf(event);
  if (!late && batch === "") return null;
  return (
    <p className={styles["by"]}>
      {late ? text.lateStep(lateReason(reason, language)) : null}{" "}
      {batch === "" ? null : (
        <Link to={`/batches/${encodeURIComponent(batch)}`}>{text.withBatch(batch)}</Link>
      )}
    </p>
  );
}

function StepItem({ step }: { step: Step }) {
  const text = useText(eventPageTexts);
  const { language } = useLocale();
  const when = useWhen();
  const who = useWho();
  const { event, kind, takenBackBy } = step;
  const reason = kind === "recorded" ? "" : reasonOf(event, language);
  const title = text.steps[kind];
  return (
    <li data-kind={kind} data-back={takenBackBy !== undefined}>
      <h3 className={styles["step"]}>
        {title}
        {reason === "" ? "" : `: ${reason}`}
      </h3>
      <p className={styles["by"]}>
        {text.by(when(event), who(event))}{" "}
        <Link to={`/events/${event.position}`}>{text.event(event.position.toString())}</Link>
      </p>
      {kind === "recorded" ? null : <Circumstances event={event} />}
      <Changes changes={step.changes} label={title} />
      {kind === "takenOut" ? <p className={styles["effect"]}>{text.voidEffect}</p> : null}
      {takenBackBy ? (
        <p className={styles["effect"]}>
          {text.takenBack(when(takenBackBy), who(takenBackBy))}{" "}
          <Link to={`/events/${takenBackBy.position}`}>
            {text.event(takenBackBy.position.toString())}
          </Link>
        </p>
      ) : null}
    </li>
  );
}

interface Props {
  readonly event: RecordedEvent;
  readonly type: EventType;
  readonly stream: readonly RecordedEvent[];
}

/** From what was recorded first to what counts: every correction, by whom, field by field. */
export function Chain({ event, type, stream }: Props) {
  const text = useText(eventPageTexts);
  const format = useFormat();
  const { language } = useLocale();
  const steps = chainOf(event, type, stream, { language, format });
  const isOut = steps.some(({ kind }) => kind === "takenOut");
  const isCorrection = targetOf(event) !== undefined;
  return (
    <Panel title={text.history}>
      <ol className={styles["steps"]}>
        {steps.map((step) => (
          <StepItem key={step.event.position.toString()} step={step} />
        ))}
        {isCorrection ? null : (
          <li data-kind="now">
            <p className={styles["step"]}>{isOut ? text.nowOut : text.now}</p>
          </li>
        )}
      </ol>
    </Panel>
  );
}
