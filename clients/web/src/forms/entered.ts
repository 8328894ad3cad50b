// What a person has entered into a form, as text: the same for every language, and kept in drafts
// as it is. Turned into the JSON form of the contract's messages, and back.
import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import { FieldKind } from "@/gen/anchorledger/event/v1/rules_pb";
import { currencyDigits, dayFromIso, decimalText, isoFromDay } from "@/locale/format.ts";
import type { FormField } from "./definitions.ts";
import { isUnreadable, scaledInteger } from "./number_text.ts";

/** Text, the entries of a list, or the parts of a group. Absent or blank = nothing entered. */
export type Entered = string | readonly Entered[] | EnteredGroup;
export interface EnteredGroup {
  readonly [name: string]: Entered | undefined;
}

/** Why what was entered cannot be sent. */
export type EntryFault = "not a number" | "too many decimals" | "not a day" | "incomplete";

/** Faults by path, such as "terms.schedule[0].principal". */
export type EntryFaults = Map<string, EntryFault>;

export function isGroup(value: Entered | undefined): value is EnteredGroup {
  return typeof value === "object" && !Array.isArray(value);
}

export function isList(value: Entered | undefined): value is readonly Entered[] {
  return Array.isArray(value);
}

export function textOf(value: Entered | undefined): string {
  return typeof value === "string" ? value : "";
}

export function isBlank(value: Entered | undefined): boolean {
  if (value === undefined) return true;
  if (typeof value === "string") return value.trim() === "";
  return isList(value) ? value.every(isBlank) : Object.values(value).every(isBlank);
}

/** How many digits after the point people enter of a kind; money depends on its currency. */
export function digitsOf(kind: FieldKind): number {
  switch (kind) {
    case FieldKind.BASIS_POINTS:
    case FieldKind.HUNDREDTHS:
    case FieldKind.WAGE_MINOR_PER_HOUR:
      return 2;
    default:
      return 0;
  }
}

function isNumber(kind: FieldKind): boolean {
  switch (kind) {
    case FieldKind.COUNT:
    case FieldKind.BASIS_POINTS:
    case FieldKind.HUNDREDTHS:
    case FieldKind.WAGE_MINOR_PER_HOUR:
    case FieldKind.INTEGER:
    case FieldKind.POSITION:
      return true;
    default:
      return false;
  }
}

export function isMoney(kind: FieldKind): boolean {
  return kind === FieldKind.MONEY || kind === FieldKind.MONEY_SIGNED;
}

/** Turns entries into JSON, and collects what is wrong with them. */
class Encoder {
  readonly faults: EntryFaults = new Map();

  number(text: string, digits: number, path: string): string | undefined {
    const value = scaledInteger(text, digits);
    if (value !== undefined) return value.toString();
    this.faults.set(path, isUnreadable(text) ? "not a number" : "too many decimals");
    return undefined;
  }

  day(text: string, path: string): JsonValue | undefined {
    const day = dayFromIso(text);
    if (!day) this.faults.set(path, "not a day");
    return day && { days: day.days };
  }

  money(value: EnteredGroup, path: string): JsonValue | undefined {
    const currency = textOf(value["currency"]);
    const amount = textOf(value["amount"]);
    if (amount === "") return undefined;
    if (!/^[A-Z]{3}$/.test(currency)) {
      this.faults.set(path, "incomplete");
      return undefined;
    }
    const minor = this.number(amount, currencyDigits(currency), path);
    return minor === undefined ? undefined : { minor, currency };
  }

  period(value: EnteredGroup, path: string): JsonValue | undefined {
    const from = textOf(value["from"]);
    const to = textOf(value["to"]);
    if (from === "" || to === "") {
      this.faults.set(path, "incomplete");
      return undefined;
    }
    const [first, last] = [this.day(from, path), this.day(to, path)];
    return first && last ? { from: first, to: last } : undefined;
  }

  one(field: FormField, value: Entered, path: string): JsonValue | undefined {
    const { kind } = field.rule;
    if (isGroup(value)) {
      if (isMoney(kind)) return this.money(value, path);
      if (kind === FieldKind.PERIOD) return this.period(value, path);
      const group = this.group(field.parts, value, `${path}.`);
      return Object.keys(group).length === 0 ? undefined : group;
    }
    const text = textOf(value).trim();
    if (kind === FieldKind.DATE) return this.day(text, path);
    if (kind === FieldKind.FLAG) return text === "yes";
    if (isNumber(kind)) return this.number(text, digitsOf(kind), path);
    return text;
  }

  field(field: FormField, value: Entered, path: string): JsonValue | undefined {
    if (!field.isList) return this.one(field, value, path);
    if (!isList(value)) return undefined;
    const entries = value
      .filter((entry) => !isBlank(entry))
      .map((entry, index) => this.one(field, entry, `${path}[${index}]`))
      .filter((entry) => entry !== undefined);
    return entries.length === 0 ? undefined : ordered(field, entries);
  }

  group(fields: readonly FormField[], values: EnteredGroup, prefix: string): JsonObject {
    const found: JsonObject = {};
    for (const field of fields) {
      const value = values[field.name];
      if (value === undefined || isBlank(value)) continue;
      const json = this.field(field, value, prefix + field.name);
      if (json !== undefined) found[field.name] = json;
    }
    return found;
  }
}

// Words rise by number, numbers and days by size, texts by character.
function compareOne(field: FormField, a: JsonValue | undefined, b: JsonValue | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (field.words) {
    const rank = (word: JsonValue) => field.words?.values.findIndex(({ name }) => name === word);
    return (rank(a) ?? 0) - (rank(b) ?? 0);
  }
  if (field.rule.kind === FieldKind.DATE) {
    return Number((a as JsonObject)["days"] ?? 0) - Number((b as JsonObject)["days"] ?? 0);
  }
  if (field.parts.length > 0) return compareParts(field.parts, a as JsonObject, b as JsonObject);
  if (isNumber(field.rule.kind)) return Number(a) - Number(b);
  return a === b ? 0 : String(a) < String(b) ? -1 : 1;
}

function compareParts(parts: readonly FormField[], a: JsonObject, b: JsonObject): number {
  for (const part of parts) {
    const order = compareOne(part, a[part.name], b[part.name]);
    if (order !== 0) return order;
  }
  return 0;
}

// In the order that the contract asks for, where it asks for one: people enter as they please.
function ordered(field: FormField, entries: JsonValue[]): JsonValue[] {
  const { kind, sortedUnique } = field.rule;
  if (!sortedUnique && kind !== FieldKind.CODE_COUNTS) return entries;
  const sorted = entries.toSorted((a, b) => compareOne(field, a, b));
  // The same text twice says nothing more; of two equal groups the server has to hear.
  return sorted.filter((entry, i) => typeof entry !== "string" || entry !== sorted[i - 1]);
}

/** The JSON of a message with these fields, by their names in the contract. */
export function encode(fields: readonly FormField[], values: EnteredGroup) {
  const encoder = new Encoder();
  const json = encoder.group(fields, values, "");
  return { json, faults: encoder.faults };
}

/** "1250" with two digits is "12.5". */
function unscaled(value: JsonValue, digits: number): string {
  const text = decimalText(BigInt(String(value)), digits);
  return digits === 0 ? text : text.replace(/\.?0+$/, "");
}

function enteredMoney(json: JsonObject): EnteredGroup {
  const currency = String(json["currency"] ?? "");
  const minor = BigInt(String(json["minor"] ?? "0"));
  return { amount: decimalText(minor, currency ? currencyDigits(currency) : 2), currency };
}

function enteredDay(json: JsonValue | undefined): string {
  const days = (json as JsonObject | undefined)?.["days"] ?? 0;
  return isoFromDay({ days: Number(days) });
}

function enteredOne(field: FormField, json: JsonValue): Entered {
  const { kind } = field.rule;
  if (isMoney(kind)) return enteredMoney(json as JsonObject);
  if (kind === FieldKind.DATE) return enteredDay(json);
  if (kind === FieldKind.PERIOD) {
    const period = json as JsonObject;
    return { from: enteredDay(period["from"]), to: enteredDay(period["to"]) };
  }
  if (field.parts.length > 0) return decode(field.parts, json as JsonObject);
  if (kind === FieldKind.FLAG) return json === true ? "yes" : "no";
  return isNumber(kind) ? unscaled(json, digitsOf(kind)) : String(json);
}

/** The other way round: what a person would have entered to get this JSON. */
export function decode(fields: readonly FormField[], json: JsonObject): EnteredGroup {
  const values: Record<string, Entered> = {};
  for (const field of fields) {
    const value = json[field.name];
    if (value === undefined || value === null) continue;
    values[field.name] = field.isList
      ? (value as JsonValue[]).map((entry) => enteredOne(field, entry))
      : enteredOne(field, value);
  }
  return values;
}
