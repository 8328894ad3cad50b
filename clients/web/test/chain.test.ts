import { fromJson, type JsonObject } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { chainOf, knownOn } from "@/audit/chain.ts";
import { batchRecords } from "@/pages/batch/records.ts";
import { RecordedEventSchema } from "@/gen/anchorledger/api/v1/event_pb";
import { eventTypeNamed } from "@/forms/definitions.ts";
import { Format } from "@/locale/format.ts";

const type = eventTypeNamed("LoanDisbursed")!;
const reader = { language: "en", format: new Format("en-US") } as const;

function recorded(position: number, payload: JsonObject, header: JsonObject = {}) {
  return fromJson(RecordedEventSchema, {
    position: String(position),
    // One a day.
    recorded_at: `1970-01-0${position}T12:00:00Z`,
    payload,
    header,
  });
}

function amended(position: number, changes: JsonObject[]) {
  const body = { target_position: "1", target_event_type: 905, field_changes: changes };
  return recorded(position, { event_amended: body });
}

function voided(position: number, target: string) {
  return recorded(position, { event_voided: { target_position: target } });
}

const money = (minor: string) => JSON.stringify({ minor, currency: "USD" });
const loan = recorded(
  1,
  { loan_disbursed: { draw_no: 1, amount: { minor: "100", currency: "USD" } } },
  { effective_on: { days: 10 } },
);
const dearer = amended(2, [{ path: "amount", old_json: money("100"), new_json: money("250") }]);
const named = amended(3, [
  { path: "header.facility_id", old_absent: {}, new_json: '"north"' },
  { path: "amount", old_json: money("250"), new_json: money("300") },
]);

describe("the chain of an event", () => {
  it("tells of each correction which fields it changed, from what it found to what it gave", () => {
    const chain = chainOf(loan, type, [loan, dearer, named], reader);
    expect(chain.map(({ kind }) => kind)).toEqual(["recorded", "corrected", "corrected"]);
    expect(chain[1]?.changes).toMatchObject([{ path: "amount", before: "$1.00", after: "$2.50" }]);
    expect(chain[2]?.changes).toMatchObject([
      { path: "amount", before: "$2.50", after: "$3.00" },
      { path: "header.facility_id", before: undefined, after: "north" },
    ]);
  });

  it("keeps a correction that was taken back, and says by what", () => {
    const back = voided(4, "2");
    const chain = chainOf(loan, type, [loan, dearer, back], reader);
    expect(chain).toHaveLength(2);
    expect(chain[1]?.takenBackBy).toBe(back);
  });

  it("ends with the record that takes it out", () => {
    const out = voided(4, "1");
    const chain = chainOf(loan, type, [loan, dearer, out], reader);
    expect(chain.at(-1)).toMatchObject({ kind: "takenOut", event: out, changes: [] });
  });

  it("is as long as it was known on a day", () => {
    expect(knownOn([loan, dearer, named], { days: 1 })).toEqual([loan, dearer]);
    expect(knownOn([loan, dearer], undefined)).toHaveLength(2);
  });
});

describe("a batch", () => {
  const state = (name: string) => ({
    import_batch_recorded: { batch_id: "b", state: `IMPORT_BATCH_STATE_${name}`, file_name: "f" },
  });

  it("is what its last record says, until it is undone", () => {
    const begun = recorded(1, state("STARTED"));
    const finished = recorded(2, state("FINISHED"));
    const undone = recorded(3, { import_batch_undone: { batch_id: "b" } });
    expect(batchRecords([begun])).toMatchObject({ state: "started", begun, last: begun });
    const done = batchRecords([begun, finished]);
    expect(done).toMatchObject({ state: "finished", begun, last: finished, fileName: "f" });
    expect(batchRecords([begun, finished, undone])).toMatchObject({ state: "undone", undone });
  });

  it("may be a name that events share, without any file", () => {
    expect(batchRecords([])).toMatchObject({ state: "unknown", begun: undefined, fileName: "" });
  });
});
