// A list of the directory as a file: one line an entry, all that the contract says of it. A field
// that is added there needs no line here.
import { ScalarType, type DescField, type DescMessage, type Message } from "@bufbuild/protobuf";
import { csvLine, utf8Mark } from "@/files/csv.ts";
import { wordOf } from "@/forms/texts/labels.ts";
import { DateSchema, type Date as Day } from "@/gen/anchorledger/event/v1/common_pb";
import { currencyDigits, decimalText, isoFromDay } from "@/locale/format.ts";

type Values = Readonly<Record<string, unknown>>;

const MINOR = "_minor";

// Sums are in the smallest unit of the entry's currency: files have them as people write them.
function isMoney(field: DescField): boolean {
  return field.fieldKind === "scalar" && field.scalar === ScalarType.INT64 &&
    field.name.endsWith(MINOR);
}

function single(field: DescField, value: unknown): string {
  if (field.enum) {
    const word = field.enum.values.find(({ number }) => number === value);
    return word && word.number !== 0 ? wordOf(word) : "";
  }
  return field.message ? wordsOf(field.message, value as Values) : String(value);
}

function textOf(field: DescField, values: Values): string {
  const value = values[field.localName];
  if (value === undefined) return "";
  if (isMoney(field)) {
    return decimalText(value as bigint, currencyDigits(String(values["currency"])));
  }
  if (!Array.isArray(value)) return single(field, value);
  return value.map((one) => single(field, one)).join("; ");
}

// Of a part: its own fields, one behind the other. Which event it came with is no word of it.
function wordsOf(desc: DescMessage, values: Values): string {
  if (desc.typeName === DateSchema.typeName) return isoFromDay(values as unknown as Day);
  return desc.fields
    .filter(({ name }) => name !== "position")
    .map((field) => textOf(field, values))
    .filter((text) => text !== "")
    .join(" ");
}

export function directoryCsv(desc: DescMessage, rows: readonly Message[]): string {
  const names = desc.fields.map((field) =>
    isMoney(field) ? field.name.slice(0, -MINOR.length) : field.name,
  );
  const lines = rows.map((row) =>
    csvLine(desc.fields.map((field) => textOf(field, row as unknown as Values))),
  );
  return utf8Mark + csvLine(names) + lines.join("");
}
