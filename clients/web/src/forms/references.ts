// What an id may name: found by name in the directory, or among the ids that events already use.
import type { JsonObject } from "@bufbuild/protobuf";
import { toJson } from "@bufbuild/protobuf";
import {
  findAnchors,
  findFacilities,
  findInvestments,
  findPartners,
  findPartnerships,
  findSuppliers,
  MOST_CHOICES as MOST,
  type Choice,
  type Find,
} from "@/api/directory_choices.ts";
import { newestEvents } from "@/api/events.ts";
import { latestEditions, metricsClient } from "@/api/metrics.ts";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { EventPayloadSchema } from "@/gen/anchorledger/event/v1/envelope_pb";
import { fateOf } from "./corrections.ts";
import { eventTypeNamed, eventTypes, type FormField } from "./definitions.ts";

const findOrganisations: Find = async (search, signal) => {
  const found = await Promise.all([findAnchors(search, signal), findPartners(search, signal)]);
  return found.flat();
};

const findMetrics: Find = async (search, signal) => {
  const answer = await metricsClient.listMetrics({ pageSize: 1000 }, { signal });
  return latestEditions(answer.metrics)
    .map((one) => ({ id: one.id, name: `${one.id} ${one.name}`, detail: "" }))
    .filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
    .slice(0, MOST);
};

const milestones = [
  ["M", 7],
  ["I", 10],
  ["P", 10],
  ["E", 8],
] as const;

const findMilestones: Find = async (search) =>
  milestones
    .flatMap(([letter, count]) => Array.from({ length: count }, (_, i) => `${letter}${i + 1}`))
    .filter((id) => id.toLowerCase().startsWith(search.toLowerCase()))
    .map((id) => ({ id, name: id, detail: "" }));

// Kinds of things that events bring into being and no directory lists: the field with the id, and
// the one that people know it by.
const broughtBy: Readonly<Record<string, readonly [type: string, id: string, name: string]>> = {
  geography: ["GeographyDefined", "geo_id", "name"],
  reference_set: ["ReferenceSetPublished", "set_id", "source"],
  allocation: ["CapitalAllocated", "allocation_id", ""],
  contract: ["ContractAwarded", "contract_id", ""],
  purchase: ["PurchaseRecorded", "purchase_id", ""],
  report: ["PartnerReportDue", "report_id", ""],
};

interface Use {
  readonly type: string;
  readonly payload: string;
  readonly id: string;
  readonly name: string;
  /** What else the event refers to, by kind; only of events that bring the thing into being. */
  readonly others?: readonly FormField[];
}

/** Where events use ids of a kind: as the thing they bring, and as things they refer to. */
function usesOf(kind: string): Use[] {
  const brought = broughtBy[kind];
  return eventTypes.flatMap(({ name: type, payload, fields }) => {
    if (brought?.[0] === type) {
      const others = fields.filter((field) => field.rule.refersTo !== "" && !field.isList);
      return [{ type, payload, id: brought[1], name: brought[2], others }];
    }
    return fields
      .filter((field) => field.rule.refersTo === kind && !field.isList)
      .map((field) => ({ type, payload, id: field.name, name: "" }));
  });
}

/** What an event says that its thing belongs to; of two things of a kind neither is meant. */
function idsByKind(
  fields: readonly FormField[],
  body: JsonObject,
  belongs: { readonly partnership: string | undefined; readonly anchor: string | undefined },
): Record<string, string> {
  const ids: Record<string, string> = {};
  for (const { name, rule } of fields) {
    const isAlone = fields.filter((one) => one.rule.refersTo === rule.refersTo).length === 1;
    if (isAlone) ids[rule.refersTo] = String(body[name] ?? "");
  }
  return { ...ids, partnership: belongs.partnership ?? "", anchor: belongs.anchor ?? "" };
}

const LOOKED_AT = 500;

/** The newest events that use ids of a kind: of the type that brings them, and of all others. */
async function eventsUsing(uses: readonly Use[], signal: AbortSignal): Promise<RecordedEvent[]> {
  const lists = [uses.filter(({ others }) => others), uses.filter(({ others }) => !others)];
  const found = await Promise.all(
    lists
      .map((list) => [...new Set(list.map(({ type }) => type))].slice(0, 50))
      .filter((types) => types.length > 0)
      .map((eventTypes) => newestEvents({ eventTypes }, LOOKED_AT, signal)),
  );
  return found.flat();
}

function usedIds(kind: string): Find {
  return async (search, signal) => {
    const uses = usesOf(kind);
    const found = new Map<string, Choice>();
    for (const { payload, header, stream } of await eventsUsing(uses, signal)) {
      if (!payload) continue;
      const json = toJson(EventPayloadSchema, payload, { useProtoFieldName: true }) as JsonObject;
      for (const use of uses) {
        const body = json[use.payload] as JsonObject | undefined;
        const id = String(body?.[use.id] ?? "");
        if (id === "" || found.has(id)) continue;
        const name = use.name === "" ? id : String(body?.[use.name] ?? id);
        const belongs = { partnership: header?.partnershipId, anchor: header?.anchorId };
        const implies = use.others && idsByKind(use.others, body ?? {}, belongs);
        const choice = { id, name, detail: name === id ? "" : id };
        found.set(id, implies ? { ...choice, implies, stream } : choice);
      }
    }
    const words = search.toLowerCase();
    return [...found.values()]
      .filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(words))
      .slice(0, MOST);
  };
}

/** What a thing belongs to by now: the event that brings it into being may have been corrected. */
export function impliedInForce(
  kind: string,
  { id, implies }: Choice,
  stream: readonly RecordedEvent[],
): Choice["implies"] {
  const [typeName = "", idName = ""] = broughtBy[kind] ?? [];
  const type = eventTypeNamed(typeName);
  if (!type) return implies;
  const others = usesOf(kind).find((use) => use.type === typeName)?.others ?? [];
  for (const event of stream) {
    if (event.header?.eventType !== type.number) continue;
    const { inForce, voidedBy } = fateOf(event, type, stream);
    if (voidedBy || inForce.values[idName] !== id) continue;
    const belongs = {
      partnership: inForce.header["partnership_id"]?.toString(),
      anchor: inForce.header["anchor_id"]?.toString(),
    };
    return idsByKind(others, inForce.values, belongs);
  }
  // Taken out altogether: it says nothing any more.
  return undefined;
}

const finders: Readonly<Record<string, Find>> = {
  anchor: findAnchors,
  partner: findPartners,
  organisation: findOrganisations,
  supplier: findSuppliers,
  partnership: findPartnerships,
  investment: findInvestments,
  facility: findFacilities,
  metric: findMetrics,
  milestone: findMilestones,
};

/** Things of a kind whose name or id begins with the words. */
export function findChoices(kind: string, search: string, signal: AbortSignal): Promise<Choice[]> {
  return (finders[kind] ?? usedIds(kind))(search.trim(), signal);
}

// The server takes these as they come: the first use of an id is where it begins.
const takenAsTheyCome = new Set(["deal", "program", "cohort", "capacity_building", "facility"]);

export function mayBeNew(field: FormField): boolean {
  return takenAsTheyCome.has(field.rule.refersTo);
}
