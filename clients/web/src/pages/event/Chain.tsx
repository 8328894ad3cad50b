import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Link } from "@tanstack/react-router";
import { Changes } from "@/audit/Changes.tsx";
import { chainOf, type Step } from "@/audit/chain.ts";
import { targetOf } from "@/audit/reading.ts";
import { eventTypeNamed, type EventType } from "@/forms/definitions.ts";
import { wordLabel } from "@/forms/texts/labels.ts";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import type { Language } from "@/locale/catalogue.ts";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";
import styles from "./Event.module.css";
import { eventPageTexts } from "./texts.ts";
import { useWho } from "@/audit/useWho.ts";

/** The words of why something was corrected; empty for other events. */
export function reasonOf(event: RecordedEvent, language: Language): string {
  const body = event.payload?.event;
  if (body?.case !== "eventVoided" && body?.case !== "eventAmended") return "";
  const type = eventTypeNamed(body.case === "eventVoided" ? "EventVoided" : "EventAmended");
  const words = type?.fields.find(({ name }) => name === "reason")?.words;
  const word = words?.values.find((value) => value.number === body.value.reason);
  return words && word ? wordLabel(words, word, language) : "";
}

function useWhen(): (event: RecordedEvent) => string {
  const format = useFormat();
  return ({ recordedAt }) => (recordedAt ? format.instant(timestampDate(recordedAt)) : "");
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
