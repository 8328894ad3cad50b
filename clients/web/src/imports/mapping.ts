// How the columns of a file become the fields of an event: what a person chooses, and the profile
// that it amounts to.
import { fromJson, type JsonObject } from "@bufbuild/protobuf";
import {
  ImportProfileSchema,
  type ImportProfile,
} from "@/gen/anchorledger/api/v1/import_profile_pb";
import { eventTypeNamed, type EventType } from "@/forms/definitions.ts";
import { digitsOf } from "@/forms/entered.ts";
import { targetsOf, type Target } from "./targets.ts";

/** Where the value of one field comes from. */
export type Source =
  | { readonly kind: "column"; readonly column: string }
  | { readonly kind: "constant"; readonly text: string }
  /** An id made for each row. */
  | { readonly kind: "row" }
  /** An id made from a name: the same name gives the same id in every file. */
  | { readonly kind: "named"; readonly column: string };

export interface Mapping {
  readonly event: string;
  readonly sources: Readonly<Record<string, Source>>;
  readonly dateFormat: string;
  readonly decimalSign: string;
  readonly thousandsSign: string;
  readonly currency: string;
  /** Columns that name a row for ever; none = its content does. */
  readonly keyColumns: readonly string[];
  /** Whether an amount below zero is a credit of the supplier. */
  readonly negativesAreCredits: boolean;
}

/** Things that a file names and that an event can register at their first use. */
const registered: Readonly<Record<string, { event: string; id: string; name: string }>> = {
  supplier: { event: "SupplierRegistered", id: "supplier_id", name: "name" },
};

// Registered before anything that a file can say of them.
const REGISTERED_ON = "2000-01-01";

export function canBeNamed(target: Target): boolean {
  return target.field.rule.refersTo in registered;
}

export function canHaveCredits(event: string): boolean {
  return event === "PurchaseRecorded";
}

function namedId(target: Target, column: string): JsonObject {
  const kind = target.field.rule.refersTo;
  const from = [{ column }];
  return { derived_id: { prefix: kind, space: `${kind}-names`, from, match_as_name: true } };
}

function valueOf(target: Target, source: Source): JsonObject {
  switch (source.kind) {
    case "column":
      return { column: source.column };
    case "constant":
      return { constant: source.text };
    case "row":
      return { row_id: { prefix: target.field.name.replace(/_id$/, "").replaceAll("_", "") } };
    case "named":
      return namedId(target, source.column);
  }
}

function fieldOf(target: Target, source: Source): JsonObject {
  // People write 12.5 hours and 2.5 percent; the ledger counts hundredths.
  const digits = digitsOf(target.field.rule.kind);
  const scale: JsonObject = digits === 0 ? {} : { times: 10 ** digits };
  return { field: target.path, value: valueOf(target, source), ...scale };
}

function isSet(source: Source | undefined): source is Source {
  if (!source) return false;
  if (source.kind === "row") return true;
  return source.kind === "constant" ? source.text.trim() !== "" : source.column !== "";
}

function mapped(type: EventType, mapping: Mapping): [Target, Source][] {
  return targetsOf(type).flatMap((target): [Target, Source][] => {
    const source = mapping.sources[target.path];
    return isSet(source) ? [[target, source]] : [];
  });
}

/** Places that have to be filled and are not. */
export function missingTargets(type: EventType, mapping: Mapping): Target[] {
  return targetsOf(type).filter(
    (target) => target.isRequired && !isSet(mapping.sources[target.path]),
  );
}

/** The registrations that names in the file need before they can be referred to. */
function registrations(fields: readonly [Target, Source][]): JsonObject[] {
  return fields.flatMap(([target, source]) => {
    const rule = registered[target.field.rule.refersTo];
    if (source.kind !== "named" || !rule) return [];
    return [
      {
        event: rule.event,
        scope: "EMIT_SCOPE_FIRST_USE",
        fields: [
          { field: rule.id, value: namedId(target, source.column) },
          { field: rule.name, value: { column: source.column } },
          { field: "header.effective_on", value: { constant: REGISTERED_ON } },
        ],
      },
    ];
  });
}

function signed(column: string, sign: "POSITIVE" | "NEGATIVE"): JsonObject {
  return { value: { column }, sign: `NUMBER_SIGN_${sign}` };
}

// A purchase and a credit are told of in the same words, but for these.
const creditNames: Readonly<Record<string, string>> = {
  purchase_id: "credit_id",
  invoice_date: "credit_date",
};

function credits(fields: readonly [Target, Source][], column: string): JsonObject {
  const known = new Set(eventTypeNamed("SupplierCreditRecorded")?.fields.map(({ name }) => name));
  const own = fields.flatMap(([target, source]): JsonObject[] => {
    const path = creditNames[target.path] ?? target.path;
    if (!known.has(path.split(".")[0] ?? "")) return [];
    const field: JsonObject = { ...fieldOf(target, source), field: path };
    if (path === "credit_id" && source.kind === "row") {
      field["value"] = { row_id: { prefix: "credit" } };
    }
    return [path === "amount" ? { ...field, absolute: true } : field];
  });
  const reason = { field: "reason", value: { constant: "unknown" } };
  return {
    event: "SupplierCreditRecorded",
    when: [signed(column, "NEGATIVE")],
    fields: [...own, reason],
  };
}

/** The profile of a mapping, under a name. */
export function profileOf(
  name: string,
  type: EventType,
  mapping: Mapping,
  delimiter: string,
): ImportProfile {
  const fields = mapped(type, mapping);
  const amount = mapping.sources["amount"];
  const column = amount?.kind === "column" ? amount.column : "";
  const hasCredits = mapping.negativesAreCredits && canHaveCredits(type.name) && column !== "";
  const main: JsonObject = {
    event: type.name,
    ...(hasCredits ? { when: [signed(column, "POSITIVE")] } : {}),
    fields: fields.map(([target, source]) => fieldOf(target, source)),
  };
  return fromJson(ImportProfileSchema, {
    name,
    source: name,
    format: { delimiter },
    values: {
      date_formats: [mapping.dateFormat],
      decimal_sign: mapping.decimalSign,
      ...(mapping.thousandsSign === "" ? {} : { thousands_sign: mapping.thousandsSign }),
      ...(mapping.currency === "" ? {} : { currency: mapping.currency }),
    },
    identity: { key_columns: [...mapping.keyColumns] },
    emits: [...registrations(fields), main, ...(hasCredits ? [credits(fields, column)] : [])],
  });
}

/** A name as profiles have them: small letters, digits, "-" and "_". */
export function profileName(text: string): string {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9_]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 64);
}
