import { describe, expect, it } from "vitest";
import { dayFromIso, decimalText, Format, isoFromDay, today } from "@/locale/format.ts";

const en = new Format("en-US");
const es = new Format("es-ES");

describe("money", () => {
  it("is printed to the last cent, beyond what a floating point number can hold", () => {
    expect(en.money(9_007_199_254_740_993_01n, "USD")).toBe("$9,007,199,254,740,993.01");
  });

  it("leaves zero cents out only where that is asked for", () => {
    expect(en.money(485_000_000n, "USD")).toBe("$4,850,000.00");
    expect(en.money(485_000_000n, "USD", "if-any")).toBe("$4,850,000");
    expect(en.money(485_000_010n, "USD", "if-any")).toBe("$4,850,000.10");
  });

  it("knows that a yen has no cents and keeps the sign of small amounts", () => {
    expect(en.money(1500n, "JPY")).toBe("¥1,500");
    expect(en.money(-5n, "USD")).toBe("-$0.05");
  });

  it("is written as the reader's region does", () => {
    expect(es.money(104_785_700n, "EUR").replace(/\s/g, " ")).toBe("1.047.857,00 €");
  });
});

describe("decimal text", () => {
  it("puts the point where the digits say", () => {
    expect(decimalText(-5n, 2)).toBe("-0.05");
    expect(decimalText(1500n, 0)).toBe("1500");
  });

  it("keeps the digits that the server rounded to", () => {
    expect(en.percent("42.86")).toBe("42.86%");
    expect(es.percent("100.00").replace(/\s/g, " ")).toBe("100,00 %");
    expect(en.decimal("1234567.50")).toBe("1,234,567.50");
  });
});

describe("days", () => {
  it("go to text and back", () => {
    expect(isoFromDay({ days: 0 })).toBe("1970-01-01");
    expect(dayFromIso("2023-12-31")).toEqual({ days: 19722 });
    expect(isoFromDay({ days: -25567 })).toBe("1900-01-01");
  });

  it("that do not exist are not days", () => {
    expect(dayFromIso("2023-02-30")).toBeUndefined();
    expect(dayFromIso("yesterday")).toBeUndefined();
  });

  it("begin at midnight where the reader is", () => {
    expect(isoFromDay(today(new Date(2024, 1, 29, 23, 59)))).toBe("2024-02-29");
  });

  it("are written as the reader's region does", () => {
    expect(en.day({ days: 19722 })).toBe("Dec 31, 2023");
    expect(es.day({ days: 19722 })).toBe("31 dic 2023");
  });
});
