// What is in force of an event after its corrections, and the correction that a form amounts to.
import { fromJson, toJson, type JsonObject, type JsonValue } from "@bufbuild/protobuf";
import type { ProposedEvent, RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { ProposedEventSchema } from "@/gen/anchorledger/api/v1/event_pb";
import type { EventAmended, FieldChange } from "@/gen/anchorledger/event/v1/corrections_pb";
import { EventHeaderSchema, EventPayloadSchema } from "@/gen/anchorledger/event/v1/envelope_pb";
import type { EventType } from "./definitions.ts";
import { HEADER } from "./request.ts";

/** The values of an event by their names in the contract. */
export interface Version {
  readonly values: JsonObject;
  readonly header: JsonObject;
}

const asStored = { useProtoFieldName: true } as const;

/** As it was recorded. */
export function recordedVersion(event: RecordedEvent, type: EventType): Version {
  const payload = event.payload && toJson(EventPayloadSchema, event.payload, asStored);
  const header = event.header && toJson(EventHeaderSchema, event.header, asStored);
  return {
    values: ((payload as JsonObject | undefined)?.[type.payload] ?? {}) as JsonObject,
    header: (header ?? {}) as JsonObject,
  };
}

function withValue(root: JsonObject, path: readonly string[], value: JsonValue | undefined) {
  const [name, ...rest] = path;
  if (name === undefined) return root;
  const changed = { ...root };
  if (rest.length > 0) {
    changed[name] = withValue((root[name] ?? {}) as JsonObject, rest, value);
  } else if (value === undefined) delete changed[name];
  else changed[name] = value;
  return changed;
}

function valueOf(change: FieldChange, side: "old" | "new"): JsonValue | undefined {
  const { case: said, value } = side === "old" ? change.oldValue : change.newValue;
  return said === "oldJson" || said === "newJson" ? (JSON.parse(value) as JsonValue) : undefined;
}

/** A version with the values that a correction gives, or with those that it found. */
export function amended(
  version: Version,
  { fieldChanges }: EventAmended,
  side: "old" | "new" = "new",
): Version {
  let { values, header } = version;
  for (const change of fieldChanges) {
    const value = valueOf(change, side);
    const { path } = change;
    if (path.startsWith(HEADER)) {
      header = withValue(header, path.slice(HEADER.length).split("."), value);
    } else values = withValue(values, path.split("."), value);
  }
  return { values, header };
}

/** What became of an event, from all events of its stream. */
export interface Fate {
  readonly inForce: Version;
  /** Corrections of it that count, the oldest first. */
  readonly amendments: readonly RecordedEvent[];
  /** The record that took it out. */
  readonly voidedBy: RecordedEvent | undefined;
}

export function fateOf(event: RecordedEvent, type: EventType, stream: readonly RecordedEvent[]) {
  const voids = new Map<bigint, RecordedEvent>();
  for (const one of stream) {
    const body = one.payload?.event;
    if (body?.case === "eventVoided") voids.set(body.value.targetPosition ?? 0n, one);
  }
  let inForce = recordedVersion(event, type);
  const amendments: RecordedEvent[] = [];
  for (const one of stream) {
    const body = one.payload?.event;
    if (body?.case !== "eventAmended" || voids.has(one.position)) continue;
    if (body.value.targetPosition !== event.position) continue;
    amendments.push(one);
    inForce = amended(inForce, body.value);
  }
  return { inForce, amendments, voidedBy: voids.get(event.position) } satisfies Fate;
}

/** JSON as the contract wants it for comparing: without blanks, some signs as escapes. */
export function canonicalJson(value: JsonValue): string {
  return JSON.stringify(value).replace(
    /[<>\u007f\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

interface Change {
  readonly path: string;
  readonly [value: string]: JsonValue;
}

function changeOf(path: string, before: JsonValue | undefined, after: JsonValue | undefined) {
  const change: Record<string, JsonValue> = {};
  if (before === undefined) change["old_absent"] = {};
  else change["old_json"] = canonicalJson(before);
  if (after === undefined) change["new_absent"] = {};
  else change["new_json"] = canonicalJson(after);
  return { ...change, path } as Change;
}

function same(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function differences(before: JsonObject, after: JsonObject, prefix: string): Change[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => !same(before[name], after[name]))
    .map((name) => changeOf(prefix + name, before[name], after[name]));
}

/** Fields that differ, in order of path; a group or list counts as one field. */
export function changesBetween(before: Version, after: Version): Change[] {
  return [
    ...differences(before.values, after.values, ""),
    ...differences(before.header, after.header, HEADER),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** In the form in which the log holds it, so that equal values are equal texts. */
export function stored(event: ProposedEvent, type: EventType, headerNames: ReadonlySet<string>) {
  const json = toJson(ProposedEventSchema, event, asStored) as JsonObject;
  const payload = (json["payload"] ?? {}) as JsonObject;
  const header = Object.entries(json).filter(([name]) => headerNames.has(name));
  return {
    values: (payload[type.payload] ?? {}) as JsonObject,
    header: Object.fromEntries(header),
  } satisfies Version;
}

/** Why an event is corrected. */
export interface Why {
  /** A word of the contract. */
  readonly reason: string;
  /** Why it comes after the books were closed; empty = they are open. */
  readonly lateReason: string;
}

// A correction is decided upon what was seen: it is refused when somebody else came in between.
function correction(
  target: RecordedEvent,
  revision: bigint,
  payload: JsonObject,
  { lateReason }: Why,
): ProposedEvent {
  return fromJson(ProposedEventSchema, {
    payload,
    revision: revision.toString(),
    ...(lateReason === "" ? {} : { late_reason: lateReason }),
    ...(target.header?.anchorId ? { anchor_id: target.header.anchorId } : {}),
    ...(target.header?.partnershipId ? { partnership_id: target.header.partnershipId } : {}),
  });
}

function targetOf(target: RecordedEvent): JsonObject {
  return {
    target_position: target.position.toString(),
    target_event_type: target.header?.eventType ?? 0,
  };
}

export function amendment(
  target: RecordedEvent,
  revision: bigint,
  changes: readonly Change[],
  why: Why,
): ProposedEvent {
  const body = { ...targetOf(target), field_changes: [...changes], reason: why.reason };
  return correction(target, revision, { event_amended: body }, why);
}

export function voiding(target: RecordedEvent, revision: bigint, why: Why): ProposedEvent {
  const body = { ...targetOf(target), reason: why.reason };
  return correction(target, revision, { event_voided: body }, why);
}

/** The revision of the last event of a stream. */
export function lastRevision(stream: readonly RecordedEvent[]): bigint {
  return stream.reduce((last, one) => (one.revision > last ? one.revision : last), 0n);
}

