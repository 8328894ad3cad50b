// Numbers between what a person types in their language and integers, without floating point. The
// form between the two is plain decimal text such as "-1234.5".

/** Decimal text, as drafts keep numbers. */
const plain = /^-?\d+(\.\d+)?$/;

// What stands before a text that is no number, so that a draft keeps it as it was typed.
const UNREADABLE = "?";

interface Signs {
  readonly decimal: string;
  readonly group: string;
}

const signsByLocale = new Map<string, Signs>();

/** The signs that a language puts into numbers. */
export function signsOf(locale: string): Signs {
  const known = signsByLocale.get(locale);
  if (known) return known;
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(-1234567.5);
  const partOf = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  const signs = { decimal: partOf("decimal"), group: partOf("group") };
  signsByLocale.set(locale, signs);
  return signs;
}

// Groups have three digits, so that "1.5" where "." groups is never read as 15. Blanks and the
// apostrophe group everywhere.
function ungrouped(whole: string, group: string): string | undefined {
  const blank = /[\s'’]/;
  const isBlank = blank.test(group) || group === "" || blank.test(whole);
  const parts = isBlank ? whole.split(blank) : whole.split(group);
  const [first, ...rest] = parts;
  if (first === undefined || !/^\d+$/.test(first)) return undefined;
  if (rest.length > 0 && first.length > 3) return undefined;
  return rest.every((part) => /^\d{3}$/.test(part)) ? parts.join("") : undefined;
}

const swapped: Readonly<Record<string, string>> = { ",": ".", ".": "," };

/**
 * The signs that a text without sign and currency is written with. The keyboard of a phone has the
 * point or the comma of its own region, whatever language the page is in: so the other one counts
 * as well where it can mean nothing else. With three digits behind it, it groups them.
 */
function signsIn(text: string, own: Signs): Signs {
  const { decimal } = own;
  const other = swapped[decimal];
  if (other === undefined) return own;
  const places = { own: text.lastIndexOf(decimal), other: text.lastIndexOf(other) };
  const isOther =
    places.own < 0
      ? text.indexOf(other) === places.other && /^\d{1,2}$/.test(text.slice(places.other + 1))
      : places.other > places.own;
  return isOther ? { decimal: other, group: decimal } : own;
}

/** Reads a number as typed: "1,234.50" in English is "1234.50". Undefined = not a number. */
export function parseNumber(typed: string, locale: string): string | undefined {
  const text = typed.trim().replace(/^([-−]?)\s*[$€£]\s*/, "$1").replace(/\s*%$/, "");
  const negative = /^[-−]/.test(text);
  const unsigned = text.replace(/^[-−]/, "");
  const { decimal, group } = signsIn(unsigned, signsOf(locale));
  const [whole = "", fraction, ...more] = unsigned.split(decimal);
  const digits = ungrouped(whole, group);
  if (digits === undefined || more.length > 0) return undefined;
  if (fraction !== undefined && !/^\d+$/.test(fraction)) return undefined;
  const number = digits.replace(/^0+(?=\d)/, "");
  return `${negative ? "-" : ""}${number}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** What a draft keeps of what was typed: decimal text, or the text marked as unreadable. */
export function keptNumber(typed: string, locale: string): string {
  if (typed.trim() === "") return "";
  return parseNumber(typed, locale) ?? UNREADABLE + typed;
}

export function isUnreadable(kept: string): boolean {
  return kept !== "" && !plain.test(kept);
}

/** Shows what a draft keeps, with the signs of the language. */
export function shownNumber(kept: string, locale: string): string {
  if (!plain.test(kept)) return kept.startsWith(UNREADABLE) ? kept.slice(1) : kept;
  const digits = kept.split(".")[1]?.length ?? 0;
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(kept as Intl.StringNumericLiteral);
}

/** "12.5" with two digits is 1250n; undefined when it is unreadable or has more digits. */
export function scaledInteger(kept: string, digits: number): bigint | undefined {
  if (!plain.test(kept)) return undefined;
  const [whole = "", fraction = ""] = kept.split(".");
  const needed = fraction.replace(/0+$/, "");
  // "1.250" may be meant as a thousand and a quarter of one: nobody guesses which.
  const isGroupPerhaps = fraction.length === 3 && digits < 3;
  if (needed.length > digits || isGroupPerhaps) return undefined;
  return BigInt(whole + needed.padEnd(digits, "0"));
}
