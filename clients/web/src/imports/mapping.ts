// How the columns of a file become the fields of an event: what a person chooses.
import { eventTypeNamed, type EventType } from "@/forms/definitions.ts";
import { targetsOf, type Target } from "./targets.ts";

/** Where the value of one field comes from. */
export type Source =
  | { readonly kind: "column"; readonly column: string }
  | { readonly kind: "constant"; readonly text: string }
  /** An id made for each row. */
  | { readonly kind: "row" }
  /** An id made from a name: the same name gives the same id in every file. */
  | { readonly kind: "named"; readonly column: string }
  /** A column of the matching row of the look-up file. */
  | { readonly kind: "lookup"; readonly column: string }
  /** An id made from a name in the look-up file. */
  | { readonly kind: "namedLookup"; readonly column: string };

/** What an amount below zero is. */
export type Negatives =
  /** Not expected: such a row is rejected. */
  | "refused"
  /** A credit of the supplier. */
  | "credits"
  /** Takes back the purchase that another column names; a credit where it names none. */
  | "reversals";

/** The look-up file: its row is the one whose `keyColumn` equals `rowColumn` of the file. */
export interface LookupUse {
  readonly keyColumn: string;
  readonly rowColumn: string;
}

export interface Mapping {
  readonly event: string;
  readonly sources: Readonly<Record<string, Source>>;
  /** Tried in this order. */
  readonly dateFormats: readonly string[];
  readonly decimalSign: string;
  readonly thousandsSign: string;
  readonly currency: string;
  /** The column that says in which currency a row is; rows in another one are left out. */
  readonly currencyColumn: string;
  /** Columns that name a row for ever; none = its content does. */
  readonly keyColumns: readonly string[];
  readonly negatives: Negatives;
  /** The column that names the purchase which a negative amount takes back. */
  readonly reversesColumn: string;
  readonly lookup: LookupUse | undefined;
  /** What a person has decided, by path or by member; the rest is guessed. */
  readonly decided: readonly string[];
}

/** The mapping after a person has decided something. */
export function decide(
  mapping: Mapping,
  change: Partial<Mapping>,
  what: readonly string[] = Object.keys(change),
): Mapping {
  return { ...mapping, ...change, decided: [...new Set([...mapping.decided, ...what])] };
}

/** Things that a file names and that an event can register at their first use. */
export const registered: Readonly<
  Record<string, { event: string; id: string; name: string; prefix: string; space: string }>
> = {
  // As the profiles that come with the ledger name them, so that a list of classes and a file of
  // payments speak of the same suppliers.
  supplier: {
    event: "SupplierRegistered", id: "supplier_id", name: "name", prefix: "s", space: "suppliers",
  },
};

export function canBeNamed(target: Target): boolean {
  return target.field.rule.refersTo in registered;
}

export function canHaveCredits(event: string): boolean {
  return event === "PurchaseRecorded";
}

/** Whether a row can name an earlier one: by its key, or by an id of its own. */
export function canHaveReversals(mapping: Mapping): boolean {
  const own = mapping.sources["purchase_id"];
  if (!canHaveCredits(mapping.event)) return false;
  return own?.kind === "row" ? mapping.keyColumns.length === 1 : own?.kind === "column";
}

export function isSet(source: Source | undefined): source is Source {
  if (!source) return false;
  if (source.kind === "row") return true;
  return source.kind === "constant" ? source.text.trim() !== "" : source.column !== "";
}

/** The places that are filled, in the order of the event. */
export function mapped(type: EventType, mapping: Mapping): [Target, Source][] {
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

/** Whether a field is fed from the look-up file. */
export function usesLookup(mapping: Mapping): boolean {
  return Object.values(mapping.sources).some(
    ({ kind }) => kind === "lookup" || kind === "namedLookup",
  );
}

export function typeOf(mapping: Mapping): EventType | undefined {
  return eventTypeNamed(mapping.event);
}

/** A name as profiles have them: small letters, digits, "-" and "_". */
export function profileName(text: string): string {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9_]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 64);
}

/** A name for the source of a file: its own, without what tells one month from the next. */
export function sourceName(fileName: string): string {
  const name = profileName(fileName.replace(/\.[^.]*$/, ""));
  return name.replace(/([-_]*\d+)+$/, "") || name;
}
