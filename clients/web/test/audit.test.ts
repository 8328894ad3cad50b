import { fromJson, type JsonObject } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { csvHead, csvOfEvent, exactTime } from "@/audit/file.ts";
import { aftermathOf, marksOf } from "@/audit/aftermath.ts";
import { amountOf, amountText, batchOf, kindText, nameText, titleOf } from "@/audit/reading.ts";
import {
  eventSearchFrom,
  everything,
  filterOf,
  searchFromEvents,
  typesOf,
} from "@/audit/search.ts";
import { sieveOf } from "@/audit/sieve.ts";
import { RecordedEventSchema } from "@/gen/anchorledger/api/v1/event_pb";
import { Format } from "@/locale/format.ts";

function recorded(position: number, payload: JsonObject, header: JsonObject = {}) {
  return fromJson(RecordedEventSchema, {
    position: String(position),
    revision: "1",
    stream: "investment/loan-7",
    request_id: "req-1",
    recorded_at: "2020-03-01T10:20:30.000123Z",
    payload,
    header: { actor_ref: "fin-1", actor_org_id: "bmc", actor_role: "ROLE_FIN", ...header },
  });
}

const money = (minor: string) => ({ minor, currency: "USD" });
const loan = recorded(
  5,
  { loan_disbursed: { draw_no: 1, amount: money("125050"), ledger_ref: "GL-77" } },
  { event_type: 905, effective_on: { days: 18300 }, batch_id: "b-1" },
);
const amended = recorded(
  6,
  { event_amended: { target_position: "5", target_event_type: 905 } },
  { event_type: 1201 },
);
const voidOf = (target: number, position = 7) =>
  recorded(
    position,
    { event_voided: { target_position: String(target), target_event_type: 905 } },
    { event_type: 1202 },
  );

describe("a search", () => {
  it("is the same after a journey through an address", () => {
    const address = {
      type: "LoanDisbursed", partnership: "p", anchor: "a", batch: "b", stream: "s/1",
      from: "2020-01-01", to: "2020-12-31", rfrom: "2021-01-01", rto: "2021-02-01",
      known: "2021-03-01", order: "oldest", actor: "x", org: "o", late: "yes",
      supplier: "s", partner: "q", changed: "yes", words: "gl 77",
    };
    expect(searchFromEvents(eventSearchFrom(address))).toEqual(address);
    expect(searchFromEvents(everything)).toEqual({});
  });

  it("as known on a day ends with it, or earlier where records are asked for until then", () => {
    const filter = filterOf(eventSearchFrom({ known: "1970-01-05", rto: "1970-01-03" }));
    expect(filter.recordedBefore).toMatchObject({ seconds: 3n * 86_400n });
    expect(filter.recordedFrom).toBeUndefined();
  });

  it("names types by themselves or by their group, and forgets those that nobody knows", () => {
    expect(typesOf("LoanDisbursed,Nonsense,HireRecorded")).toEqual([
      "LoanDisbursed",
      "HireRecorded",
    ]);
    expect(typesOf("group-9")).toContain("LoanDisbursed");
    expect(typesOf("group-9")).not.toContain("HireRecorded");
    expect(typesOf("")).toEqual([]);
  });

  it("finds a proof by where it is kept and by its digest", () => {
    for (const words of ["inv-4", "DEADBEEF", "invoice gl-77"]) {
      expect(sieveOf({ ...everything, words })?.(proven), words).toBe(true);
    }
    expect(sieveOf({ ...everything, words: "inv-5" })?.(proven)).toBe(false);
  });

  it("keeps only what was corrected or taken out since, as far as that is known", () => {
    const changed = sieveOf({ ...everything, changedOnly: true }, aftermathOf([amended]));
    expect([loan, amended, proven].map((one) => changed?.(one))).toEqual([true, false, false]);
    expect(sieveOf({ ...everything, changedOnly: true })?.(loan)).toBe(false);
  });

  it("is sifted by what the server cannot filter by, and only by that", () => {
    const ofServer = {
      type: "LoanDisbursed", from: "2020-01-01", actor: "fin-1", org: "bmc", late: "yes",
      supplier: "s", partner: "q",
    };
    expect(sieveOf(eventSearchFrom(ofServer))).toBeUndefined();
    const finds = (address: Record<string, string>) => sieveOf(eventSearchFrom(address))!(loan);
    expect(finds({ words: "gl-77 PAID" })).toBe(true);
    expect(finds({ words: "gl-77 préstamo" })).toBe(true);
    expect(finds({ words: "gl-78" })).toBe(false);
  });

  it("asks the server for who recorded, what is late, and whom it is about", () => {
    const address = { actor: " fin-1 ", org: "bmc", late: "yes", supplier: "s-1", partner: "p-1" };
    expect(filterOf(eventSearchFrom(address))).toMatchObject({
      actorRef: "fin-1", actorOrgId: "bmc", lateOnly: true, supplierId: "s-1", partnerId: "p-1",
    });
  });
});

describe("marks", () => {
  it("say that a record was corrected, until the correction was taken back", () => {
    expect(marksOf(loan, aftermathOf([amended]))).toEqual(["corrected"]);
    expect(marksOf(loan, aftermathOf([voidOf(6), amended]))).toEqual([]);
    expect(marksOf(amended, aftermathOf([voidOf(6), amended]))).toEqual(["takenOut", "correction"]);
  });

  it("say that a record was taken out, and that it was so with its import", () => {
    const undone = recorded(8, { import_batch_undone: { batch_id: "b-1" } }, { event_type: 1213 });
    expect(marksOf(loan, aftermathOf([voidOf(5), undone]))).toEqual(["takenOut"]);
    expect(marksOf(loan, aftermathOf([undone]))).toEqual(["importUndone"]);
  });

  it("say what is late", () => {
    const late = recorded(9, {}, { event_type: 905, late: true });
    expect(marksOf(late, aftermathOf([]))).toEqual(["late"]);
  });
});

describe("a row", () => {
  const format = new Format("en-US");

  it("tells the money of an event, or else its count with its unit", () => {
    expect(amountText(amountOf(loan)!, format, "en")).toBe("$1,250.50");
    const hires = recorded(3, { hire_recorded: { count: "12" } }, { event_type: 703 });
    expect(amountText(amountOf(hires)!, format, "es")).toBe("12 personas");
    expect(amountOf(amended)).toBeUndefined();
  });

  it("tells of a correction what it corrects", () => {
    expect(titleOf(amended, "en")).toBe("A record was corrected: We paid out part of a loan");
  });

  it("tells of a type that this page does not know its number", () => {
    expect(titleOf(recorded(1, {}, { event_type: 999 }), "en")).toContain("999");
  });

  it("names what it is about, by its name where there is one", () => {
    expect(kindText(loan.stream, "en")).toBe("Investment");
    expect(nameText(loan.stream, () => undefined)).toBe("loan-7");
    expect(nameText("partnership/x", () => "Casa Uno")).toBe("Casa Uno");
  });

  it("leads to the import that it came with, or that it tells of", () => {
    expect(batchOf(loan)).toBe("b-1");
    const record = recorded(4, {}, { event_type: 1212 });
    record.stream = "import-batch/b-2";
    expect(batchOf(record)).toBe("b-2");
  });
});

const proven = recorded(
  8,
  { loan_disbursed: { draw_no: 1, amount: money("125050"), ledger_ref: "GL-77" } },
  {
    event_type: 905,
    evidence_refs: [{ kind: "invoice", reference: "INV-4", sha256: "3q2+7w==" }],
    causation_position: "5",
  },
);

describe("a file of events", () => {
  const columns = csvHead().replace("\uFEFF", "").trim().split(",");
  const row = (event = loan, aftermath = aftermathOf([])) => {
    const values = csvOfEvent(event, aftermath, "en", { logId: "l-1", epoch: 2 }).trim().split(",");
    return Object.fromEntries(columns.map((name, i) => [name, values[i]]));
  };

  it("holds exact times and unformatted amounts", () => {
    expect(exactTime(loan)).toBe("2020-03-01T10:20:30.000123Z");
    expect(row()).toMatchObject({
      position: "5", event_type: "LoanDisbursed", amount: "1250.50", unit: "USD", role: "fin",
      effective_on: "2020-02-08", batch: "b-1", late: "", corrected_by: "",
    });
  });

  it("names the proof, what led to it and the log that it is of", () => {
    expect(row(proven)).toMatchObject({
      evidence: "invoice INV-4 sha256:deadbeef", caused_by_position: "5", log_id: "l-1",
      log_epoch: "2",
    });
  });

  it("leads from an event to its corrections and back", () => {
    expect(row(loan, aftermathOf([amended, voidOf(5)]))).toMatchObject({
      corrected_by: "6", voided_by: "7", reason: "",
    });
    expect(row(amended)).toMatchObject({ corrects_position: "5", amount: "" });
  });
});
