// First guesses about a file, for the person to look over.
import { FieldKind } from "@/gen/anchorledger/event/v1/rules_pb";
import type { SavedProfile } from "@/gen/anchorledger/api/v1/import_pb";
import type { EventType } from "@/forms/definitions.ts";
import { isMoney } from "@/forms/entered.ts";
import { fieldTexts } from "@/forms/texts/labels.ts";
import type { Preview } from "./csv.ts";
import { canBeNamed, canHaveCredits, type Mapping, type Source } from "./mapping.ts";
import { previewIn, type OpenedFile } from "./open_file.ts";
import { columnsRead } from "./plan_of.ts";
import { savedReading } from "./reading.ts";
import { targetsOf, type Target } from "./targets.ts";

/** Ways to write a day, as profiles and people have them. */
export const dateFormats = [
  ["%Y-%m-%d", /^\d{4}-\d{1,2}-\d{1,2}$/, [1, 2]],
  ["%m/%d/%Y", /^(\d{1,2})\/(\d{1,2})\/\d{4}$/, [1, 2]],
  ["%d/%m/%Y", /^(\d{1,2})\/(\d{1,2})\/\d{4}$/, [2, 1]],
  ["%m/%d/%y", /^(\d{1,2})\/(\d{1,2})\/\d{2}$/, [1, 2]],
  ["%d/%m/%y", /^(\d{1,2})\/(\d{1,2})\/\d{2}$/, [2, 1]],
  ["%d.%m.%Y", /^(\d{1,2})\.(\d{1,2})\.\d{4}$/, [2, 1]],
  ["%d-%m-%Y", /^(\d{1,2})-(\d{1,2})-\d{4}$/, [2, 1]],
  ["%d-%b-%Y", /^\d{1,2}-[A-Za-z]{3}-\d{4}$/, [1, 2]],
  ["%d-%b-%y", /^\d{1,2}-[A-Za-z]{3}-\d{2}$/, [1, 2]],
  ["%b %d, %Y", /^[A-Za-z]{3} \d{1,2}, \d{4}$/, [1, 2]],
  ["%Y-%m-%d %H:%M:%S", /^\d{4}-(\d{1,2})-\d{1,2} \d{1,2}:\d{2}:\d{2}$/, [1, 2]],
  ["%m/%d/%Y %H:%M", /^(\d{1,2})\/(\d{1,2})\/\d{4} \d{1,2}:\d{2}$/, [1, 2]],
  ["%d/%m/%Y %H:%M", /^(\d{1,2})\/(\d{1,2})\/\d{4} \d{1,2}:\d{2}$/, [2, 1]],
] as const;

const MONTHS_MAX = 12;

// A file may hold some wrong days; formats that read fewer together are not the file's.
const READABLE_SHARE = 0.8;
// More ways than these in one file are mistakes.
const FORMATS_MAX = 2;

type DateFormat = (typeof dateFormats)[number];

function reads([, pattern, [month]]: DateFormat, value: string): boolean {
  const match = pattern.exec(value);
  const number = match?.[month];
  return match !== null && (number === undefined || Number(number) <= MONTHS_MAX);
}

const dayFirst = /^%d\/%m/;
const monthFirst = /^%m\/%d/;

/** Whether no value tells the day from the month: 03/04/2024 alone does not. */
export function isDayOrderOpen(values: readonly string[]): boolean {
  const given = values.map((value) => value.trim()).filter((value) => value !== "");
  const readBy = (order: RegExp) =>
    given.filter((value) => dateFormats.some((one) => order.test(one[0]) && reads(one, value)));
  const days = readBy(dayFirst).length;
  return days > 0 && days === readBy(monthFirst).length;
}

/**
 * The formats that together read most of the values, the most frequent first. Where the values
 * leave the order open, `isDayFirst` decides.
 */
export function guessDateFormats(values: readonly string[], isDayFirst = false): string[] {
  const formats = isDayFirst
    ? [...dateFormats].sort((a, b) => Number(dayFirst.test(b[0])) - Number(dayFirst.test(a[0])))
    : dateFormats;
  const given = values.map((value) => value.trim()).filter((value) => value !== "");
  const found: string[] = [];
  let rest = given;
  while (rest.length > 0 && found.length < FORMATS_MAX) {
    const read = formats.map((one) => rest.filter((value) => reads(one, value)).length);
    const best = formats[read.indexOf(Math.max(...read))];
    if (!best || !rest.some((value) => reads(best, value))) break;
    found.push(best[0]);
    // What has the same shape is a wrong day, or would be read as another one.
    rest = rest.filter((value) => !best[1].test(value));
  }
  const unread = given.filter(
    (value) => !dateFormats.some((one) => found.includes(one[0]) && reads(one, value)),
  );
  return given.length - unread.length < given.length * READABLE_SHARE ? [] : found;
}

/** The sign before the cents, where the amounts show one. */
export function guessDecimalSign(values: readonly string[]): string {
  const last = values.map((value) => /([.,])\d{1,2}\D*$/.exec(value.trim())?.[1] ?? "");
  const commas = last.filter((sign) => sign === ",").length;
  return commas > last.filter((sign) => sign === ".").length ? "," : ".";
}

function wordsOf(text: string): string[] {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.match(/[a-z0-9]+/g) ?? [];
}

// What ledgers call things, beside the words of the contract.
const synonyms: Readonly<Record<string, readonly string[]>> = {
  amount: ["amount", "value", "total", "sum", "importe", "monto", "net"],
  supplier_id: ["supplier", "vendor", "payee", "proveedor", "creditor"],
  invoice_date: ["date", "invoice", "fecha", "posted", "paid"],
  effective_on: ["date", "fecha", "day"],
  purchase_id: ["transaction", "invoice", "number", "no", "id", "reference", "factura"],
  code: ["category", "type", "kind", "expense", "area", "account", "categoria", "code"],
};

// Words that too many columns have to tell them apart.
const dull = new Set(["the", "of", "it", "is", "a", "to", "in", "de", "la", "el", "que", "date"]);

function score(column: string, target: Target): number {
  const words = wordsOf(column);
  const { owner, name } = target.field;
  const known = synonyms[name] ?? [];
  const labels = (["en", "es"] as const).flatMap((language) =>
    wordsOf(fieldTexts[language][`${owner}.${name}`] ?? fieldTexts[language][name] ?? ""),
  );
  const own = new Set([...wordsOf(target.path), ...labels].filter((word) => !dull.has(word)));
  const hits = words.filter((word) => own.has(word)).length;
  // "expensetype" speaks of a type as much as "expense type" does.
  const means = (word: string) =>
    known.some((one) => word === one || (one.length >= 4 && word.includes(one)));
  const meant = words.filter(means).length;
  return (2 * meant + hits) / (1 + words.length);
}

const LIKELY = 0.6;
const amountLike = /^[\s(\p{Sc}+−-]*\d[\d.,'\s]*[)\s\p{Sc}A-Z−-]*$/u;

/** Whether the values of a column could be what the field holds. */
function couldHold({ field }: Target, values: readonly string[]): boolean {
  const given = values.filter((value) => value.trim() !== "");
  if (given.length === 0) return true;
  if (field.rule.kind === FieldKind.DATE) return guessDateFormats(given).length > 0;
  if (!isMoney(field.rule.kind)) return true;
  return given.filter((value) => amountLike.test(value)).length >= given.length * READABLE_SHARE;
}

function bestColumn(target: Target, { columns: all, rows }: Preview): string | undefined {
  const columns = all.filter((_, at) => couldHold(target, rows.map((row) => row[at] ?? "")));
  const scores = columns.map((column) => score(column, target));
  const best = Math.max(0, ...scores);
  return best < LIKELY ? undefined : columns[scores.indexOf(best)];
}

function guessSource(target: Target, preview: Preview): Source | undefined {
  if (target.isOwn) return { kind: "row" };
  const { kind } = target.field.rule;
  const best = bestColumn(target, preview);
  if (!target.isRequired && best?.toLowerCase() !== target.path) return undefined;
  if (best === undefined || kind === FieldKind.FLAG) {
    if (target.path === "category.scheme") return { kind: "constant", text: "internal" };
    // What is true of all rows is for the person to say: nothing is assumed.
    return kind === FieldKind.FLAG ? { kind: "constant", text: "" } : undefined;
  }
  return canBeNamed(target)
    ? { kind: "named", column: best }
    : { kind: "column", column: best };
}

function valuesOf(preview: Preview, source: Source | undefined): string[] {
  if (source?.kind !== "column") return [];
  const at = preview.columns.indexOf(source.column);
  return preview.rows.map((row) => row[at] ?? "");
}

/** The type of event whose needed fields the columns fit best; undefined = they fit none. */
export function guessType(types: readonly EventType[], preview: Preview): EventType | undefined {
  const fit = (type: EventType) => {
    const { sources } = guessMapping(type, preview, "");
    const needed = targetsOf(type).filter(({ isRequired }) => isRequired);
    const filled = needed.filter(({ path }) => sources[path]);
    const kinds = filled.map(({ path }) => sources[path]?.kind);
    const columns = kinds.filter((kind) => kind === "column" || kind === "named").length;
    return (columns * filled.length) / Math.max(needed.length, 1);
  };
  const fits = types.map(fit);
  const best = Math.max(0, ...fits);
  return best > 0 ? types[fits.indexOf(best)] : undefined;
}

/** The days of a mapping as the file writes them. */
export function dayValues(type: EventType, preview: Preview, mapping: Mapping): string[] {
  return targetsOf(type)
    .filter(({ field }) => field.rule.kind === FieldKind.DATE)
    .flatMap(({ path }) => valuesOf(preview, mapping.sources[path]));
}

/** A mapping to begin with. */
export function guessMapping(type: EventType, preview: Preview, currency: string): Mapping {
  const targets = targetsOf(type);
  const sources: Record<string, Source> = {};
  for (const target of targets) {
    const source = guessSource(target, preview);
    if (source) sources[target.path] = source;
  }
  const isDay = ({ field }: Target) => field.rule.kind === FieldKind.DATE;
  const days = targets.filter(isDay).flatMap(({ path }) => valuesOf(preview, sources[path]));
  const amounts = targets
    .filter(({ field }) => isMoney(field.rule.kind))
    .flatMap(({ path }) => valuesOf(preview, sources[path]));
  const decimalSign = guessDecimalSign(amounts);
  // Of the countries whose ledgers come, only the United States put the month first.
  const formats = guessDateFormats(days, currency !== "USD");
  const hasNegatives = amounts.some((value) => /^\s*[-−(]|-\s*$/.test(value));
  return {
    event: type.name,
    sources,
    dateFormats: formats.length > 0 ? formats : ["%Y-%m-%d"],
    decimalSign,
    thousandsSign: decimalSign === "," ? "." : ",",
    currency,
    currencyColumn: amounts.length > 0 ? guessCurrencyColumn(preview) : "",
    keyColumns: [],
    negatives: canHaveCredits(type.name) && hasNegatives ? "credits" : "refused",
    reversesColumn: "",
    lookup: undefined,
    decided: [],
  };
}

const currencyWords = /curr|ccy|moneda|divisa/;
const currencyCode = /^[A-Za-z]{3}$/;

/** The column that says in which currency each row is; empty = none does. */
function guessCurrencyColumn({ columns, rows }: Preview): string {
  const found = columns.find((name, at) => {
    const codes = rows.map((row) => row[at]?.trim() ?? "").filter((code) => code !== "");
    const isNamed = currencyWords.test(wordsOf(name).join(" "));
    return isNamed && codes.length > 0 && codes.every((code) => currencyCode.test(code));
  });
  return found ?? "";
}

// Fewer columns than these fit too many files.
const TELLING_COLUMNS = 3;

/** The name of the only saved profile whose columns the file has; empty = none, or several. */
export function guessProfile(saved: readonly SavedProfile[], opened: OpenedFile): string {
  const fitting = saved.flatMap(({ profile }) => {
    if (!profile) return [];
    const needed = columnsRead(profile);
    const { columns } = previewIn(opened, savedReading(opened, profile).cut);
    const fits = needed.length >= TELLING_COLUMNS && needed.every((one) => columns.includes(one));
    return fits ? [profile.name] : [];
  });
  return fitting.length === 1 ? (fitting[0] ?? "") : "";
}
