// An event as people read it: label and value of each of its fields, in their words.
import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import { FieldKind } from "@/gen/anchorledger/event/v1/rules_pb";
import type { Language } from "@/locale/catalogue.ts";
import { decimalText, type Format } from "@/locale/format.ts";
import type { FormField } from "./definitions.ts";
import { decode, digitsOf, isMoney } from "./entered.ts";
import { formTexts } from "./form_texts.ts";
import { shownNumber } from "./number_text.ts";
import { fieldLabel, wordLabel } from "./texts/labels.ts";
import { lateReason } from "./texts/late_reason_texts.ts";

export interface Fact {
  readonly path: string;
  readonly label: string;
  readonly text: string;
  /** What the value names: a kind of thing as in the rules of the contract, and its id. */
  readonly thing?: { readonly kind: string; readonly id: string };
}

interface Reader {
  readonly language: Language;
  readonly format: Format;
}

function numberText(field: FormField, json: JsonValue, { language, format }: Reader): string {
  const { kind } = field.rule;
  const digits = digitsOf(kind);
  const entered = decode([field], { [field.name]: json })[field.name];
  if (digits === 0 || typeof entered !== "string") return format.integer(BigInt(String(json)));
  const shown = shownNumber(entered, format.locale);
  if (kind === FieldKind.BASIS_POINTS) return format.percent(entered);
  const text = formTexts[language];
  return kind === FieldKind.WAGE_MINOR_PER_HOUR
    ? `${shownNumber(decimalText(BigInt(String(json)), 2), format.locale)} ${text.perHour}`
    : shown;
}

function dayOf(json: JsonValue | undefined) {
  return { days: Number((json as JsonObject | undefined)?.["days"] ?? 0) };
}

/** A digest as programs that compute it print it. */
export function hexOf(base64: string): string {
  const bytes = Array.from(atob(base64), (byte) => byte.charCodeAt(0));
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function valueText(field: FormField, json: JsonValue, reader: Reader): string {
  const { kind } = field.rule;
  const { language, format } = reader;
  if (isMoney(kind)) {
    const { minor = "0", currency = "" } = json as JsonObject;
    return format.money(BigInt(String(minor)), String(currency));
  }
  switch (kind) {
    case FieldKind.DATE:
      return format.day(dayOf(json));
    case FieldKind.PERIOD: {
      const { from, to } = json as JsonObject;
      return format.period(dayOf(from), dayOf(to));
    }
    case FieldKind.FLAG:
      return json === true ? formTexts[language].yes : formTexts[language].no;
    case FieldKind.ENUM: {
      const word = field.words?.values.find(({ name }) => name === json);
      return word ? wordLabel(word.parent, word, language) : String(json);
    }
    case FieldKind.SHA256:
      return hexOf(String(json));
    case FieldKind.COUNT:
    case FieldKind.BASIS_POINTS:
    case FieldKind.HUNDREDTHS:
    case FieldKind.WAGE_MINOR_PER_HOUR:
    case FieldKind.INTEGER:
    case FieldKind.POSITION:
      return numberText(field, json, reader);
    default:
      return field.name === "late_reason" ? lateReason(String(json), language) : String(json);
  }
}

function isValue(field: FormField): boolean {
  const { kind } = field.rule;
  return (
    field.parts.length === 0 || isMoney(kind) ||
    kind === FieldKind.DATE || kind === FieldKind.PERIOD
  );
}

function factOf(field: FormField, json: JsonValue, reader: Reader): Omit<Fact, "path" | "label"> {
  const text = valueText(field, json, reader);
  const kind = field.rule.kind === FieldKind.POSITION ? "event" : field.rule.refersTo;
  return kind === "" ? { text } : { text, thing: { kind, id: String(json) } };
}

/** The fields that are set, in the order of the contract; a group's with its label before them. */
export function factsOf(
  fields: readonly FormField[],
  json: JsonObject,
  reader: Reader,
  before: Pick<Fact, "path" | "label"> = { path: "", label: "" },
): Fact[] {
  return fields.flatMap((field): Fact[] => {
    const value = json[field.name];
    if (value === undefined || value === null) return [];
    const own = fieldLabel(field, reader.language);
    const label = before.label === "" ? own : `${before.label} › ${own}`;
    const path = before.path === "" ? field.name : `${before.path}.${field.name}`;
    if (!field.isList) {
      if (isValue(field)) return [{ path, label, ...factOf(field, value, reader) }];
      return factsOf(field.parts, value as JsonObject, reader, { path, label });
    }
    const entries = value as JsonValue[];
    if (isValue(field)) {
      const texts = entries.map((entry) => valueText(field, entry, reader));
      return [{ path, label, text: reader.format.list(texts) }];
    }
    return entries.flatMap((entry, index) =>
      factsOf(field.parts, entry as JsonObject, reader, {
        path: `${path}[${index}]`,
        label: `${label} ${index + 1}`,
      }),
    );
  });
}
