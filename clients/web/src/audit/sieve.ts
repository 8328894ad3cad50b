// What the server does not filter by is sifted out here, of the events that it answers with.
import { toJson } from "@bufbuild/protobuf";
import { eventTypeNumbered } from "@/forms/definitions.ts";
import { hexOf } from "@/forms/facts.ts";
import { eventTitle } from "@/forms/texts/labels.ts";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { EventPayloadSchema } from "@/gen/anchorledger/event/v1/envelope_pb";
import { languages } from "@/locale/catalogue.ts";
import { evidenceOf } from "./evidence.ts";
import { marksOf, type Aftermath, type Mark } from "./aftermath.ts";
import type { EventSearch } from "./search.ts";

export type Sieve = (event: RecordedEvent) => boolean;

const contents = new WeakMap<RecordedEvent, string>();

// Put together once for each event: a search sifts the same ones each time that more have come.
function contentOf(event: RecordedEvent): string {
  const known = contents.get(event);
  if (known !== undefined) return known;
  const content = newContentOf(event);
  contents.set(event, content);
  return content;
}

// Digests are looked for as programs print them.
function digestsAsHex(name: string, value: unknown): unknown {
  return name.endsWith("Sha256") && typeof value === "string" ? hexOf(value) : value;
}

// Everything that somebody may remember of an event, in both languages.
function newContentOf(event: RecordedEvent): string {
  const type = eventTypeNumbered(event.header?.eventType ?? 0);
  const payload = event.payload ? toJson(EventPayloadSchema, event.payload) : {};
  const header = event.header;
  return [
    ...(type ? languages.map((language) => eventTitle(type, language)) : []),
    event.position.toString(),
    event.stream,
    event.requestId,
    header?.correlationId ?? "",
    header?.lateReason ?? "",
    header?.reasonCode ?? "",
    header?.actorRef ?? "",
    header?.batchId ?? "",
    ...evidenceOf(event),
    JSON.stringify(payload, digestsAsHex),
  ]
    .join(" ")
    .toLowerCase();
}

const changes: ReadonlySet<Mark> = new Set(["corrected", "takenOut", "importUndone"]);

/**
 * Undefined where the server filters by all that is looked for. `aftermath` tells what was changed
 * since; without it nothing was.
 */
export function sieveOf(search: EventSearch, aftermath?: Aftermath): Sieve | undefined {
  const words = search.words.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const { changedOnly } = search;
  if (words.length === 0 && !changedOnly) return undefined;
  const isChanged: Sieve = (event) =>
    aftermath !== undefined && marksOf(event, aftermath).some((mark) => changes.has(mark));
  return (event) => {
    if (changedOnly && !isChanged(event)) return false;
    if (words.length === 0) return true;
    const content = contentOf(event);
    return words.every((word) => content.includes(word));
  };
}
