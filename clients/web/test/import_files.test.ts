// Files as people have them: other character sets, several currencies, nothing in them.
import { create, toJson, type JsonObject } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { ListedRowSchema } from "@/gen/anchorledger/api/v1/import_pb";
import { ImportProfileSchema } from "@/gen/anchorledger/api/v1/import_profile_pb";
import { PeriodSchema } from "@/gen/anchorledger/event/v1/common_pb";
import { eventTypeNamed, eventTypes } from "@/forms/definitions.ts";
import { coveredDays } from "@/imports/covered.ts";
import { openFormat, previewOf } from "@/imports/csv.ts";
import { guessMapping, guessType } from "@/imports/guess.ts";
import { mappingOf } from "@/imports/mapping_of.ts";
import { openFile, TextProblem } from "@/imports/open_file.ts";
import { profileOf } from "@/imports/profile_of.ts";
import { unknownNames } from "@/imports/unknown_names.ts";

const purchase = eventTypeNamed("PurchaseRecorded")!;
const watcher = { signal: new AbortController().signal, onProgress: () => undefined };
const read = (...parts: BlobPart[]) => openFile(new File(parts, "file.csv"), watcher);

/** As spreadsheets save "Unicode text": two bytes a letter, with the mark of their order. */
function wide(text: string, isLittle: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new DataView(new ArrayBuffer(2 * text.length + 2));
  [..."\ufeff" + text].forEach((sign, at) =>
    bytes.setUint16(2 * at, sign.charCodeAt(0), isLittle),
  );
  return new Uint8Array(bytes.buffer);
}

describe("a file that is opened", () => {
  it.each([true, false])("is written anew where it has two bytes a letter", async (isLittle) => {
    const text = "fecha\tproveedor\n2024-03-31\tMuñoz\n";
    const opened = await read(wide(text, isLittle));
    expect(await opened.file.text()).toBe(text);
    expect(new TextDecoder().decode(opened.head)).toBe(text);
    expect(opened.original.name).toBe("file.csv");
  });

  it("is sent as it is otherwise", async () => {
    const opened = await read("date,amount\n2024-03-31,1\n");
    expect(opened.file).toBe(opened.original);
  });

  it("is refused where it is no text", async () => {
    await expect(read(new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x00, 0x01]))).rejects.toThrow(
      new TextProblem("no text"),
    );
  });
});

describe("a file in several currencies", () => {
  const file = previewOf(
    "date,supplier,expensetype,amount,ccy\n" +
      "2024-03-31,Corner Bakery,Food,10.00,USD\n2024-04-01,Big Bank,Fees,20.00,EUR\n",
  );

  it("is read in one of them: rows in another are left out, not taken for it", () => {
    const mapping = guessMapping(purchase, file, "USD");
    expect(mapping.currencyColumn).toBe("ccy");
    const profile = profileOf("ledger", purchase, mapping, openFormat);
    const json = toJson(ImportProfileSchema, profile) as JsonObject;
    expect(json["filters"]).toEqual([{ value: { column: "ccy" }, oneOf: { words: ["USD"] } }]);
    expect(mappingOf(profile)).toMatchObject({ currencyColumn: "ccy", currency: "USD" });
    const all = profileOf("ledger", purchase, { ...mapping, currencyColumn: "" }, openFormat);
    expect(all.filters).toEqual([]);
    expect(mappingOf(all)).toMatchObject({ currencyColumn: "" });
  });

  it("names none by a column that only sounds like it", () => {
    const other = previewOf("date,supplier,amount,current\n2024-03-31,A,10.00,yes it is\n");
    expect(guessMapping(purchase, other, "USD").currencyColumn).toBe("");
  });
});

describe("a file whose columns say nothing", () => {
  it("is taken for no kind of event", () => {
    const file = previewOf("Lieferschein;Warengruppe\nB1;Obst\n");
    expect(guessType(eventTypes, file)).toBeUndefined();
  });
});

describe("the days that an import covers", () => {
  it("are told where it declares some, and are all where it speaks of its whole source", () => {
    const days = (from: number, to: number) =>
      create(PeriodSchema, { from: { days: from }, to: { days: to } });
    expect(coveredDays(days(18353, 18717))).toMatchObject({ from: { days: 18353 } });
    expect(coveredDays(days(-25567, 84005))).toBeUndefined();
    expect(coveredDays(undefined)).toBeUndefined();
  });
});

describe("what a file names and nobody registered", () => {
  it("is told at once, each value with its rows, the most frequent first", () => {
    const row = (code: string, column: string, ...values: string[]) =>
      create(ListedRowSchema, { code, column, values });
    const rows = [
      row("REFERENCE_UNKNOWN", "supplier", "s-1", "c-1"),
      row("REFERENCE_UNKNOWN", "contract", "s-2", "c-1"),
      row("REFERENCE_UNKNOWN", "contract", "s-3", "c-1"),
      row("DATE_UNREADABLE", "supplier", "s-9", "c-1"),
      row("REFERENCE_UNKNOWN", "", "s-9", "c-1"),
    ];
    expect(unknownNames(["supplier", "contract"], rows)).toEqual([
      { column: "contract", value: "c-1", rows: 2 },
      { column: "supplier", value: "s-1", rows: 1 },
    ]);
  });
});
