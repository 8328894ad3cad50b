import { describe, expect, it } from "vitest";
import { MetricUnit } from "@/gen/anchorledger/metric/v1/definition_pb";
import { sidesOf } from "@/metrics/fraction.ts";

const shape = (unit: MetricUnit, value: string, perTarget = false) => ({ unit, value, perTarget });

describe("the sides of a fraction", () => {
  it("of money are money, with the digits of the currency", () => {
    const { numerator, denominator } = sidesOf(shape(MetricUnit.PERCENT, "local / all"), "USD");
    expect(numerator(140_000_050n)).toEqual({ text: "1400000.50", currency: "USD" });
    expect(denominator(-5n)).toEqual({ text: "-0.05", currency: "USD" });
    const yen = sidesOf(shape(MetricUnit.MULTIPLE, "others / own"), "JPY");
    expect(yen.numerator(500n)).toEqual({ text: "500", currency: "JPY" });
  });

  it("of a share of people, and of a target, are counts", () => {
    const people = sidesOf(shape(MetricUnit.PERCENT, "local / all"), "");
    expect(people.numerator(24n)).toEqual({ text: "24", currency: "" });
    const target = sidesOf(shape(MetricUnit.PERCENT, "", true), "USD");
    expect(target.denominator(9000n)).toEqual({ text: "9000", currency: "" });
  });

  it("of a wage are money over people", () => {
    const { numerator, denominator } = sidesOf(
      shape(MetricUnit.MONEY_PER_HOUR, "wages / people"),
      "USD",
    );
    expect(numerator(37_800n)).toEqual({ text: "378.00", currency: "USD" });
    expect(denominator(24n)).toEqual({ text: "24", currency: "" });
  });

  it("weighted with a rate in parts of ten thousand are money without that scale", () => {
    const formula = "weighted / (balances * 10_000)";
    const { numerator, denominator } = sidesOf(shape(MetricUnit.PERCENT, formula), "USD");
    expect(numerator(8_000_000_000n).text).toBe("8000.00");
    expect(numerator(8_000_001_000n).text).toBe("8000.001");
    expect(denominator(1_400_000_000_000n).text).toBe("1400000.00");
  });
});
