import { create, fromJson, toJson, type JsonObject } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { ProposedEventSchema, RecordedEventSchema } from "@/gen/anchorledger/api/v1/event_pb";
import {
  amendment,
  canonicalJson,
  changesBetween,
  fateOf,
  lastRevision,
  voiding,
} from "@/forms/corrections.ts";
import { eventTypeNamed } from "@/forms/definitions.ts";

const type = eventTypeNamed("LoanDisbursed")!;

function recorded(position: number, payload: JsonObject, header: JsonObject = {}) {
  return fromJson(RecordedEventSchema, {
    position: String(position),
    revision: String(position - 4),
    payload,
    header: { event_type: 905, anchor_id: "bmc", ...header },
  });
}

const money = (minor: string) => ({ minor, currency: "USD" });
const loan = recorded(5, { loan_disbursed: { draw_no: 1, amount: money("100") } });

function amended(position: number, minor: string) {
  const change = {
    path: "amount",
    old_json: '{"minor":"100","currency":"USD"}',
    new_json: canonicalJson(money(minor)),
  };
  return recorded(position, {
    event_amended: { target_position: "5", field_changes: [change], reason: "AMEND_REASON_TYPO" },
  });
}

function voided(position: number, target: string) {
  return recorded(position, { event_voided: { target_position: target } });
}

describe("what is in force of an event", () => {
  it("is the last correction's value", () => {
    const fate = fateOf(loan, type, [loan, amended(6, "200"), amended(7, "300")]);
    expect(fate.inForce.values["amount"]).toEqual(money("300"));
    expect(fate.amendments.map(({ position }) => position)).toEqual([6n, 7n]);
  });

  it("is the value before, once a correction was taken out", () => {
    const fate = fateOf(loan, type, [loan, amended(6, "200"), amended(7, "300"), voided(8, "7")]);
    expect(fate.inForce.values["amount"]).toEqual(money("200"));
  });

  it("is nothing, once it was taken out itself", () => {
    const fate = fateOf(loan, type, [loan, voided(6, "5")]);
    expect(fate.voidedBy?.position).toBe(6n);
  });

  it("is not touched by corrections of its neighbours", () => {
    const other = recorded(4, { loan_disbursed: { draw_no: 1 } });
    const fate = fateOf(other, type, [other, loan, amended(6, "200"), voided(7, "5")]);
    expect(fate).toMatchObject({ amendments: [], voidedBy: undefined });
  });
});

describe("a correction", () => {
  it("names the fields that differ, by path, with both values as canonical JSON", () => {
    const before = { values: { amount: money("100"), draw_no: 1 }, header: { basis: "B" } };
    const after = { values: { amount: money("150"), ledger_ref: "<1>" }, header: {} };
    expect(changesBetween(before, after)).toEqual([
      {
        path: "amount",
        old_json: '{"minor":"100","currency":"USD"}',
        new_json: '{"minor":"150","currency":"USD"}',
      },
      { path: "draw_no", old_json: "1", new_absent: {} },
      { path: "header.basis", old_json: '"B"', new_absent: {} },
      { path: "ledger_ref", old_absent: {}, new_json: '"\\u003c1\\u003e"' },
    ]);
  });

  it("is refused when somebody else came in between: it says which revision it saw", () => {
    const stream = [loan, amended(6, "200")];
    const changes = changesBetween(
      { values: { draw_no: 1 }, header: {} },
      { values: { draw_no: 2 }, header: {} },
    );
    const why = { reason: "AMEND_REASON_TYPO", lateReason: "" };
    const proposed = amendment(loan, lastRevision(stream), changes, why);
    expect(toJson(ProposedEventSchema, proposed, { useProtoFieldName: true })).toEqual({
      revision: "2",
      anchor_id: "bmc",
      payload: {
        event_amended: {
          target_position: "5",
          target_event_type: 905,
          field_changes: [{ path: "draw_no", old_json: "1", new_json: "2" }],
          reason: "AMEND_REASON_TYPO",
        },
      },
    });
  });

  it("can be a void, with its reason, and with that for changing closed books", () => {
    const why = { reason: "VOID_REASON_DUPLICATE", lateReason: "restatement" };
    const proposed = voiding(loan, 1n, why);
    expect(proposed.payload?.event.case).toBe("eventVoided");
    expect(proposed.lateReason).toBe("restatement");
    expect(proposed.expectedState).toEqual({ case: "revision", value: 1n });
  });

  it("of nothing changes nothing", () => {
    expect(changesBetween({ values: {}, header: {} }, { values: {}, header: {} })).toEqual([]);
    expect(create(ProposedEventSchema).payload).toBeUndefined();
  });
});
