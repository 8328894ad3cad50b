// What the server does not filter by is sifted out here, of the events that it answers with.
import { toJson } from "@bufbuild/protobuf";
import { eventTypeNumbered } from "@/forms/definitions.ts";
import { eventTitle } from "@/forms/texts/labels.ts";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { EventPayloadSchema } from "@/gen/anchorledger/event/v1/envelope_pb";
import { languages } from "@/locale/catalogue.ts";
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
    JSON.stringify(payload),
  ]
    .join(" ")
    .toLowerCase();
}

/** Undefined where the server filters by all that is looked for. */
export function sieveOf(search: EventSearch): Sieve | undefined {
  const words = search.words.toLowerCase().split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) return undefined;
  return (event) => {
    const content = contentOf(event);
    return words.every((word) => content.includes(word));
  };
}
