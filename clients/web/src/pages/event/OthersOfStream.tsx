import { Link } from "@tanstack/react-router";
import { titleOf } from "@/audit/reading.ts";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";
import styles from "./Event.module.css";
import { eventPageTexts } from "./texts.ts";

// More than these are better searched than looked through.
const BEFORE = 5;
const SHOWN_MAX = 12;

/** What else was recorded of the same thing; of much what stands around the event. */
export function OthersOfStream(props: { stream: readonly RecordedEvent[]; event: RecordedEvent }) {
  const { stream, event } = props;
  const text = useText(eventPageTexts);
  const format = useFormat();
  const { language } = useLocale();
  if (stream.length < 2) return null;
  const at = stream.findIndex(({ position }) => position === event.position);
  const first = Math.max(0, Math.min(at - BEFORE, stream.length - SHOWN_MAX));
  return (
    <Panel
      title={text.stream}
      actions={
        <Link to="/events" search={{ stream: event.stream } as never} data-print="no">
          {text.streamAll(format.integer(stream.length))}
        </Link>
      }
    >
      <ul className={styles["list"]}>
        {stream.slice(first, first + SHOWN_MAX).map((one) => {
          const day = one.header?.effectiveOn ? format.day(one.header.effectiveOn) : "";
          return (
            <li key={String(one.position)}>
              <Link
                to={`/events/${one.position}`}
                aria-current={one.position === event.position ? "true" : undefined}
              >
                {titleOf(one, language)}
              </Link>
              <span>{`${text.event(String(one.position))} · ${day}`}</span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
