import { describe, expect, it } from "vitest";
import {
  isUnreadable,
  keptNumber,
  parseNumber,
  scaledInteger,
  shownNumber,
} from "@/forms/number_text.ts";

describe("a number as typed", () => {
  it.each([
    ["1234.5", "en-US", "1234.5"],
    ["1,234.50", "en-US", "1234.50"],
    ["$ 1,234.50", "en-US", "1234.50"],
    ["2.5 %", "en-US", "2.5"],
    ["-12", "en-US", "-12"],
    ["007", "en-US", "7"],
    ["1.234,50", "es-ES", "1234.50"],
    ["1234,5", "es-ES", "1234.5"],
    ["1 234,5", "fr-FR", "1234.5"],
    // The other way round, where it can mean nothing else: keyboards have the sign of their region.
    ["1.234,5", "en-US", "1234.5"],
    ["1,234.5", "es-ES", "1234.5"],
    ["17,5", "es-US", "17.5"],
    ["17.5", "es-ES", "17.5"],
    ["17.25", "es-CO", "17.25"],
    ["-0,5", "en-US", "-0.5"],
    ["1.234.567,8", "en-US", "1234567.8"],
    ["1 234.5", "es-US", "1234.5"],
    ["1'234.5", "es-MX", "1234.5"],
    // Three digits are a group in the reader's language.
    ["1.234", "es-ES", "1234"],
    ["1,234", "es-US", "1234"],
    ["1.234", "en-US", "1.234"],
  ])("%s in %s is %s", (typed, locale, wanted) => {
    expect(parseNumber(typed, locale)).toBe(wanted);
  });

  it.each([
    ["1,234,5", "en-US"],
    ["1.234.5", "es-ES"],
    ["1,234.567,8", "en-US"],
    ["12,3456", "en-US"],
    [",5", "en-US"],
    ["1,2345", "en-US"],
    ["1.2.3", "en-US"],
    ["12 apples", "en-US"],
    ["1e3", "en-US"],
    [".", "en-US"],
  ])("%s in %s is none", (typed, locale) => {
    expect(parseNumber(typed, locale)).toBeUndefined();
  });

  it("that is none is kept as it was typed, and is known to be none", () => {
    const kept = keptNumber("12 apples", "en-US");
    expect(isUnreadable(kept)).toBe(true);
    expect(shownNumber(kept, "en-US")).toBe("12 apples");
    expect(isUnreadable(keptNumber("1.2.3", "es-ES"))).toBe(true);
  });

  it("is shown in the signs of the language that the page has now", () => {
    expect(shownNumber(keptNumber("1,234.50", "en-US"), "es-ES")).toMatch(/^1\.?234,50$/);
  });
});

describe("the integer of a number", () => {
  it("is exact beyond what floating point can hold", () => {
    expect(scaledInteger("90071992547409.93", 2)).toBe(9007199254740993n);
    expect(scaledInteger("0.07", 2)).toBe(7n);
    expect(scaledInteger("-1.5", 2)).toBe(-150n);
    expect(scaledInteger("2.50", 1)).toBe(25n);
  });

  it("is never rounded", () => {
    expect(scaledInteger("0.005", 2)).toBeUndefined();
    expect(scaledInteger("1.5", 0)).toBeUndefined();
  });

  it("is not guessed where the point may group", () => {
    expect(scaledInteger("1.250", 2)).toBeUndefined();
    expect(scaledInteger("1.000", 0)).toBeUndefined();
    expect(scaledInteger("1.250", 3)).toBe(1250n);
    expect(scaledInteger("1.5000", 2)).toBe(150n);
  });
});
