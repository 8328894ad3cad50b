import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { MetricChangeSchema } from "@/gen/anchorledger/api/v1/metric_change_pb";
import { MetricCellSchema, type MetricCell } from "@/gen/anchorledger/api/v1/metrics_pb";
import {
  differenceCell, groupsOf, isSameShare, metricsTouched, partsChanged, valuesShown,
} from "@/imports/metric_changes.ts";
import { differenceOf } from "@/metrics/difference.ts";

function money(shown: string, more: Partial<MetricCell> = {}): MetricCell {
  const value = { value: { case: "moneyMinor" as const, value: 0n }, shown };
  return { ...create(MetricCellSchema, { value, currency: "GBP", unit: "money" }), ...more };
}

describe("the difference of two values", () => {
  it("is exact at any size, and says its sign", () => {
    expect(differenceOf("503641214.99", "503641215.09")).toBe("0.10");
    expect(differenceOf("0.30", "0.1")).toBe("-0.20");
    expect(differenceOf("9007199254740993.00", "9007199254740993.01")).toBe("0.01");
    expect(differenceOf("12", "12")).toBe("0");
  });

  it("is none where a value is missing, hidden or no number", () => {
    expect(differenceOf("true", "false")).toBeUndefined();
    expect(differenceCell(undefined, money("1.00"))).toBeUndefined();
    expect(differenceCell(money("1.00"), money("2.00", { suppressed: true }))).toBeUndefined();
    expect(differenceCell(money("1.00"), create(MetricCellSchema, {}))).toBeUndefined();
    expect(differenceCell(money("1.00"), money("3.50"))?.value?.shown).toBe("2.50");
  });
});

describe("changes", () => {
  const change = (anchorId: string, fiscalYear: string, partnershipId = "") =>
    create(MetricChangeSchema, {
      metricId: "P-01", anchorId, fiscalYear, partnershipId, byPartnership: partnershipId !== "",
    });

  it("are grouped by anchor and fiscal year in the order of the server", () => {
    const groups = groupsOf([
      change("a", ""), change("a", "", "none"), change("a", "FY2024"), change("b", ""),
    ]);
    expect(groups.map(({ anchorId, fiscalYear }) => [anchorId, fiscalYear])).toEqual([
      ["a", ""], ["a", "FY2024"], ["b", ""],
    ]);
    expect(groups[0]?.whole).toHaveLength(1);
    expect(groups[0]?.byPartnership).toHaveLength(1);
    expect(metricsTouched([change("a", ""), change("b", "")])).toBe(1);
  });

  it("join a sum over nothing, which has no currency, with the first amount", () => {
    const empty = { ...change("a", ""), before: money("0", { currency: "" }) };
    const first = { ...change("a", ""), after: money("12.50") };
    const [group] = groupsOf([empty, first]);
    expect(group?.whole).toHaveLength(1);
    expect(group?.whole[0]?.before?.value?.shown).toBe("0");
    expect(group?.whole[0]?.after?.value?.shown).toBe("12.50");
    // Of two currencies neither takes the place of nothing.
    const dollars = { ...change("a", ""), after: money("1.00", { currency: "USD" }) };
    expect(groupsOf([empty, first, dollars])[0]?.whole).toHaveLength(3);
  });

  it("leave out a zero that merely gets a currency, and its parts with it", () => {
    const part = (shown: string) => [{ name: "self_certified", value: { shown } }];
    const cell = (shown: string, currency: string, parts: string) =>
      create(MetricCellSchema, { value: { shown }, currency, unit: "money", parts: part(parts) });
    const nothing = { ...change("a", ""), before: cell("0", "", "0") };
    const zero = { ...change("a", ""), after: cell("0.00", "GBP", "0.00") };
    expect(groupsOf([nothing, zero])).toEqual([]);
    expect(valuesShown(groupsOf([nothing, zero]))).toBe(0);
    // Where only the part comes to something, that is said.
    const withPart = { ...change("a", ""), after: cell("0.00", "GBP", "7.00") };
    expect(valuesShown(groupsOf([nothing, withPart]))).toBe(1);
    // The zero of one currency does not hide the amount of another.
    const dollars = { ...change("a", ""), after: cell("5.00", "USD", "0.00") };
    const [group] = groupsOf([nothing, zero, dollars]);
    expect(group?.whole).toHaveLength(1);
    expect(group?.whole[0]).toMatchObject({
      before: { currency: "" }, after: { currency: "USD" },
    });
  });

  it("tell an equal share of other sums from a difference too small to be shown", () => {
    const share = (numerator: bigint, denominator: bigint) => ({ numerator, denominator });
    expect(isSameShare(share(0n, 10n), share(0n, 20n))).toBe(true);
    expect(isSameShare(share(1n, 3n), share(2n, 6n))).toBe(true);
    expect(isSameShare(share(1n, 100_000n), share(2n, 100_000n))).toBe(false);
    const none = { numerator: undefined, denominator: undefined };
    expect(isSameShare(none, share(1n, 2n))).toBe(false);
    expect(isSameShare(share(0n, 0n), share(0n, 20n))).toBe(false);
  });

  it("name only the parts that differ", () => {
    const part = (name: string, shown: string) => ({ name, value: { shown } });
    const one = create(MetricChangeSchema, {
      before: { parts: [part("kept", "1"), part("more", "2"), part("gone", "3")] },
      after: { parts: [part("kept", "1"), part("more", "4"), part("new", "5")] },
    });
    expect(partsChanged(one).map(({ name }) => name)).toEqual(["more", "new", "gone"]);
  });
});
