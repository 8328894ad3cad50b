import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Link } from "@tanstack/react-router";
import { changesBetween, recordedVersion, type Fate } from "@/forms/corrections.ts";
import { eventTypeNamed, type EventType } from "@/forms/definitions.ts";
import { factsOf } from "@/forms/facts.ts";
import { fieldLabel, wordLabel } from "@/forms/texts/labels.ts";
import { headerField } from "@/forms/definitions.ts";
import { HEADER } from "@/forms/request.ts";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";
import styles from "./Event.module.css";
import { eventPageTexts } from "./texts.ts";

/** The words of why something was corrected. */
function useReason(event: RecordedEvent): string {
  const { language } = useLocale();
  const body = event.payload?.event;
  const isVoid = body?.case === "eventVoided";
  const type = eventTypeNamed(isVoid ? "EventVoided" : "EventAmended");
  const words = type?.fields.find(({ name }) => name === "reason")?.words;
  const number =
    body?.case === "eventVoided" || body?.case === "eventAmended" ? body.value.reason : 0;
  const word = words?.values.find((value) => value.number === number);
  return words && word ? wordLabel(words, word, language) : "";
}

function Step(props: { event: RecordedEvent; kind: "amended" | "voided" }) {
  const text = useText(eventPageTexts);
  const format = useFormat();
  const reason = useReason(props.event);
  const at = props.event.recordedAt;
  const when = at ? format.instant(timestampDate(at)) : "";
  return (
    <li>
      <Link to={`/events/${props.event.position}`}>{text[props.kind](when, reason)}</Link>
    </li>
  );
}

/** What it said at first where that is not what counts, and the corrections in between. */
export function History(props: { event: RecordedEvent; type: EventType; fate: Fate }) {
  const { event, type, fate } = props;
  const text = useText(eventPageTexts);
  const format = useFormat();
  const { language } = useLocale();
  if (fate.amendments.length === 0 && !fate.voidedBy) return null;
  const first = recordedVersion(event, type);
  const changed = changesBetween(first, fate.inForce).map(({ path }) => {
    const isHeader = path.startsWith(HEADER);
    const name = isHeader ? path.slice(HEADER.length) : path;
    const field = isHeader ? headerField(name) : type.fields.find((one) => one.name === name);
    if (!field) return { path, words: path };
    const before = factsOf([field], isHeader ? first.header : first.values, { language, format });
    const words = before.map((fact) => fact.text).join(", ") || text.nothing;
    return { path, words: text.was(fieldLabel(field, language), words) };
  });
  return (
    <Panel title={text.history}>
      <p className={styles["step"]}>{text.recordedFirst}</p>
      <ul className={styles["was"]}>
        {changed.map(({ path, words }) => (
          <li key={path}>{words}</li>
        ))}
      </ul>
      <ol className={styles["steps"]}>
        {fate.amendments.map((one) => (
          <Step key={String(one.position)} event={one} kind="amended" />
        ))}
        {fate.voidedBy ? <Step event={fate.voidedBy} kind="voided" /> : null}
      </ol>
    </Panel>
  );
}
