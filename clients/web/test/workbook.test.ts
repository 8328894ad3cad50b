import { describe, expect, it } from "vitest";
import type { Note } from "@/imports/workbook/cells.ts";
import { convert, type Choice } from "@/imports/workbook/convert.ts";
import { asPercent, decimalOf, textOf, withPlaces } from "@/imports/workbook/decimals.ts";
import { formatOf } from "@/imports/workbook/formats.ts";
import { isWorkbook } from "@/imports/workbook/read.ts";
import { archiveOf, partsOf, rowsXml, workbookOf, type BookParts } from
  "./support/workbook_file.ts";

const writing = { dateFormat: "%Y-%m-%d", decimalSign: "." };

async function read(file: Uint8Array<ArrayBuffer>, choice: Partial<Choice> = {}) {
  const converted = await convert(new Blob([file]), { writing, ...choice });
  return { ...converted, text: new TextDecoder().decode(converted.csv) };
}

const book = (sheet: string, more: Partial<BookParts> = {}) =>
  workbookOf({ sheets: { Data: sheet }, ...more });

function plain(raw: string): string | undefined {
  const decimal = decimalOf(raw);
  return decimal && textOf(decimal);
}

describe("the number of a cell", () => {
  it("loses the noise of its binary form, and nothing else", () => {
    expect(plain("0.30000000000000004")).toBe("0.3");
    expect(plain("1.0049999999999999")).toBe("1.005");
    expect(plain("7.9600000000000004E-2")).toBe("0.0796");
    expect(plain("50364121.149999999")).toBe("50364121.15");
    expect(plain("-1234.5")).toBe("-1234.5");
    expect(plain("1.23E+5")).toBe("123000");
    expect(plain("-0")).toBe("0");
  });

  it("that is whole keeps every digit, as account numbers need", () => {
    expect(plain("12345678901234567")).toBe("12345678901234567");
    expect(plain("9.99999999999999999E+16")).toBe("100000000000000000");
  });

  it("is no number where it is none", () => {
    for (const raw of ["", ".", "1,5", "0x10", "1e", "1e9999", "NaN"]) {
      expect(decimalOf(raw)).toBeUndefined();
    }
  });

  it("is rounded half away from zero, and counts hundredths where it is a percentage", () => {
    const half = decimalOf("-2.345");
    expect(half && textOf(withPlaces(half, 2))).toBe("-2.35");
    const share = decimalOf("0.0425");
    expect(share && textOf(asPercent(share))).toBe("4.25");
  });
});

describe("the format of a cell", () => {
  const of = (code: string) => formatOf(164, new Map([[164, code]]));

  it("tells days from times and numbers", () => {
    expect(of("dd/mm/yyyy").kind).toBe("day");
    expect(of("[$-409]mmmm\\ d\\,\\ yyyy;@").kind).toBe("day");
    expect(of("mmm\\-yy").kind).toBe("day");
    expect(of("[h]:mm:ss").kind).toBe("time");
    expect(of('"$"#,##0.00').kind).toBe("number");
    expect(of("General")).toEqual({ kind: "number", width: 1 });
    expect(of('[Red]"paid"0.00')).toEqual({ kind: "number", places: 2, width: 1 });
    expect(formatOf(14, new Map()).kind).toBe("day");
    expect(formatOf(10, new Map())).toEqual({ kind: "percent", places: 2, width: 1 });
  });

  it("tells the digits that are shown, where it shows the number itself", () => {
    expect(of('_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)').places).toBe(2);
    expect(of("[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00").places).toBe(2);
    expect(of("#,##0.000").places).toBe(3);
    for (const code of ["0.00E+00", "# ?/?", "#,##0.0,", "@"]) {
      expect(of(code).places).toBeUndefined();
    }
    expect(of("00000").width).toBe(5);
  });
});

describe("a sheet", () => {
  it("becomes text in which a row stands on the line of its number", async () => {
    const sheet =
      rowsXml([["Payments over 25,000"]]) +
      rowsXml([["date", "supplier", "amount"], ["2024-03-04", "A, B", 1.5]], 4) +
      '<row r="6"><c r="B6" s="0"/></row>' +
      rowsXml([["2024-03-05", "C", 2]], 9);
    const { text, headerRow, rows, candidates } = await read(book(sheet));
    expect(text).toBe(
      '\n\n\ndate,supplier,amount\n2024-03-04,"A, B",1.5\n\n\n\n2024-03-05,C,2\n',
    );
    expect({ headerRow, rows }).toEqual({ headerRow: 4, rows: 2 });
    expect(candidates.map(({ row }) => row)).toEqual([1, 4, 5, 9]);
  });

  it("writes days, texts, truth and stored results of formulas as people see them", async () => {
    const sheet =
      rowsXml([["day", "amount", "zip", "share", "ok", "name"]]) +
      '<row r="2"><c r="A2" s="1"><v>45355.999988425923</v></c>' +
      '<c r="B2" s="2"><f>0.1+0.2</f><v>0.30000000000000004</v></c>' +
      '<c r="C2" s="3"><v>2886</v></c><c r="D2" s="4"><v>4.2500000000000003E-2</v></c>' +
      '<c r="E2" t="b"><v>1</v></c><c r="F2" t="s"><v>1</v></c></row>';
    const formats = ["dd/mm/yyyy", "#,##0.00", "00000", "0%"];
    const { text } = await read(book(sheet, { formats, shared: ["x", "A &amp; B_x000D_\n2"] }));
    expect(text.split("\n")[1]).toBe("2024-03-04,0.3,02886,4.25,TRUE,A & B 2");
  });

  it("counts days from either beginning, with the leap day that never was", async () => {
    const sheet =
      rowsXml([["day"]]) +
      ["1", "59", "60", "61", "45351"]
        .map((serial, i) => `<row r="${i + 2}"><c s="1"><v>${serial}</v></c></row>`)
        .join("");
    const days = async (is1904: boolean) =>
      (await read(book(sheet, { formats: ["yyyy-mm-dd"], is1904 }))).text.trim().split("\n");
    expect(await days(false)).toEqual([
      "day", "1900-01-01", "1900-02-28", "60", "1900-03-01", "2024-02-29",
    ]);
    expect((await days(true)).at(-1)).toBe("2028-03-01");
  });

  it("writes days and decimals as a saved profile reads them", async () => {
    const sheet = rowsXml([["day", "amount"], ['<c s="1"><v>45355</v></c>', 1234.5]]);
    const german = { dateFormat: "%d.%m.%Y", decimalSign: "," };
    const { text } = await read(book(sheet, { formats: ["m/d/yyyy"] }), { writing: german });
    expect(text).toBe('day,amount\n04.03.2024,"1234,5"\n');
  });

  it("says what a person should look at, with the first cell of each kind", async () => {
    const sheet =
      rowsXml([["amount", "name"]]) +
      '<row r="2" hidden="1"><c s="1"><v>12.345678</v></c><c t="e"><v>#N/A</v></c></row>' +
      '<row r="3"><c s="1"><f>A2</f></c><c t="str"><v>two\nlines</v></c></row>' +
      '<row r="4"><c s="1"><v>1.239</v></c></row>';
    const { notes, text } = await read(book(sheet, { formats: ["0"] }));
    const byKind = Object.fromEntries(notes.map((note: Note) => [note.kind, note]));
    expect(byKind["rounded"]).toMatchObject({
      count: 2, cell: "A2", held: "12.345678", taken: "12.35",
    });
    expect(byKind["failed"]).toMatchObject({ count: 1, cell: "B2" });
    expect(byKind["uncalculated"]).toMatchObject({ count: 1, cell: "A3" });
    expect(byKind["hiddenRows"]).toMatchObject({ count: 1, cell: "2" });
    expect(byKind["lineEnds"]).toMatchObject({ count: 1, cell: "B3" });
    expect(text).toContain("\n,two lines\n");
  });

  it("is the one that was chosen, else the first that is not hidden", async () => {
    const file = workbookOf({
      sheets: { Old: rowsXml([["a"]]), Now: rowsXml([["b"]]), Later: rowsXml([["c"]]) },
      hidden: ["Old"],
    });
    expect((await read(file)).sheet).toBe("Now");
    const chosen = await read(file, { sheet: "Later" });
    expect([chosen.sheets, chosen.text]).toEqual([["Old", "Now", "Later"], "c\n"]);
  });

  it("may name its columns in another row, or in none", async () => {
    const sheet = rowsXml([["a", ""], ["b", "b"], [1, 2]]);
    expect((await read(book(sheet), { headerRow: 2 })).columns).toEqual(["b", "b (B)"]);
    const without = await read(book(sheet), { headerRow: 0 });
    expect([without.columns, without.rows]).toEqual([["A", "B"], 3]);
    expect((await read(book(""))).candidates).toEqual([]);
  });
});

describe("a file that is no readable workbook", () => {
  const reason = (file: Uint8Array<ArrayBuffer>) =>
    read(file).then(
      () => "read",
      (error: unknown) => (error as { reason?: string }).reason,
    );
  const good = () => book(rowsXml([["a"], [1]]));

  it("is refused when it unpacks to more than the limit, whatever it claims", async () => {
    const huge = "<sst>" + " ".repeat(65 * 1024 * 1024) + "</sst>";
    const parts = { ...partsOf({ sheets: { Data: "" } }), "xl/sharedStrings.xml": huge };
    expect(await reason(archiveOf(parts))).toBe("unpacksTooLarge");
    expect(await reason(archiveOf(parts, { claimedSize: 10 }))).toBe("unpacksTooLarge");
  });

  it("is refused when bytes of it are wrong or missing", async () => {
    const wrong = workbookOf({ sheets: { Data: rowsXml([["abc"]]) } }, { isStored: true });
    const at = Buffer.from(wrong).indexOf("abc");
    wrong[at] = 0x7a;
    expect(await reason(wrong)).toBe("damaged");
    expect(await reason(good().slice(0, -30))).toBe("damaged");
    expect(await reason(new Uint8Array(Buffer.from("PK\u0003\u0004 and no more")))).toBe("damaged");
  });

  it("is refused when it is another archive, or declares entities", async () => {
    expect(await reason(archiveOf({ "content.xml": "<a/>" }))).toBe("otherKind");
    const entity = '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>';
    const parts = { ...partsOf({ sheets: { Data: "" } }), "xl/workbook.xml": entity };
    expect(await reason(archiveOf(parts))).toBe("damaged");
  });

  it("is told from text by how it begins", async () => {
    expect(await isWorkbook(new Blob(["date,amount\n"]))).toBe(false);
    expect(await isWorkbook(new Blob([good()]))).toBe(true);
    const old = new Blob([new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0])]);
    await expect(isWorkbook(old)).rejects.toMatchObject({ reason: "protected" });
  });
});
