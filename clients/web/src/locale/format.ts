// Numbers, money and dates in the reader's words. Money and counts arrive as integers and stay
// integers: what is formatted is decimal text made from them, which Intl prints digit by digit.

import { now as serverNow } from "@/clock.ts";
import { once } from "@/once.ts";

/** A day as the contract has it. */
export interface Day {
  readonly days: number;
}

const DAY_MS = 86_400_000;

/** `minor` with a decimal point so many digits from the right: (-5n, 2) is "-0.05". */
export function decimalText(minor: bigint, digits: number): string {
  const negative = minor < 0n;
  const text = (negative ? -minor : minor).toString().padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const rest = digits === 0 ? "" : `.${text.slice(text.length - digits)}`;
  return `${negative ? "-" : ""}${whole}${rest}`;
}

const digitsOfCurrencies = new Map<string, number>();

/** How many digits a currency has after the point: 2 for USD, 0 for JPY. */
export function currencyDigits(currency: string): number {
  let digits = digitsOfCurrencies.get(currency);
  if (digits === undefined) {
    const options = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
    digits = options.maximumFractionDigits ?? 2;
    digitsOfCurrencies.set(currency, digits);
  }
  return digits;
}

export function dayFromIso(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms)) return undefined;
  const day = { days: ms / DAY_MS };
  return isoFromDay(day) === text ? day : undefined;
}

export function isoFromDay(day: Day): string {
  return new Date(day.days * DAY_MS).toISOString().slice(0, 10);
}

/** Today in the reader's time zone, by the server's clock. */
export function today(now: Date = serverNow()): Day {
  return { days: Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY_MS };
}

/** Today as the ledger counts days: the same for every reader. */
export function utcDay(now: number = Date.now()): Day {
  return { days: Math.floor(now / DAY_MS) };
}

type DecimalText = Intl.StringNumericLiteral;

// Intl takes its time to make a formatter: many milliseconds on a phone. So each is made when it is
// first needed, and once.

/** Everything that depends on language and region. */
export class Format {
  readonly locale: string;
  private readonly integers: () => Intl.NumberFormat;
  private readonly days: () => Intl.DateTimeFormat;
  private readonly months: () => Intl.DateTimeFormat;
  private readonly instants: () => Intl.DateTimeFormat;
  private readonly lists: () => Intl.ListFormat;
  private readonly numbersMade = new Map<string, Intl.NumberFormat>();

  constructor(locale: string) {
    const dates = (options: Intl.DateTimeFormatOptions) =>
      once(() => new Intl.DateTimeFormat(locale, options));
    this.locale = locale;
    this.integers = once(() => new Intl.NumberFormat(locale));
    this.days = dates({ dateStyle: "medium", timeZone: "UTC" });
    this.months = dates({ month: "short", year: "numeric", timeZone: "UTC" });
    this.instants = dates({ dateStyle: "medium", timeStyle: "short" });
    this.lists = once(() => new Intl.ListFormat(locale, { type: "conjunction" }));
  }

  integer(value: number | bigint): string {
    return this.integers().format(value);
  }

  /** An amount, exactly; cents are left out only where they are zero and `cents` allows it. */
  money(minor: bigint, currency: string, cents: "always" | "if-any" = "always"): string {
    const options: Intl.NumberFormatOptions = {
      style: "currency",
      currency,
      trailingZeroDisplay: cents === "always" ? "auto" : "stripIfInteger",
    };
    const text = decimalText(minor, currencyDigits(currency)) as DecimalText;
    return this.numberFormat(options).format(text);
  }

  /** About how much, for the scale of a picture: "$1.5M". */
  roughMoney(minor: number, currency: string): string {
    return this.numberFormat({
      style: "currency",
      currency,
      notation: "compact",
      maximumFractionDigits: 1,
    }).format(minor / 10 ** currencyDigits(currency));
  }

  /** Decimal text in major units, as answers about metrics carry it, with the same digits. */
  moneyText(text: string, currency: string, cents: "always" | "if-any" = "always"): string {
    // A sum over nothing has no currency.
    if (currency === "") return this.decimal(text);
    return this.numbers(text, {
      style: "currency",
      currency,
      trailingZeroDisplay: cents === "always" ? "auto" : "stripIfInteger",
    }).format(text as DecimalText);
  }

  /** Decimal text such as "-12.50" with the same digits after the point. */
  decimal(text: string): string {
    return this.numbers(text, {}).format(text as DecimalText);
  }

  /** Decimal text that counts hundredths of the whole, such as "42.86". */
  percent(text: string): string {
    return this.numbers(text, { style: "unit", unit: "percent" }).format(text as DecimalText);
  }

  day(day: Day): string {
    return this.days().format(day.days * DAY_MS);
  }

  /** A day that comes back each year, without the year. */
  dayOfYear(day: Day): string {
    const options = { day: "numeric", month: "long", timeZone: "UTC" } as const;
    return new Intl.DateTimeFormat(this.locale, options).format(day.days * DAY_MS);
  }

  month(day: Day): string {
    return this.months().format(day.days * DAY_MS);
  }

  /** Both ends of a span of days, joined as the language does. */
  period(from: Day | undefined, to: Day): string {
    if (!from) return `– ${this.day(to)}`;
    return this.days().formatRange(from.days * DAY_MS, to.days * DAY_MS);
  }

  instant(date: Date): string {
    return this.instants().format(date);
  }

  list(items: readonly string[]): string {
    return this.lists().format(items);
  }

  private numbers(text: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const digits = text.split(".")[1]?.length ?? 0;
    return this.numberFormat({
      ...options,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  }

  private numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const key = JSON.stringify(options);
    const made = this.numbersMade.get(key) ?? new Intl.NumberFormat(this.locale, options);
    this.numbersMade.set(key, made);
    return made;
  }
}
