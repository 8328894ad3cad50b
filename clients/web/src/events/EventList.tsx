import { Link } from "@tanstack/react-router";
import { useFormat, useText } from "@/locale/Locale.tsx";
import styles from "./Events.module.css";
import type { EventLine } from "./lines.ts";
import { eventListTexts } from "./texts.ts";

interface Props {
  readonly lines: readonly EventLine[];
}

/** Events one below the other: day, what happened, what it says. Each leads to its own page. */
export function EventList({ lines }: Props) {
  return (
    <ul className={styles["list"]}>
      {lines.map((line) => (
        <EventItem key={String(line.position)} line={line} />
      ))}
    </ul>
  );
}

function EventItem({ line }: { line: EventLine }) {
  const text = useText(eventListTexts);
  const format = useFormat();
  const position = format.integer(line.position);
  return (
    <li data-fate={line.fate}>
      <span className={styles["day"]}>{line.day ? format.day(line.day) : text.noDay}</span>
      <span className={styles["what"]}>
        <Link to="/events/$position" params={{ position: String(line.position) } as never}>
          {line.title === "" ? text.event(position) : line.title}
        </Link>
        {line.words === "" ? null : <span className={styles["words"]}>{line.words}</span>}
        <Fate fate={line.fate} />
      </span>
      <span className={styles["position"]}>{text.event(position)}</span>
    </li>
  );
}

function Fate({ fate }: { fate: EventLine["fate"] }) {
  const text = useText(eventListTexts);
  if (fate === "as recorded") return null;
  return (
    <span className={styles["fate"]}>{fate === "corrected" ? text.corrected : text.takenOut}</span>
  );
}

/** The same in years, as a line of time. */
export function Timeline({ lines }: Props) {
  const text = useText(eventListTexts);
  const years = new Map<string, EventLine[]>();
  for (const line of lines) {
    const year = line.day ? yearOf(line.day.days) : text.noDay;
    years.set(year, [...(years.get(year) ?? []), line]);
  }
  return (
    <div className={styles["timeline"]}>
      {[...years].map(([year, own]) => (
        <section key={year} aria-label={year}>
          <h3>{year}</h3>
          <EventList lines={own} />
        </section>
      ))}
    </div>
  );
}

function yearOf(days: number): string {
  return String(new Date(days * 86_400_000).getUTCFullYear());
}
