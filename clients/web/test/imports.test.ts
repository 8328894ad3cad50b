import { toJson, type JsonObject } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { ImportProfileSchema } from "@/gen/anchorledger/api/v1/import_profile_pb";
import { eventTypeNamed, eventTypes } from "@/forms/definitions.ts";
import {
  csvLine, decodeText, guessDelimiter, guessSkippedLines, openFormat, previewOf, rowsOf, withRows,
} from "@/imports/csv.ts";
import {
  guessDateFormats, guessDecimalSign, guessMapping, guessType, isDayOrderOpen,
} from "@/imports/guess.ts";
import { missingTargets, profileName, sourceName, type Mapping } from "@/imports/mapping.ts";
import { mappingOf } from "@/imports/mapping_of.ts";
import { columnsRead, isPeriodClear, noWishes, planOf, profileFor } from "@/imports/plan_of.ts";
import { profileOf } from "@/imports/profile_of.ts";
import { targetsOf } from "@/imports/targets.ts";

describe("delimited text", () => {
  it("is cut into rows with the lines at which they begin", () => {
    const text = 'a,b\r\n1,"x ""y"", z"\r\n\r\n"two\nlines",3\n';
    expect([...rowsOf(text, ",")].map(({ line, values }) => [line, values])).toEqual([
      [1, ["a", "b"]],
      [2, ["1", 'x "y", z']],
      [4, ["two\nlines", "3"]],
    ]);
    expect([...rowsOf("a,b\n1,", ",")][1]?.values).toEqual(["1", ""]);
  });

  it("gets corrected rows where they were, and nothing else changes", () => {
    const text = 'date;amount\r\n2024-01-01;"1,5"\r\nwrong;2\r\n2024-01-03;3';
    const changed = new Map([[3, ["2024-01-02", "2;0"]], [4, ["2024-01-04", "4"]]]);
    expect(withRows(text, ";", changed)).toBe(
      'date;amount\r\n2024-01-01;"1,5"\r\n2024-01-02;"2;0"\r\n2024-01-04;4',
    );
    expect(withRows(text, ";", new Map())).toBe(text);
  });

  it("shows its delimiter, also when quotes hold another", () => {
    expect(guessDelimiter('"a,b,c,d";e;f\n')).toBe(";");
    expect(guessDelimiter("a\tb\n1,2\t3")).toBe("\t");
    expect(guessDelimiter("one")).toBe(",");
  });

  it("is read as UTF-8 where it is, else as what old programs write", () => {
    expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0xc2, 0xa3]))).toBe("£");
    expect(decodeText(new Uint8Array([0xa3, 0x31]))).toBe("£1");
  });

  it("that is written can be read back", () => {
    const values = ["plain", 'with "quotes"', "a,b", "two\nlines", ""];
    expect([...rowsOf(csvLine(values, ","), ",")][0]?.values).toEqual(values);
  });
});

const payments = previewOf(
  "date,supplier,expensetype,transaction,amount\n" +
    "31/03/2024,Corner Bakery,Food,T1,\"1,250.50\"\n" +
    "01/04/2024,Big Bank,Fees,T2,-20.00\n",
);

function typeNamed(name: string) {
  const type = eventTypeNamed(name);
  if (!type) throw new Error(`no event type ${name}`);
  return type;
}

describe("guesses", () => {
  it("find the way in which days are written, by what cannot be a month", () => {
    expect(guessDateFormats(["01/02/2024", "13/02/2024"])).toEqual(["%d/%m/%Y"]);
    expect(guessDateFormats(["01/02/2024", "02/13/2024"])).toEqual(["%m/%d/%Y"]);
    expect(guessDateFormats(["2024-02-29", ""])).toEqual(["%Y-%m-%d"]);
    expect(guessDateFormats(["01-Apr-10"])).toEqual(["%d-%b-%y"]);
    const withWrong = [...Array<string>(9).fill("31/03/2024"), "wrong"];
    expect(guessDateFormats(withWrong)).toEqual(["%d/%m/%Y"]);
    expect(guessDateFormats(["soon"])).toEqual([]);
  });

  it("find several ways of one file, but never two readings of one day", () => {
    const both = ["2024-05-01 00:00:00", "2024-05-02 00:00:00", "01/06/2024"];
    expect(guessDateFormats(both, true)).toEqual(["%Y-%m-%d %H:%M:%S", "%d/%m/%Y"]);
    const contradicting = ["31/03/2024", "31/03/2024", "31/03/2024", "31/03/2024", "03/31/2024"];
    expect(guessDateFormats(contradicting)).toEqual(["%d/%m/%Y"]);
  });

  it("say when no day tells which number is the month", () => {
    expect(isDayOrderOpen(["03/04/2024", ""])).toBe(true);
    expect(isDayOrderOpen(["03/04/2024", "13/04/2024"])).toBe(false);
    expect(isDayOrderOpen(["2024-03-04"])).toBe(false);
    expect(guessDateFormats(["03/04/2024"], true)).toEqual(["%d/%m/%Y"]);
    expect(guessDateFormats(["03/04/2024"], false)).toEqual(["%m/%d/%Y"]);
  });

  it("leave out what stands above the names of the columns", () => {
    const text = "Spending over 25,000\r\n\r\ndate,supplier,amount\r\n2024-01-01,A,1\r\n";
    expect(guessSkippedLines(text)).toBe(2);
    expect(previewOf(text, { ...openFormat, skipLines: 2 }).columns).toEqual([
      "date", "supplier", "amount",
    ]);
    expect(guessSkippedLines("a;b\n1;2\n")).toBe(0);
  });

  it("find the sign before the cents", () => {
    expect(guessDecimalSign(["1.250,50", "3,00"])).toBe(",");
    expect(guessDecimalSign(["1,250.50"])).toBe(".");
    expect(guessDecimalSign(["1250"])).toBe(".");
  });

  it("take no column for a day or an amount whose values are none", () => {
    const text = "date,invoice,supplier,amount due\n2024-03-04,1001,A,12.50\n";
    const { sources } = guessMapping(typeNamed("PurchaseRecorded"), previewOf(text), "USD");
    expect(sources["invoice_date"]).toEqual({ kind: "column", column: "date" });
    const swapped = previewOf("amount,paid\nmuch,12.50\n");
    const other = guessMapping(typeNamed("PurchaseRecorded"), swapped, "USD");
    expect(other.sources["amount"]).not.toEqual({ kind: "column", column: "amount" });
  });

  it("find the columns of a file of payments", () => {
    expect(guessType(eventTypes, payments)?.name).toBe("PurchaseRecorded");
    const mapping = guessMapping(typeNamed("PurchaseRecorded"), payments, "USD");
    expect(mapping.sources).toMatchObject({
      purchase_id: { kind: "row" },
      supplier_id: { kind: "named", column: "supplier" },
      invoice_date: { kind: "column", column: "date" },
      amount: { kind: "column", column: "amount" },
    });
    expect(mapping).toMatchObject({ dateFormats: ["%d/%m/%Y"], negatives: "credits" });
  });
});

describe("a mapping", () => {
  const type = typeNamed("PurchaseRecorded");
  const guessed = guessMapping(type, payments, "USD");
  const full = {
    ...guessed,
    sources: {
      ...guessed.sources,
      "category.scheme": { kind: "constant", text: "internal" },
      "category.code": { kind: "column", column: "expensetype" },
      is_construction: { kind: "constant", text: "no" },
      addressable: { kind: "constant", text: "yes" },
    },
  } as const;

  it("says which needed fields nothing fills yet", () => {
    const amount = { kind: "column", column: "" };
    const without = { ...full, sources: { ...full.sources, amount } };
    const missing = missingTargets(type, without as typeof guessed);
    expect(missing.map(({ path }) => path)).toEqual(["amount"]);
    expect(missingTargets(type, full)).toEqual([]);
  });

  it("becomes a profile that registers suppliers and tells payments from credits", () => {
    const profile = profileOf("payments", type, full, openFormat);
    const json = toJson(ImportProfileSchema, profile, { useProtoFieldName: true }) as JsonObject;
    const emits = json["emits"] as JsonObject[];
    expect(emits.map(({ event }) => event)).toEqual([
      "SupplierRegistered", "PurchaseRecorded", "SupplierCreditRecorded",
    ]);
    expect(emits[0]?.["scope"]).toBe("EMIT_SCOPE_FIRST_USE");
    expect(emits[1]?.["when"]).toEqual([
      { value: { column: "amount" }, sign: "NUMBER_SIGN_POSITIVE" },
    ]);
    const credit = emits[2]?.["fields"] as JsonObject[];
    const paths = credit.map(({ field }) => field);
    expect(paths).toContain("credit_id");
    expect(paths).not.toContain("invoice_date");
    expect(credit.find(({ field }) => field === "amount")).toMatchObject({ absolute: true });
    expect(json).toMatchObject({
      name: "payments",
      values: { date_formats: ["%d/%m/%Y"], decimal_sign: ".", thousands_sign: "," },
    });
  });

  it("counts hours and percents in hundredths, as people write them in whole", () => {
    const hours = typeNamed("CapacityBuildingDelivered");
    const mapping = { ...guessed, sources: { hours_x100: { kind: "column", column: "h" } } };
    const profile = profileOf("x", hours, mapping as typeof guessed, openFormat);
    expect(profile.emits[0]?.fields[0]).toMatchObject({ field: "hours_x100", times: 100 });
  });

  const events = (mapping: Mapping) =>
    profileOf("x", type, mapping, openFormat).emits.map(({ event }) => event);

  it("may take negative amounts for reversals of the purchase that a column names", () => {
    const reversing: Mapping = {
      ...full, keyColumns: ["transaction"], negatives: "reversals", reversesColumn: "reverses",
    };
    expect(events(reversing)).toEqual([
      "SupplierRegistered", "PurchaseRecorded", "PurchaseReversed", "SupplierCreditRecorded",
    ]);
    // Without a key no row can name another one.
    expect(events({ ...reversing, keyColumns: [] })).not.toContain("PurchaseReversed");
    expect(events({ ...full, negatives: "refused" })).toEqual([
      "SupplierRegistered", "PurchaseRecorded",
    ]);
  });

  const looked: Mapping = {
    ...full,
    lookup: { keyColumn: "code", rowColumn: "supplier" },
    sources: { ...full.sources, supplier_id: { kind: "namedLookup", column: "name" } },
  };

  it("may take values from a look-up file", () => {
    const profile = profileOf("x", type, looked, openFormat);
    expect(profile.lookups).toMatchObject([{ name: "lookup", keyColumn: "code" }]);
    expect(columnsRead(profile)).toContain("supplier");
    expect(columnsRead(profile)).not.toContain("name");
    expect(profileOf("x", type, full, openFormat).lookups).toEqual([]);
  });

  it("can be read back from its profile", () => {
    const reversing: Mapping = {
      ...full, keyColumns: ["transaction"], negatives: "reversals", reversesColumn: "reverses",
    };
    for (const mapping of [full, looked, reversing, { ...full, negatives: "refused" as const }]) {
      const again = mappingOf(profileOf("x", type, mapping, openFormat));
      expect(again).toEqual({ ...mapping, decided: ["all"] });
    }
  });

  it("is not read from a profile that says more", () => {
    const profile = profileOf("x", type, full, openFormat);
    const [register, main, credit] = profile.emits;
    if (!register || !main || !credit) throw new Error("three rules are made");
    expect(mappingOf({ ...profile, emits: [register, main, credit, main] })).toBeUndefined();
    const nullWords = { ...profile, values: { ...profile.values!, nullWords: ["n/a"] } };
    expect(mappingOf(nullWords)).toBeUndefined();
  });

  it("has a name that profiles may have", () => {
    expect(profileName("Compras de Año 2024 (v2)")).toBe("compras-de-ano-2024-v2");
    expect(sourceName("payments-2020-07.csv")).toBe("payments");
    expect(sourceName("2024.csv")).toBe("2024");
  });
});

describe("the wishes beside a profile", () => {
  const type = typeNamed("PurchaseRecorded");
  const profile = profileOf("kept", type, guessMapping(type, payments, "USD"), openFormat);

  it("name a profile that is kept, and carry one that is changed for this file", () => {
    const kept = planOf(noWishes, { profile, isKept: true });
    expect(kept.profileChoice).toEqual({ case: "profileName", value: "kept" });
    const strict = profileFor(profile, { ...noWishes, onlyInPeriod: true }, undefined);
    expect(strict.rejectOutsidePeriod).toBe(true);
    expect(planOf(noWishes, { profile: strict, isKept: false }).profileChoice.case).toBe("profile");
  });

  it("hold a period with both its days in their order, or none", () => {
    const [first, last] = [{ days: 1 }, { days: 2 }];
    expect(isPeriodClear(noWishes)).toBe(true);
    expect(isPeriodClear({ from: first, to: last })).toBe(true);
    expect(isPeriodClear({ from: last, to: first })).toBe(false);
    expect(isPeriodClear({ from: first, to: undefined })).toBe(false);
    const plan = planOf({ ...noWishes, from: first, to: last }, { profile, isKept: true });
    expect(plan.period).toMatchObject({ from: { days: 1 }, to: { days: 2 } });
    expect(planOf(noWishes, { profile, isKept: true }).period).toBeUndefined();
  });
});

describe("the places that columns fill", () => {
  const named = eventTypes.map((type) => [type.name, type] as const);

  it.each(named)("of %s have a path each", (_, type) => {
    const paths = targetsOf(type).map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });
});
