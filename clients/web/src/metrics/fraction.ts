// What the two sides of a fraction count: the contract sends them as integers, and which of them is
// money follows from the unit of the metric.
import { MetricUnit, type MetricDefinition } from
  "@/gen/anchorledger/metric/v1/definition_pb";
import { currencyDigits, decimalText } from "@/locale/format.ts";

type Shape = Pick<MetricDefinition, "unit" | "value" | "perTarget">;

/** One side of a fraction, as decimal text in whole units. */
export interface Side {
  readonly text: string;
  /** The currency it is in; empty = it counts people, homes and the like. */
  readonly currency: string;
}

export interface Sides {
  readonly numerator: (value: bigint) => Side;
  readonly denominator: (value: bigint) => Side;
}

// A formula such as "weighted / (balances * 10_000)" holds rates in parts of ten thousand.
function scaleOf(value: string): number {
  const scale = /\/ \(\w+ \* (1[0_]*)\)$/.exec(value)?.[1]?.replaceAll("_", "");
  return scale === undefined ? 0 : scale.length - 1;
}

const count = (value: bigint): Side => ({ text: value.toString(), currency: "" });

/** How the sides of a metric's fractions are read in cells of `currency`. */
export function sidesOf({ unit, value, perTarget }: Shape, currency: string): Sides {
  if (currency === "" || perTarget) return { numerator: count, denominator: count };
  const digits = currencyDigits(currency);
  const scale = scaleOf(value);
  const money = (minor: bigint): Side => {
    const text = decimalText(minor, digits + scale);
    // Digits beyond the smallest coin only where they say something.
    const spare = new RegExp(`(\\.\\d{${digits}}\\d*?)0{0,${scale}}$`);
    return { text: scale === 0 ? text : text.replace(spare, "$1"), currency };
  };
  switch (unit) {
    case MetricUnit.PERCENT:
    case MetricUnit.MULTIPLE:
      return { numerator: money, denominator: money };
    case MetricUnit.MONEY:
    case MetricUnit.MONEY_PER_HOUR:
      return { numerator: money, denominator: count };
    default:
      return { numerator: count, denominator: count };
  }
}
