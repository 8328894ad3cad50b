// What somebody looks for among the events, as an address says it and as the server is asked.
import type { Filter } from "@/api/events.ts";
import type { Search } from "@/app/search.ts";
import { eventTypeNamed, eventTypes, groupOf } from "@/forms/definitions.ts";
import { dayFromIso, isoFromDay, type Day } from "@/locale/format.ts";

/** Every part that is set must hold. Days of recording are days in UTC. */
export interface EventSearch {
  /** A name such as "LoanDisbursed", several with commas between, or "group-9"; empty = all. */
  readonly type: string;
  readonly partnership: string;
  readonly anchor: string;
  readonly batch: string;
  /** "kind/id". */
  readonly stream: string;
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  readonly recordedFrom: Day | undefined;
  readonly recordedTo: Day | undefined;
  /** As the ledger was known at the end of this day: later records and corrections are left out. */
  readonly known: Day | undefined;
  readonly oldestFirst: boolean;
  /** Who recorded it, and for which organisation. */
  readonly actor: string;
  readonly organisation: string;
  readonly lateOnly: boolean;
  /** Only what was corrected or taken out since; sifted out in the page, as words are. */
  readonly changedOnly: boolean;
  /** What it is about: it names the supplier or partner, or is a later step of what does. */
  readonly supplier: string;
  readonly partner: string;
  /**
   * Words that the event must hold, in any order. The server does not filter by them: pages sift
   * them out of what it answers.
   */
  readonly words: string;
}

export const everything: EventSearch = {
  type: "",
  partnership: "",
  anchor: "",
  batch: "",
  stream: "",
  from: undefined,
  to: undefined,
  recordedFrom: undefined,
  recordedTo: undefined,
  known: undefined,
  oldestFirst: false,
  actor: "",
  organisation: "",
  lateOnly: false,
  changedOnly: false,
  supplier: "",
  partner: "",
  words: "",
};

const GROUP = "group-";

/** The value of `type` for all events of a group of forms/definitions. */
export function groupWord(group: string): string {
  return GROUP + group;
}

function day(text: string | undefined): Day | undefined {
  return text === undefined ? undefined : dayFromIso(text);
}

export function eventSearchFrom(search: Search): EventSearch {
  return {
    type: search["type"] ?? "",
    partnership: search["partnership"] ?? "",
    anchor: search["anchor"] ?? "",
    batch: search["batch"] ?? "",
    stream: search["stream"] ?? "",
    from: day(search["from"]),
    to: day(search["to"]),
    recordedFrom: day(search["rfrom"]),
    recordedTo: day(search["rto"]),
    known: day(search["known"]),
    oldestFirst: search["order"] === "oldest",
    actor: search["actor"] ?? "",
    organisation: search["org"] ?? "",
    lateOnly: search["late"] === "yes",
    changedOnly: search["changed"] === "yes",
    supplier: search["supplier"] ?? "",
    partner: search["partner"] ?? "",
    words: search["words"] ?? "",
  };
}

/** The same as an address says it; what is not set is left out. */
export function searchFromEvents(search: EventSearch): Record<string, string> {
  const iso = (one: Day | undefined) => (one ? isoFromDay(one) : "");
  const all = {
    type: search.type,
    partnership: search.partnership,
    anchor: search.anchor,
    batch: search.batch,
    stream: search.stream,
    from: iso(search.from),
    to: iso(search.to),
    rfrom: iso(search.recordedFrom),
    rto: iso(search.recordedTo),
    known: iso(search.known),
    order: search.oldestFirst ? "oldest" : "",
    actor: search.actor,
    org: search.organisation,
    late: search.lateOnly ? "yes" : "",
    changed: search.changedOnly ? "yes" : "",
    supplier: search.supplier,
    partner: search.partner,
    words: search.words,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
}

const DAY_SECONDS = 86_400;

function startOf(one: Day) {
  return { seconds: BigInt(one.days * DAY_SECONDS), nanos: 0 };
}

/** The names of the types that are looked for; unknown ones are left out. */
export function typesOf(type: string): string[] {
  if (type.startsWith(GROUP)) {
    const group = type.slice(GROUP.length);
    return eventTypes.filter((one) => groupOf(one) === group).map(({ name }) => name);
  }
  return type.split(",").filter((name) => eventTypeNamed(name) !== undefined);
}

/** The first instant that is too late, as a day: after the last day that is still looked at. */
export function recordedBefore(search: EventSearch): Day | undefined {
  const ends = [search.recordedTo, search.known].flatMap((one) => (one ? [one.days + 1] : []));
  return ends.length === 0 ? undefined : { days: Math.min(...ends) };
}

/** What of it the server filters by. */
export function filterOf(search: EventSearch): Filter {
  const before = recordedBefore(search);
  return {
    stream: search.stream.trim(),
    eventTypes: typesOf(search.type),
    partnershipId: search.partnership,
    anchorId: search.anchor,
    batchId: search.batch.trim(),
    actorRef: search.actor.trim(),
    actorOrgId: search.organisation.trim(),
    lateOnly: search.lateOnly,
    supplierId: search.supplier.trim(),
    partnerId: search.partner,
    ...(search.from ? { effectiveFrom: search.from } : {}),
    ...(search.to ? { effectiveTo: search.to } : {}),
    ...(search.recordedFrom ? { recordedFrom: startOf(search.recordedFrom) } : {}),
    ...(before ? { recordedBefore: startOf(before) } : {}),
  };
}
