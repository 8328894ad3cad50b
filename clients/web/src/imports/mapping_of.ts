// From a saved profile back to the mapping that it amounts to: a profile that this page has written
// can be changed in the same controls.
import { create, toJson, type JsonValue } from "@bufbuild/protobuf";
import {
  ImportProfileSchema,
  type ImportProfile,
} from "@/gen/anchorledger/api/v1/import_profile_pb";
import { eventTypeNamed } from "@/forms/definitions.ts";
import { openFormat } from "./csv.ts";
import type { Mapping, Negatives, Source } from "./mapping.ts";
import { profileOf } from "./profile_of.ts";

type Json = { readonly [key: string]: JsonValue };

function sourceOf(value: Json): Source | undefined {
  const column = value["column"];
  if (typeof column === "string") return { kind: "column", column };
  if (typeof value["constant"] === "string") return { kind: "constant", text: value["constant"] };
  if (value["row_id"]) return { kind: "row" };
  const lookup = value["lookup"] as Json | undefined;
  if (lookup) return { kind: "lookup", column: String(lookup["value_column"]) };
  const derived = value["derived_id"] as Json | undefined;
  const [from] = (derived?.["from"] as Json[] | undefined) ?? [];
  const inner = from && sourceOf(from);
  if (inner?.kind === "column") return { kind: "named", column: inner.column };
  return inner?.kind === "lookup" ? { kind: "namedLookup", column: inner.column } : undefined;
}

function rowColumnOf(value: JsonValue): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const lookup = (value as Json)["lookup"] as Json | undefined;
  if (lookup) return String(lookup["key_column"]);
  return Object.values(value).map((inner) => rowColumnOf(inner as JsonValue)).find(Boolean);
}

function negativesOf(emits: readonly Json[]): Negatives {
  const events = emits.map((one) => one["event"]);
  if (events.includes("PurchaseReversed")) return "reversals";
  const isCredited = events.includes("PurchaseRecorded") &&
    events.includes("SupplierCreditRecorded");
  return isCredited ? "credits" : "refused";
}

function reversesOf(emits: readonly Json[]): string {
  const rule = emits.find((one) => one["event"] === "PurchaseReversed");
  const field = (rule?.["fields"] as Json[] | undefined)?.find((one) =>
    one["field"] === "purchase_id",
  );
  const source = field && sourceOf(field["value"] as Json);
  return source && "column" in source ? source.column : "";
}

function currencyColumnOf({ filters }: ImportProfile): string {
  const source = filters[0]?.value?.source;
  return source?.case === "column" ? source.value : "";
}

/** What a mapping decides; the rest of a profile is kept as it is when the mapping changes. */
function decidedPart({ values, identity, filters, lookups, emits, pairings }: ImportProfile) {
  const part = create(ImportProfileSchema, { filters, lookups, emits, pairings });
  return JSON.stringify([
    toJson(ImportProfileSchema, {
      ...part,
      ...(values ? { values } : {}),
      ...(identity ? { identity } : {}),
    }),
  ]);
}

/** The mapping that a profile amounts to; undefined where it says more than a mapping can. */
export function mappingOf(profile: ImportProfile): Mapping | undefined {
  const json = toJson(ImportProfileSchema, profile, { useProtoFieldName: true }) as Json;
  const emits = (json["emits"] ?? []) as Json[];
  const main = emits.find((one) => one["scope"] !== "EMIT_SCOPE_FIRST_USE");
  const type = eventTypeNamed(String(main?.["event"]));
  if (!main || !type) return undefined;
  const sources: Record<string, Source> = {};
  for (const field of (main["fields"] ?? []) as Json[]) {
    const source = sourceOf((field["value"] ?? {}) as Json);
    if (source) sources[String(field["field"])] = source;
  }
  const [lookup] = profile.lookups;
  const rowColumn = rowColumnOf(json["emits"] ?? []) ?? "";
  const mapping: Mapping = {
    event: type.name,
    sources,
    dateFormats: profile.values?.dateFormats ?? [],
    decimalSign: profile.values?.decimalSign ?? "",
    thousandsSign: profile.values?.thousandsSign ?? "",
    currency: profile.values?.currency ?? "",
    currencyColumn: currencyColumnOf(profile),
    keyColumns: profile.identity?.keyColumns ?? [],
    negatives: negativesOf(emits),
    reversesColumn: reversesOf(emits),
    lookup: lookup && { keyColumn: lookup.keyColumn, rowColumn },
    // Nothing of it is a guess.
    decided: ["all"],
  };
  const again = profileOf(profile.name, type, mapping, openFormat);
  return decidedPart(again) === decidedPart(profile) ? mapping : undefined;
}
