// Events as lines of a list: what happened in people's words, what it says, what became of it.
import { fateOf } from "@/forms/corrections.ts";
import { eventTypeNumbered, type EventType, type FormField } from "@/forms/definitions.ts";
import { isMoney } from "@/forms/entered.ts";
import { factsOf } from "@/forms/facts.ts";
import { eventTitle } from "@/forms/texts/labels.ts";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { FieldKind } from "@/gen/anchorledger/event/v1/rules_pb";
import type { Language } from "@/locale/catalogue.ts";
import type { Day, Format } from "@/locale/format.ts";

export interface EventLine {
  readonly position: bigint;
  /** The name of its type; empty for one that is newer than this page. */
  readonly type: string;
  /** What happened; empty for a type that is newer than this page. */
  readonly title: string;
  /** What it says, in a few words: amounts first, as they are in force. */
  readonly words: string;
  readonly day: Day | undefined;
  readonly fate: "as recorded" | "corrected" | "taken out";
}

interface Reader {
  readonly language: Language;
  readonly format: Format;
}

const WORDS_MAX = 3;

/** The events that change what others say; a list has to hold them for its lines to be right. */
export const correctionTypes = ["EventAmended", "EventVoided"] as const;

function isTelling({ rule, isList }: FormField): boolean {
  if (isList) return false;
  switch (rule.kind) {
    case FieldKind.MONEY:
    case FieldKind.MONEY_SIGNED:
    case FieldKind.COUNT:
    case FieldKind.HUNDREDTHS:
    case FieldKind.ENUM:
    case FieldKind.NAME:
    case FieldKind.TEXT:
    case FieldKind.PERIOD:
      return true;
    case FieldKind.CODE:
      return rule.refersTo === "milestone";
    default:
      return false;
  }
}

function isNothing(field: FormField, value: unknown): boolean {
  if (!isMoney(field.rule.kind)) return value === "0" || value === 0;
  return String((value as { minor?: string } | undefined)?.minor ?? "0") === "0";
}

function wordsOf(type: EventType, values: Readonly<Record<string, unknown>>, reader: Reader) {
  const told = type.fields.filter(
    (field) => isTelling(field) && !isNothing(field, values[field.name]),
  );
  // What a list of money is read for stands first.
  const ordered = [
    ...told.filter(({ rule }) => isMoney(rule.kind)),
    ...told.filter(({ rule }) => !isMoney(rule.kind)),
  ];
  return factsOf(ordered, values as never, reader)
    .slice(0, WORDS_MAX)
    .map(({ label, text }) => `${label}: ${text}`)
    .join(" · ");
}

/** The days and values that count: corrections among the events are applied to the others. */
export function linesOf(events: readonly RecordedEvent[], reader: Reader): EventLine[] {
  const corrections = correctionsAmong(events);
  return events.map((event): EventLine => {
    const { position, header } = event;
    const type = eventTypeNumbered(header?.eventType ?? 0);
    if (!type || !header) {
      const nothing = { type: "", title: "", words: "", fate: "as recorded" } as const;
      return { position, day: header?.effectiveOn, ...nothing };
    }
    const { inForce, amendments, voidedBy } = fateOf(event, type, corrections);
    const { days } = (inForce.header["effective_on"] ?? {}) as { days?: number };
    return {
      position,
      type: type.name,
      title: eventTitle(type, reader.language),
      words: wordsOf(type, inForce.values, reader),
      day: days === undefined ? undefined : { days },
      fate: voidedBy ? "taken out" : amendments.length > 0 ? "corrected" : "as recorded",
    };
  });
}

/** The corrections among events, the oldest first. */
export function correctionsAmong(events: readonly RecordedEvent[]): RecordedEvent[] {
  return events
    .filter(({ payload }) => {
      const kind = payload?.event.case;
      return kind === "eventAmended" || kind === "eventVoided";
    })
    .sort((a, b) => (a.position < b.position ? -1 : 1));
}

/** By the day that they are about, the newest first; those of one day in the order of the log. */
export function byDay(lines: readonly EventLine[]): EventLine[] {
  return [...lines].sort((a, b) => {
    const days = (b.day?.days ?? 0) - (a.day?.days ?? 0);
    if (days !== 0) return days;
    return a.position < b.position ? 1 : -1;
  });
}
