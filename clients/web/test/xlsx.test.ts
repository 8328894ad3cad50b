import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { columnName, isExactNumber, workbookOf, type FileCell } from "@/files/xlsx.ts";

const words = (text: string): FileCell => ({ text, isNumber: false });
const number = (text: string): FileCell => ({ text, isNumber: true });

function partsOf(rows: readonly (readonly FileCell[])[]): Record<string, string> {
  const files = unzipSync(workbookOf([{ name: "Values", rows }]));
  return Object.fromEntries(Object.entries(files).map(([path, file]) => [path, strFromU8(file)]));
}

describe("a workbook", () => {
  it("has each part that spreadsheets look for, all of them well-formed", () => {
    const parts = partsOf([[words("a")]]);
    expect(Object.keys(parts).sort()).toEqual([
      "[Content_Types].xml",
      "_rels/.rels",
      "xl/_rels/workbook.xml.rels",
      "xl/styles.xml",
      "xl/workbook.xml",
      "xl/worksheets/sheet1.xml",
    ]);
    for (const [path, text] of Object.entries(parts)) {
      const read = new DOMParser().parseFromString(text, "application/xml");
      expect(read.querySelector("parsererror"), path).toBeNull();
    }
  });

  it("keeps the digits of a number, and writes as text what a spreadsheet would round", () => {
    const sheet = partsOf([[], [number("1234567890123.45"), number("12345678901234.56")]])[
      "xl/worksheets/sheet1.xml"
    ];
    expect(sheet).toContain('<c r="A2" s="4"><v>1234567890123.45</v></c>');
    expect(sheet).toContain('<c r="B2" s="0" t="inlineStr">');
    expect(sheet).toContain(">12345678901234.56</t>");
    expect(isExactNumber("000000000000000.10")).toBe(true);
    expect(isExactNumber("1e5")).toBe(false);
  });

  it("holds words as words: no formula, no number made from a code, no broken mark-up", () => {
    const sheet = partsOf([[words("=1+1"), words("02119"), words('<a & "b">\u0001')]])[
      "xl/worksheets/sheet1.xml"
    ];
    expect(sheet).not.toContain("<f>");
    expect(sheet).toContain(">=1+1</t>");
    expect(sheet).toContain(">02119</t>");
    expect(sheet).toContain("&lt;a &amp; &quot;b&quot;&gt;\uFFFD");
  });

  it("names its columns as spreadsheets do", () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual([
      "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]);
  });
});
