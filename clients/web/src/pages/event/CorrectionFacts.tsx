import { Link } from "@tanstack/react-router";
import { Changes } from "@/audit/Changes.tsx";
import { changesOf } from "@/audit/chain.ts";
import { reasonOf, targetOf } from "@/audit/reading.ts";
import { eventTypeNumbered } from "@/forms/definitions.ts";
import { eventTitle } from "@/forms/texts/labels.ts";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";
import styles from "./Event.module.css";
import { eventPageTexts } from "./texts.ts";

interface Props {
  readonly event: RecordedEvent;
  readonly stream: readonly RecordedEvent[];
  readonly isOut: boolean;
}

/** What a correction says: which record it is about, why, and what it changes. */
export function CorrectionFacts({ event, stream, isOut }: Props) {
  const text = useText(eventPageTexts);
  const format = useFormat();
  const { language } = useLocale();
  const about = targetOf(event);
  const target = stream.find(({ position }) => position === about?.position);
  const type = eventTypeNumbered(about?.type ?? 0);
  if (!about || !type) return null;
  const isVoid = event.payload?.event.case === "eventVoided";
  return (
    <Panel title={text.corrects}>
      {isOut ? <p className={styles["warning"]}>{text.takenOut}</p> : null}
      <p>
        <Link to={`/events/${about.position}`}>
          {eventTitle(type, language)}, {text.event(about.position.toString())}
        </Link>
      </p>
      <p className={styles["by"]}>{text.why(reasonOf(event, language))}</p>
      {isVoid ? <p className={styles["effect"]}>{text.voidEffect}</p> : null}
      {target ? (
        <Changes
          changes={changesOf(event, target, type, { language, format })}
          label={text.corrects}
        />
      ) : null}
    </Panel>
  );
}
