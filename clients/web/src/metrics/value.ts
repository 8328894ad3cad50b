// From a cell of an answer to the words that a person reads.
import {
  UndefinedReason,
  type CellPart,
  type MetricCell,
} from "@/gen/anchorledger/api/v1/metrics_pb";
import type { Format } from "@/locale/format.ts";
import type { MetricTexts } from "./texts.ts";

/** A value as it is shown: undefined and hidden values are words, never a number. */
export interface Shown {
  readonly kind: "value" | "undefined" | "suppressed";
  readonly text: string;
  /** What the number alone does not say: a fraction's parts, or why there is no value. */
  readonly why: string;
}

type Valued = Pick<
  MetricCell | CellPart,
  "value" | "unit" | "suppressed" | "undefined" | "numerator" | "denominator"
>;

type Options = Readonly<{ cents?: "always" | "if-any"; withUnit?: boolean }>;

/** What is shown for a cell or a part of one; `currency` is the cell's. */
export function shownValue(
  cell: Valued,
  currency: string,
  format: Format,
  texts: MetricTexts,
  options: Options = {},
): Shown {
  if (cell.suppressed) {
    return { kind: "suppressed", text: texts.suppressed, why: texts.suppressedWhy };
  }
  if (!cell.value || cell.value.value.case === undefined) {
    const reason = UndefinedReason[cell.undefined] as keyof typeof UndefinedReason;
    return { kind: "undefined", text: texts.undefined, why: texts.undefinedWhy[reason] };
  }
  return {
    kind: "value",
    text: valueText(cell, currency, format, texts, options),
    why: fractionText(cell, currency, format, texts),
  };
}

function valueText(
  cell: Valued,
  currency: string,
  format: Format,
  texts: MetricTexts,
  { cents = "always", withUnit = true }: Options,
): string {
  const shown = cell.value?.shown ?? "";
  switch (cell.value?.value.case) {
    case "moneyMinor": {
      const amount = format.moneyText(shown, currency, cents);
      return cell.unit === "money per hour" ? texts.perHour(amount) : amount;
    }
    case "ratio":
      return cell.unit === "percent"
        ? format.percent(shown)
        : texts.multiple(format.decimal(shown));
    case "days":
      return texts.days(format.decimal(shown), Number(shown));
    case "hundredths":
      return cell.unit === "FTE"
        ? texts.fte(format.decimal(shown))
        : texts.hours(format.decimal(shown));
    case "boolean":
      return cell.value.value.value ? texts.yes : texts.no;
    default: {
      const number = format.decimal(shown);
      if (!withUnit) return number;
      const words = shown === "1" ? texts.countedOne : texts.counted;
      return `${number} ${words[cell.unit] ?? cell.unit}`.trim();
    }
  }
}

// Only shares of people and things say what they are a share of: the two sides of a rate or of a
// share of money are sums that need the formula beside them to be understood.
function fractionText(cell: Valued, currency: string, format: Format, texts: MetricTexts): string {
  if (cell.numerator === undefined || cell.denominator === undefined) return "";
  if (cell.unit !== "percent" || currency !== "") return "";
  return texts.of(format.integer(cell.numerator), format.integer(cell.denominator));
}

/** The value as a number for drawing only; undefined where there is none. */
export function drawnValue(cell: Valued): number | undefined {
  const shown = cell.value?.shown;
  if (cell.suppressed || shown === undefined || shown === "") return undefined;
  const number = Number(shown);
  return Number.isNaN(number) ? undefined : number;
}
