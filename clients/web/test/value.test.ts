import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { MetricCellSchema, UndefinedReason } from "@/gen/anchorledger/api/v1/metrics_pb";
import { Format } from "@/locale/format.ts";
import { metricTexts } from "@/metrics/texts.ts";
import { drawnValue, shownValue } from "@/metrics/value.ts";

const en = new Format("en-US");
const es = new Format("es-ES");

function shown(cell: Parameters<typeof create<typeof MetricCellSchema>>[1], format = en) {
  const full = create(MetricCellSchema, cell);
  const language = format === en ? "en" : "es";
  return shownValue(full, full.currency, format, metricTexts[language]);
}

describe("a value of a metric", () => {
  it("is money with its currency, from the server's digits", () => {
    const cell = {
      unit: "money",
      currency: "USD",
      value: { value: { case: "moneyMinor", value: 485_000_000n }, shown: "4850000.00" },
    } as const;
    expect(shown(cell).text).toBe("$4,850,000.00");
    expect(shown({ ...cell, unit: "money per hour" }).text).toBe("$4,850,000.00 an hour");
  });

  it("is a share with what it is a share of", () => {
    const cell = {
      unit: "percent",
      numerator: 24n,
      denominator: 204n,
      value: { value: { case: "ratio", value: { numerator: 24n, denominator: 204n } },
        shown: "11.76" },
    } as const;
    expect(shown(cell)).toEqual({ kind: "value", text: "11.76%", why: "24 of 204" });
    expect(shown(cell, es).text.replace(/\s/g, " ")).toBe("11,76 %");
  });

  it("is a number with what is counted, in the reader's language", () => {
    const cell = {
      unit: "people",
      value: { value: { case: "count", value: 1204n }, shown: "1204" },
    } as const;
    expect(shown(cell).text).toBe("1,204 people");
    expect(shown(cell, es).text).toBe("1204 personas");
    const one = { unit: "loans", value: { value: { case: "count", value: 1n }, shown: "1" } } as
      const;
    expect(shown(one).text).toBe("1 loan");
    expect(shown(one, es).text).toBe("1 préstamo");
  });

  it("is in days, hours, full-time equivalents, multiples, or yes and no", () => {
    const hundredths = { value: { case: "hundredths", value: 16650n }, shown: "166.50" } as const;
    expect(shown({ unit: "FTE", value: hundredths }).text).toBe("166.50 FTE");
    expect(shown({ unit: "hours", value: hundredths }).text).toBe("166.50 h");
    const one = { numerator: 1n, denominator: 1n };
    expect(
      shown({ unit: "days", value: { value: { case: "days", value: one }, shown: "1" } }).text,
    ).toBe("1 day");
    const median = { value: { case: "days", value: one }, shown: "547.50" } as const;
    expect(shown({ unit: "days", value: median }).text).toBe("547.50 days");
    expect(
      shown({ unit: "multiple", value: { value: { case: "ratio", value: one }, shown: "0.46" } })
        .text,
    ).toBe("0.46×");
    expect(
      shown({ unit: "boolean", value: { value: { case: "boolean", value: true }, shown: "yes" } },
        es).text,
    ).toBe("sí");
  });
});

describe("a value that is not there", () => {
  it("is undefined with its reason, not zero", () => {
    const cell = { unit: "percent", undefined: UndefinedReason.DENOMINATOR_ZERO, denominator: 0n };
    expect(shown(cell)).toMatchObject({ kind: "undefined", text: "not defined" });
    expect(shown(cell).why).toContain("not zero");
    expect(drawnValue(create(MetricCellSchema, cell))).toBeUndefined();
  });

  it("is hidden where it is small, and is not drawn either", () => {
    const cell = {
      unit: "people",
      suppressed: true,
      value: { value: { case: "count", value: 3n }, shown: "3" },
    } as const;
    expect(shown(cell)).toMatchObject({ kind: "suppressed", text: "hidden" });
    expect(drawnValue(create(MetricCellSchema, cell))).toBeUndefined();
  });
});
