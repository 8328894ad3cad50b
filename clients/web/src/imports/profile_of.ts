// The profile that a mapping amounts to.
import { create, fromJson, type JsonObject } from "@bufbuild/protobuf";
import {
  CsvFormatSchema,
  ImportProfileSchema,
  type CsvFormat,
  type ImportProfile,
} from "@/gen/anchorledger/api/v1/import_profile_pb";
import { eventTypeNamed, type EventType } from "@/forms/definitions.ts";
import { digitsOf } from "@/forms/entered.ts";
import type { TextFormat } from "./csv.ts";
import {
  canHaveCredits, canHaveReversals, mapped, registered, usesLookup, type Mapping, type Source,
} from "./mapping.ts";
import type { Target } from "./targets.ts";

// Registered before anything that a file can say of them.
const REGISTERED_ON = "2000-01-01";
/** The one look-up table that a mapping has. */
export const LOOKUP_TABLE = "lookup";

function rowPrefix(target: Target): string {
  return target.field.name.replace(/_id$/, "").replaceAll("_", "").slice(0, 16);
}

class Writer {
  constructor(private readonly mapping: Mapping) {}

  private lookup(column: string): JsonObject {
    const key_column = this.mapping.lookup?.rowColumn ?? "";
    return { lookup: { table: LOOKUP_TABLE, key_column, value_column: column } };
  }

  private namedId(target: Target, from: JsonObject): JsonObject {
    const { prefix = "x", space = "" } = registered[target.field.rule.refersTo] ?? {};
    return { derived_id: { prefix, space, from: [from], match_as_name: true } };
  }

  /** The name that a reference is made from; undefined where it is no such reference. */
  private nameOf(source: Source): JsonObject | undefined {
    if (source.kind === "named") return { column: source.column };
    return source.kind === "namedLookup" ? this.lookup(source.column) : undefined;
  }

  valueOf(target: Target, source: Source): JsonObject {
    switch (source.kind) {
      case "column":
        return { column: source.column };
      case "constant":
        return { constant: source.text };
      case "row":
        return { row_id: { prefix: rowPrefix(target) } };
      case "lookup":
        return this.lookup(source.column);
      case "named":
      case "namedLookup":
        return this.namedId(target, this.nameOf(source) ?? {});
    }
  }

  fieldOf(target: Target, source: Source): JsonObject {
    // People write 12.5 hours and 2.5 percent; the ledger counts hundredths.
    const digits = digitsOf(target.field.rule.kind);
    const scale: JsonObject = digits === 0 ? {} : { times: 10 ** digits };
    return { field: target.path, value: this.valueOf(target, source), ...scale };
  }

  /** The registrations that names in the file need before they can be referred to. */
  registrations(fields: readonly [Target, Source][]): JsonObject[] {
    return fields.flatMap(([target, source]) => {
      const rule = registered[target.field.rule.refersTo];
      const name = this.nameOf(source);
      if (!rule || !name) return [];
      return [
        {
          event: rule.event,
          scope: "EMIT_SCOPE_FIRST_USE",
          fields: [
            { field: rule.id, value: this.valueOf(target, source) },
            { field: rule.name, value: name },
            { field: "header.effective_on", value: { constant: REGISTERED_ON } },
          ],
        },
      ];
    });
  }

  /** The purchase that a row with a negative amount takes back. */
  private reversed(fields: readonly [Target, Source][]): JsonObject {
    const column = this.mapping.reversesColumn;
    const own = fields.find(([target]) => target.path === "purchase_id");
    if (own?.[1].kind !== "row") return { column };
    return { derived_id: { prefix: rowPrefix(own[0]), from: [{ column }] } };
  }

  private reversal(fields: readonly [Target, Source][], column: string): JsonObject {
    const day = fields.find(([target]) => target.path === "invoice_date");
    return {
      event: "PurchaseReversed",
      when: [
        signed(column, "NEGATIVE"),
        { value: this.reversed(fields), known_purchase: true },
      ],
      fields: [
        { field: "purchase_id", value: this.reversed(fields) },
        { field: "amount", value: { column }, absolute: true },
        { field: "reason", value: { constant: "return" } },
        ...(day
          ? [{ field: "header.effective_on", value: this.valueOf(...day), required: true }]
          : []),
      ],
    };
  }

  private credit(fields: readonly [Target, Source][], column: string): JsonObject {
    const known = new Set(
      eventTypeNamed("SupplierCreditRecorded")?.fields.map(({ name }) => name),
    );
    const own = fields.flatMap(([target, source]): JsonObject[] => {
      const path = creditNames[target.path] ?? target.path;
      if (!known.has(path.split(".")[0] ?? "")) return [];
      const field: JsonObject = { ...this.fieldOf(target, source), field: path };
      if (path === "credit_id" && source.kind === "row") {
        field["value"] = { row_id: { prefix: "credit" } };
      }
      return [path === "amount" ? { ...field, absolute: true } : field];
    });
    const reason = { field: "reason", value: { constant: "unknown" } };
    return {
      event: "SupplierCreditRecorded",
      when: [
        signed(column, "NEGATIVE"),
        ...(this.mapping.negatives === "reversals"
          ? [{ value: this.reversed(fields), known_purchase: false }]
          : []),
      ],
      fields: [...own, reason],
    };
  }

  emits(type: EventType): JsonObject[] {
    const { negatives } = this.mapping;
    const fields = mapped(type, this.mapping);
    const amount = this.mapping.sources["amount"];
    const column = amount?.kind === "column" ? amount.column : "";
    const isTold = negatives !== "refused" && canHaveCredits(type.name) && column !== "";
    const isReversed = isTold && negatives === "reversals" && canHaveReversals(this.mapping);
    const main: JsonObject = {
      event: type.name,
      ...(isTold ? { when: [signed(column, "POSITIVE")] } : {}),
      fields: fields.map(([target, source]) => this.fieldOf(target, source)),
    };
    return [
      ...this.registrations(fields),
      main,
      ...(isReversed ? [this.reversal(fields, column)] : []),
      ...(isTold ? [this.credit(fields, column)] : []),
    ];
  }
}

function signed(column: string, sign: "POSITIVE" | "NEGATIVE"): JsonObject {
  return { value: { column }, sign: `NUMBER_SIGN_${sign}` };
}

// A purchase and a credit are told of in the same words, but for these.
const creditNames: Readonly<Record<string, string>> = {
  purchase_id: "credit_id",
  invoice_date: "credit_date",
};

function filtersOf({ currency, currencyColumn }: Mapping): JsonObject[] {
  if (currencyColumn === "" || currency === "") return [];
  return [{ value: { column: currencyColumn }, one_of: { words: [currency] } }];
}

/** How the text of a file is cut, as profiles say it. */
export function formatOf({ delimiter, encoding, skipLines, columns }: TextFormat): CsvFormat {
  return create(CsvFormatSchema, { delimiter, encoding, skipLines, columns: [...columns] });
}

/** The profile of a mapping, under a name. */
export function profileOf(
  name: string,
  type: EventType,
  mapping: Mapping,
  format: TextFormat,
): ImportProfile {
  const lookup = usesLookup(mapping) ? mapping.lookup : undefined;
  const profile = fromJson(ImportProfileSchema, {
    name,
    source: name,
    values: {
      date_formats: [...mapping.dateFormats],
      decimal_sign: mapping.decimalSign,
      ...(mapping.thousandsSign === "" ? {} : { thousands_sign: mapping.thousandsSign }),
      ...(mapping.currency === "" ? {} : { currency: mapping.currency }),
    },
    filters: filtersOf(mapping),
    identity: { key_columns: [...mapping.keyColumns] },
    lookups: lookup
      ? [{ name: LOOKUP_TABLE, key_column: lookup.keyColumn, match_as_name: true }]
      : [],
    emits: new Writer(mapping).emits(type),
  });
  return { ...profile, format: formatOf(format) };
}
