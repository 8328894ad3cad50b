// Numbers of cells as decimal text. A workbook writes the digits of a binary number, such as
// 0.30000000000000004 for 0.1 + 0.2; people see, and mean, at most 15 of them. All of this is done
// on the digits themselves: no number is ever a floating point number here.

/** Digits that a cell can show and that survive in it. */
const SIGNIFICANT_MAX = 15;

/** `digits` with a decimal point so many places from the right. */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: bigint;
  readonly places: number;
}

// Cells hold no larger power of ten; a text that claims one is no number.
const EXPONENT_MAX = 400;

/** Half away from zero. */
function rounded({ negative, digits, places }: Decimal, to: number): Decimal {
  if (places <= to) return { negative, digits, places };
  const unit = 10n ** BigInt(places - to);
  return { negative, digits: (2n * digits + unit) / (2n * unit), places: to };
}

/** Reads the digits of a cell; undefined where they are no number. */
export function decimalOf(raw: string): Decimal | undefined {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?\s*$/.exec(raw);
  if (!match) return undefined;
  const [, sign, whole = "", fraction = "", power] = match;
  const written = whole + fraction;
  const exponent = Number(power ?? "0");
  if (written === "" || Math.abs(exponent) > EXPONENT_MAX) return undefined;
  const places = fraction.length - exponent;
  const plain: Decimal = {
    negative: sign === "-",
    digits: BigInt(written) * 10n ** BigInt(Math.max(0, -places)),
    places: Math.max(0, places),
  };
  // A whole number that is written out, such as a long account number, is meant digit by digit.
  if (plain.places === 0 && power === undefined) return plain;
  const excess = plain.digits.toString().length - SIGNIFICANT_MAX;
  if (excess <= 0) return plain;
  if (excess <= plain.places) return rounded(plain, plain.places - excess);
  const unit = 10n ** BigInt(excess - plain.places);
  const whole15 = rounded(plain, 0);
  return { ...whole15, digits: ((2n * whole15.digits + unit) / (2n * unit)) * unit };
}

/** With at most so many digits after the point. */
export function withPlaces(decimal: Decimal, places: number): Decimal {
  return rounded(decimal, places);
}

/** A hundred times as much. */
export function asPercent({ negative, digits, places }: Decimal): Decimal {
  if (places >= 2) return { negative, digits, places: places - 2 };
  return { negative, digits: digits * 10n ** BigInt(2 - places), places: 0 };
}

/** Plain digits without zeros at the end; `width` puts zeros before it. */
export function textOf({ negative, digits, places }: Decimal, point = ".", width = 1): string {
  const text = digits.toString().padStart(places + 1, "0");
  const whole = text.slice(0, text.length - places).padStart(width, "0");
  const fraction = text.slice(text.length - places).replace(/0+$/, "");
  const sign = negative && digits !== 0n ? "-" : "";
  return sign + whole + (places === 0 || fraction === "" ? "" : point + fraction);
}

export function sameValue(a: Decimal, b: Decimal): boolean {
  return textOf(a) === textOf(b);
}
