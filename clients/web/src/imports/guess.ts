// First guesses about a file, for the person to look over.
import { FieldKind } from "@/gen/anchorledger/event/v1/rules_pb";
import type { EventType } from "@/forms/definitions.ts";
import { isMoney } from "@/forms/entered.ts";
import { fieldTexts } from "@/forms/texts/labels.ts";
import type { Preview } from "./csv.ts";
import { canBeNamed, canHaveCredits, type Mapping, type Source } from "./mapping.ts";
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
] as const;

const MONTHS_MAX = 12;

// A file may hold some wrong days; a format that reads fewer is not the file's.
const READABLE_SHARE = 0.8;

/** The way in which most of the values can be read. */
export function guessDateFormat(values: readonly string[]): string | undefined {
  const given = values.map((value) => value.trim()).filter((value) => value !== "");
  if (given.length === 0) return undefined;
  const read = dateFormats.map(
    ([, pattern, [month]]) =>
      given.filter((value) => {
        const match = pattern.exec(value);
        const number = match?.[month];
        return match !== null && (number === undefined || Number(number) <= MONTHS_MAX);
      }).length,
  );
  const most = Math.max(...read);
  return most < given.length * READABLE_SHARE ? undefined : dateFormats[read.indexOf(most)]?.[0];
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
  code: ["category", "type", "expense", "area", "account", "categoria", "code"],
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

function bestColumn(target: Target, columns: readonly string[]): string | undefined {
  const scores = columns.map((column) => score(column, target));
  const best = Math.max(0, ...scores);
  return best < LIKELY ? undefined : columns[scores.indexOf(best)];
}

function guessSource(target: Target, preview: Preview): Source | undefined {
  if (target.isOwn) return { kind: "row" };
  const { kind } = target.field.rule;
  const best = bestColumn(target, preview.columns);
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

/** The type of event whose needed fields the columns fit best. */
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
  return types[fits.indexOf(Math.max(...fits))];
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
  return {
    event: type.name,
    sources,
    dateFormat: guessDateFormat(days) ?? "%Y-%m-%d",
    decimalSign,
    thousandsSign: decimalSign === "," ? "." : ",",
    currency,
    keyColumns: [],
    negativesAreCredits:
      canHaveCredits(type.name) && amounts.some((value) => /^\s*[-−(]|-\s*$/.test(value)),
  };
}
