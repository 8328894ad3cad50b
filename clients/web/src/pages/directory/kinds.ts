// The lists of the directory, and what the address narrows them to.
import type { Narrowed } from "@/api/directory_entries.ts";
import type { Search } from "@/app/search.ts";
import { enumValues, placeOf } from "@/directory/words.ts";
import {
  PhaseSchema,
  StrategySchema,
  SupplierClassSchema,
  type Phase,
  type Strategy,
  type SupplierClass,
} from "@/gen/anchorledger/event/v1/enums_pb";
import { InstrumentSchema, type Instrument } from "@/gen/anchorledger/event/v1/investing_pb";
import { CwbModelSchema, type CwbModel } from "@/gen/anchorledger/event/v1/partnership_pb";
import { PartnerKindSchema, type PartnerKind } from "@/gen/anchorledger/event/v1/registry_pb";

export const kinds = [
  "partnerships",
  "partners",
  "anchors",
  "suppliers",
  "investments",
] as const;
export type Kind = (typeof kinds)[number];

export function kindOf(search: Search): Kind {
  return kinds.find((kind) => kind === search["kind"]) ?? "partnerships";
}

/** What narrows which list, by its word in the address. */
export const filtersOf: Readonly<Record<Kind, readonly FilterWord[]>> = {
  partnerships: ["phase", "strategy", "model", "anchor", "geography"],
  partners: ["type", "place"],
  anchors: [],
  suppliers: ["class", "place"],
  investments: ["instrument", "anchor", "partnership"],
};
export type FilterWord =
  | "phase"
  | "strategy"
  | "model"
  | "anchor"
  | "geography"
  | "type"
  | "place"
  | "class"
  | "instrument"
  | "partnership";

/** Empty values of all filters, for an address that is to narrow nothing. */
export const nothingNarrowed: Readonly<Record<FilterWord, string>> = {
  phase: "", strategy: "", model: "", anchor: "", geography: "", type: "", place: "", class: "",
  instrument: "", partnership: "",
};

/** Reads what an address narrows a list to; a filter of another list does not count. */
export function narrowedFrom(search: Search): Narrowed {
  const own = filtersOf[kindOf(search)];
  const said = (word: FilterWord) => (own.includes(word) ? (search[word] ?? "") : "");
  return {
    search: (search["q"] ?? "").trim(),
    place: placeOf(said("place")),
    kinds: enumValues<PartnerKind>(PartnerKindSchema, said("type")),
    phases: enumValues<Phase>(PhaseSchema, said("phase")),
    strategies: enumValues<Strategy>(StrategySchema, said("strategy")),
    models: enumValues<CwbModel>(CwbModelSchema, said("model")),
    classes: enumValues<SupplierClass>(SupplierClassSchema, said("class")),
    instruments: enumValues<Instrument>(InstrumentSchema, said("instrument")),
    anchorId: said("anchor"),
    partnershipId: said("partnership"),
    geoId: said("geography"),
  };
}

export function isNarrowed(search: Search): boolean {
  const own = filtersOf[kindOf(search)];
  return (search["q"] ?? "").trim() !== "" || own.some((word) => (search[word] ?? "") !== "");
}
