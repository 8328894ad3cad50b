// The way of an event from what was recorded first to what counts, step by step.
import { amended, recordedVersion, type Version } from "@/forms/corrections.ts";
import { headerFieldsOf, type EventType } from "@/forms/definitions.ts";
import { factsOf } from "@/forms/facts.ts";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import type { Language } from "@/locale/catalogue.ts";
import type { Day, Format } from "@/locale/format.ts";

interface Reader {
  readonly language: Language;
  readonly format: Format;
}

/** One field before and after; undefined = it had no value. */
export interface Change {
  readonly path: string;
  readonly label: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface Step {
  readonly event: RecordedEvent;
  readonly kind: "recorded" | "corrected" | "takenOut";
  readonly changes: readonly Change[];
  /** The record that took this correction back. */
  readonly takenBackBy: RecordedEvent | undefined;
}

function factsOfVersion(type: EventType, { values, header }: Version, reader: Reader) {
  return [
    ...factsOf(type.fields, values, reader),
    ...factsOf(headerFieldsOf(type), header, reader, { path: "header", label: "" }),
  ];
}

/** The fields that read differently, in the order of the contract. */
export function changesInWords(
  type: EventType,
  before: Version,
  after: Version,
  reader: Reader,
): Change[] {
  const old = new Map(factsOfVersion(type, before, reader).map((fact) => [fact.path, fact]));
  const now = new Map(factsOfVersion(type, after, reader).map((fact) => [fact.path, fact]));
  const paths = new Set([...now.keys(), ...old.keys()]);
  return [...paths].flatMap((path) => {
    const was = old.get(path);
    const is = now.get(path);
    if (was?.text === is?.text) return [];
    const label = (is ?? was)?.label ?? path;
    return [{ path, label, before: was?.text, after: is?.text }];
  });
}

/** What a correction says of itself, in the words of the type that it corrects. */
export function changesOf(
  correction: RecordedEvent,
  target: RecordedEvent,
  type: EventType,
  reader: Reader,
): Change[] {
  const body = correction.payload?.event;
  if (body?.case !== "eventAmended") return [];
  const about = recordedVersion(target, type);
  const before = amended(about, body.value, "old");
  return changesInWords(type, before, amended(about, body.value, "new"), reader);
}

function targetOf(event: RecordedEvent): bigint | undefined {
  const body = event.payload?.event;
  const isCorrection = body?.case === "eventAmended" || body?.case === "eventVoided";
  return isCorrection ? body.value.targetPosition : undefined;
}

/** All that happened to an event, the oldest first; also corrections that were taken back. */
export function chainOf(
  event: RecordedEvent,
  type: EventType,
  stream: readonly RecordedEvent[],
  reader: Reader,
): Step[] {
  const voids = stream.filter(({ payload }) => payload?.event.case === "eventVoided");
  const about = stream.filter((one) => targetOf(one) === event.position);
  return [
    { event, kind: "recorded", changes: [], takenBackBy: undefined },
    ...about.map((one): Step => {
      const kind = one.payload?.event.case === "eventAmended" ? "corrected" : "takenOut";
      const takenBackBy = voids.find((other) => targetOf(other) === one.position);
      return { event: one, kind, changes: changesOf(one, event, type, reader), takenBackBy };
    }),
  ];
}

const DAY_SECONDS = 86_400n;

/** The events of a stream that were recorded by the end of a day, in UTC. */
export function knownOn(stream: readonly RecordedEvent[], day: Day | undefined) {
  if (!day) return stream;
  const end = BigInt(day.days + 1) * DAY_SECONDS;
  return stream.filter(({ recordedAt }) => (recordedAt?.seconds ?? 0n) < end);
}
