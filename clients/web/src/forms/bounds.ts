// What a rule says about size, in the reader's words.
import { FieldKind } from "@/gen/anchorledger/event/v1/rules_pb";
import { decimalText, type Format } from "@/locale/format.ts";
import type { FormField } from "./definitions.ts";
import { digitsOf, isMoney } from "./entered.ts";
import type { formTexts } from "./form_texts.ts";

type Texts = (typeof formTexts)["en"];

// A bound of so many digits says nothing to people.
const TELLING_DIGITS_MAX = 7;

function shown(bound: bigint | undefined, digits: number, format: Format): string | undefined {
  if (bound === undefined) return undefined;
  const text = decimalText(bound, digits).replace(/\.0+$/, "");
  return text.length > TELLING_DIGITS_MAX ? undefined : format.decimal(text);
}

/** Unit and bounds of a number, or the digits of a code; empty when there is nothing to say. */
export function boundsInWords(field: FormField, text: Texts, format: Format): string {
  const { kind, min, max, digits, unit } = field.rule;
  if (digits > 0) return text.digits(digits);
  const isDated = kind === FieldKind.DATE || kind === FieldKind.PERIOD;
  if (isDated || isMoney(kind)) return "";
  const scale = digitsOf(kind);
  const least = shown(min, scale, format);
  const most = shown(max, scale, format);
  const name = text.units[unit];
  const said = [];
  if (name) said.push(`${name.charAt(0).toUpperCase()}${name.slice(1)}.`);
  if (least && most) said.push(text.between(least, most));
  else if (least && min !== 0n) said.push(text.atLeast(least));
  else if (most) said.push(text.atMost(most));
  return said.join(" ");
}
