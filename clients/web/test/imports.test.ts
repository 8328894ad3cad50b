import { toJson, type JsonObject } from "@bufbuild/protobuf";
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { StartImportRequestSchema } from "@/gen/anchorledger/api/v1/import_pb";
import { ImportProfileSchema } from "@/gen/anchorledger/api/v1/import_profile_pb";
import { eventTypeNamed, eventTypes } from "@/forms/definitions.ts";
import { csvLine, decodeText, guessDelimiter, previewOf, rowsOf, withRows } from
  "@/imports/csv.ts";
import { guessDateFormat, guessDecimalSign, guessMapping, guessType } from "@/imports/guess.ts";
import { missingTargets, profileName, profileOf } from "@/imports/mapping.ts";
import { PlanStore } from "@/imports/plans.ts";
import { targetsOf } from "@/imports/targets.ts";
import { PART_BYTES, uploadFile, type SendPart } from "@/imports/upload.ts";

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
    expect(guessDateFormat(["01/02/2024", "13/02/2024"])).toBe("%d/%m/%Y");
    expect(guessDateFormat(["01/02/2024", "02/13/2024"])).toBe("%m/%d/%Y");
    expect(guessDateFormat(["2024-02-29", ""])).toBe("%Y-%m-%d");
    expect(guessDateFormat(["01-Apr-10"])).toBe("%d-%b-%y");
    expect(guessDateFormat([...Array<string>(9).fill("31/03/2024"), "wrong"])).toBe("%d/%m/%Y");
    expect(guessDateFormat(["soon"])).toBeUndefined();
  });

  it("find the sign before the cents", () => {
    expect(guessDecimalSign(["1.250,50", "3,00"])).toBe(",");
    expect(guessDecimalSign(["1,250.50"])).toBe(".");
    expect(guessDecimalSign(["1250"])).toBe(".");
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
    expect(mapping).toMatchObject({ dateFormat: "%d/%m/%Y", negativesAreCredits: true });
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
    const profile = profileOf("payments", type, full, ",");
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
    const profile = profileOf("x", hours, mapping as typeof guessed, ",");
    expect(profile.emits[0]?.fields[0]).toMatchObject({ field: "hours_x100", times: 100 });
  });

  it("has a name that profiles may have", () => {
    expect(profileName("Compras de Año 2024 (v2)")).toBe("compras-de-ano-2024-v2");
  });
});

describe("the places that columns fill", () => {
  const named = eventTypes.map((type) => [type.name, type] as const);

  it.each(named)("of %s have a path each", (_, type) => {
    const paths = targetsOf(type).map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });
});

/** A server that stores what it is sent, and loses the connection when told to. */
function storage(failures: readonly number[] = []) {
  const stored: number[] = [];
  let calls = 0;
  let total = -1;
  const asked: number[] = [];
  const send: SendPart = async (request) => {
    calls += 1;
    if (failures.includes(calls)) throw new ConnectError("gone", Code.Unavailable);
    total = Number(request.totalBytes ?? total);
    const data = request.data ?? new Uint8Array();
    asked.push(data.length);
    if (Number(request.offset ?? 0) === stored.length) for (const byte of data) stored.push(byte);
    const complete = stored.length === total && request.sha256 !== undefined;
    return { storedBytes: BigInt(stored.length), complete };
  };
  return { send, stored, asked };
}

const bytes = new Uint8Array(PART_BYTES * 2 + 5).map((_, i) => i % 251);
const file = new File([bytes], "payments.csv");

function watcher(progress: number[] = []) {
  return {
    signal: new AbortController().signal,
    onProgress: (stored: number) => progress.push(stored),
    pause: () => Promise.resolve(),
  };
}

describe("an upload", () => {
  it("sends a file in parts, and says how far it is", async () => {
    const { send, stored, asked } = storage();
    const progress: number[] = [];
    const upload = await uploadFile(file, send, watcher(progress));
    expect(stored).toHaveLength(bytes.length);
    expect(asked).toEqual([0, PART_BYTES, PART_BYTES, 5]);
    expect(progress).toEqual([0, PART_BYTES, 2 * PART_BYTES, bytes.length]);
    expect(upload.uploadId).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
  });

  it("goes on where it stopped, under the same name", async () => {
    const server = storage([3, 4, 5, 6, 7]);
    await expect(uploadFile(file, server.send, watcher())).rejects.toThrow();
    expect(server.stored).toHaveLength(PART_BYTES);
    await uploadFile(file, server.send, watcher());
    expect(server.stored).toHaveLength(bytes.length);
    expect(server.asked.slice(2)).toEqual([0, PART_BYTES, 5]);
  });

  it("is patient with a connection that comes back", async () => {
    const { send, stored } = storage([1, 3, 4]);
    await uploadFile(file, send, watcher());
    expect(stored).toHaveLength(bytes.length);
  });

  it("stops when it is told to", async () => {
    const stopping = new AbortController();
    const { send } = storage();
    const watch = {
      ...watcher(),
      signal: stopping.signal,
      onProgress: () => stopping.abort(),
    };
    await expect(uploadFile(file, send, watch)).rejects.toThrow();
  });
});

describe("the plan of an import", () => {
  it("is kept for making a dry run real, and the oldest are forgotten", () => {
    const store = new PlanStore({ tenantId: "t", actorId: "a" });
    const plan = create(StartImportRequestSchema, { uploadId: "u-1", requestId: "r-1" });
    for (let i = 0; i < 35; i += 1) store.put(`import-${i}`, plan);
    expect(store.get("import-34")).toMatchObject({ uploadId: "u-1", requestId: "r-1" });
    expect(localStorage.length).toBe(30);
    expect(new PlanStore({ tenantId: "t", actorId: "b" }).get("import-34")).toBeUndefined();
  });
});
