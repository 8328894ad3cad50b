// What is wrong with a field, in the reader's words. The server tells it in English, with names of
// the contract and in the units that it keeps: what people run into is said anew here.
import { dayFromIso, decimalText, type Format } from "@/locale/format.ts";
import type { Language } from "@/locale/catalogue.ts";
import { boundsInWords } from "./bounds.ts";
import { eventTypeNamed, type FormField } from "./definitions.ts";
import { digitsOf } from "./entered.ts";
import { formTexts } from "./form_texts.ts";
import { issueTexts } from "./issue_texts.ts";
import type { FieldIssue } from "./request.ts";
import { fieldLabel } from "./texts/labels.ts";

interface Reader {
  readonly language: Language;
  readonly format: Format;
}

/** What is said at a field. */
export interface IssueWords {
  readonly words: string;
  /** The server's own words, in English, where there are no better ones. */
  readonly detail?: string;
}

const EXAMPLE = "1234.50";

type Say = (match: RegExpExecArray, field: FormField, reader: Reader) => string | undefined;

// The field that a message names, beside the one that it is about.
function siblingOf({ owner }: FormField, name: string): FormField | undefined {
  return eventTypeNamed(owner)?.fields.find((one) => one.name === name);
}

function shown(integer: string, { rule }: FormField, format: Format): string {
  const text = decimalText(BigInt(integer), digitsOf(rule.kind));
  return format.decimal(text.includes(".") ? text.replace(/\.?0+$/, "") : text);
}

const moreThan: Say = ([, value = "0", name = "", most = "0"], field, { language, format }) => {
  const whole = siblingOf(field, name);
  return (
    whole &&
    issueTexts[language].moreThan(
      shown(value, field, format), fieldLabel(whole, language), shown(most, whole, format),
    )
  );
};

const before: Say = ([, day = "", name = "", other = ""], field, { language, format }) => {
  const earlier = siblingOf(field, name);
  const [own, its] = [dayFromIso(day), dayFromIso(other)];
  return earlier && own && its
    ? issueTexts[language].before(format.day(own), fieldLabel(earlier, language), format.day(its))
    : undefined;
};

const outOfBounds: Say = (_, field, { language, format }) =>
  boundsInWords(field, formTexts[language], format) || issueTexts[language].outOfBounds;

const sum: Say = ([, total = "0", way], _, { language, format }) => {
  const text = issueTexts[language];
  return (way === "many" ? text.tooMany : text.tooFew)(format.integer(BigInt(total)));
};

const tooLong: Say = ([, length = "0", most = "0"], _, { language, format }) =>
  issueTexts[language].tooLong(format.integer(BigInt(length)), format.integer(BigInt(most)));

const plain =
  (key: "backwards" | "ahead" | "private" | "twice" | "notLost"): Say =>
  (_, __, { language }) =>
    issueTexts[language][key];

const known: readonly (readonly [RegExp, Say])[] = [
  [/^is (-?\d+), more than (\w+), (-?\d+)$/, moreThan],
  [/^is [-\d]+, before the first day/, plain("backwards")],
  [/^is ([-\d]+), before (\w+), ([-\d]+)$/, before],
  [/^is [-\d]+, which lies ahead/, plain("ahead")],
  [/^is -?\d+; wanted /, outOfBounds],
  [/^does not add up to units, (\d+): too (many|few)/, sum],
  [/^looks like contact data/, plain("private")],
  [/^has (\d+) characters; at most (\d+)/, tooLong],
  [/^does not come after the entry before/, plain("twice")],
  [/^is given although no homes were lost/, plain("notLost")],
];

/** The words of an issue; without a field those that fit any. */
export function issueWords(
  issue: FieldIssue | undefined,
  field: FormField | undefined,
  reader: Reader,
): IssueWords {
  const text = formTexts[reader.language];
  if (!issue) return { words: "" };
  if (issue.kind === "fault") {
    return { words: text.faults[issue.fault](reader.format.decimal(EXAMPLE)) };
  }
  if (issue.reason === "FIELD_MISSING") return { words: text.isMissing };
  for (const [pattern, say] of field ? known : []) {
    const match = pattern.exec(issue.detail);
    const words = match && field && say(match, field, reader);
    if (words) return { words };
  }
  const words = issue.reason === "REFERENCE_UNKNOWN" ? text.isUnknown : text.isInvalid;
  return { words, detail: issue.detail };
}
