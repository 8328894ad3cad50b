// What an id may name: found by name in the directory, or among the ids that events already use.
import type { JsonObject } from "@bufbuild/protobuf";
import { toJson } from "@bufbuild/protobuf";
import { directoryClient } from "@/api/directory_client.ts";
import { newestEvents } from "@/api/events.ts";
import { knownPosition } from "@/api/freshness.ts";
import { latestEditions, metricsClient } from "@/api/metrics.ts";
import { EventPayloadSchema } from "@/gen/anchorledger/event/v1/envelope_pb";
import { eventTypes, type FormField } from "./definitions.ts";

/** One thing that may be chosen. */
export interface Choice {
  readonly id: string;
  /** What people call it; the id where it has no name. */
  readonly name: string;
  /** What tells it from others of its name. */
  readonly detail: string;
  /** The partnership that it belongs to, and what is recorded of it with it. */
  readonly partnershipId?: string;
}

type Find = (search: string, signal: AbortSignal) => Promise<Choice[]>;

const MOST = 30;

function page(search: string) {
  return { pageSize: MOST, search, minPosition: knownPosition() };
}

const findAnchors: Find = async (search, signal) => {
  const answer = await directoryClient.listAnchors({ page: page(search) }, { signal });
  return answer.anchors.map((one) => ({ id: one.anchorId, name: one.legalName, detail: "" }));
};

const findPartners: Find = async (search, signal) => {
  const answer = await directoryClient.listPartners({ page: page(search) }, { signal });
  return answer.partners.map((one) => ({
    id: one.partnerId,
    name: one.orgName,
    detail: one.homeGeo?.code ?? "",
  }));
};

const findSuppliers: Find = async (search, signal) => {
  const answer = await directoryClient.listSuppliers({ page: page(search) }, { signal });
  return answer.suppliers.map((one) => ({
    id: one.supplierId,
    name: one.name,
    detail: one.businessGeo?.code ?? "",
  }));
};

const findPartnerships: Find = async (search, signal) => {
  const answer = await directoryClient.listPartnerships({ page: page(search) }, { signal });
  return answer.partnerships.map((one) => ({
    id: one.partnershipId,
    name: one.title,
    detail: "",
  }));
};

const findInvestments: Find = async (search, signal) => {
  const answer = await directoryClient.listInvestments({ page: page(search) }, { signal });
  return answer.investments.map((one) => ({
    id: one.investmentId,
    name: one.investmentId,
    detail: one.payeeOrgId,
    partnershipId: one.partnershipId,
  }));
};

const findOrganisations: Find = async (search, signal) => {
  const found = await Promise.all([findAnchors(search, signal), findPartners(search, signal)]);
  return found.flat();
};

const findFacilities: Find = async (search, signal) => {
  const answer = await directoryClient.listAnchors({ page: page("") }, { signal });
  return answer.anchors
    .flatMap((one) => one.facilityIds.map((id) => ({ id, name: id, detail: one.legalName })))
    .filter(({ id }) => id.includes(search));
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
}

/** Where events use ids of a kind: as the thing they bring, and as things they refer to. */
function usesOf(kind: string): Use[] {
  const brought = broughtBy[kind];
  return eventTypes.flatMap(({ name: type, payload, fields }) => {
    if (brought?.[0] === type) return [{ type, payload, id: brought[1], name: brought[2] }];
    return fields
      .filter((field) => field.rule.refersTo === kind && !field.isList)
      .map((field) => ({ type, payload, id: field.name, name: "" }));
  });
}

const LOOKED_AT = 500;

function usedIds(kind: string): Find {
  return async (search, signal) => {
    const uses = usesOf(kind);
    if (uses.length === 0) return [];
    const types = [...new Set(uses.map((use) => use.type))].slice(0, 50);
    const events = await newestEvents({ eventTypes: types }, LOOKED_AT, signal);
    const found = new Map<string, Choice>();
    for (const { payload } of events) {
      if (!payload) continue;
      const json = toJson(EventPayloadSchema, payload, { useProtoFieldName: true }) as JsonObject;
      for (const use of uses) {
        const body = json[use.payload] as JsonObject | undefined;
        const id = String(body?.[use.id] ?? "");
        if (id === "" || (found.has(id) && use.name === "")) continue;
        const name = use.name === "" ? id : String(body?.[use.name] ?? id);
        found.set(id, { id, name, detail: name === id ? "" : id });
      }
    }
    const words = search.toLowerCase();
    return [...found.values()]
      .filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(words))
      .slice(0, MOST);
  };
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
