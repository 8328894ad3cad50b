import { Code, ConnectError } from "@connectrpc/connect";
import { create, fromJson, type JsonObject } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { RecordedEventSchema } from "@/gen/anchorledger/api/v1/event_pb";
import { Basis } from "@/gen/anchorledger/event/v1/enums_pb";
import { DateSchema, PeriodSchema } from "@/gen/anchorledger/event/v1/common_pb";
import { eventTypeNamed } from "@/forms/definitions.ts";
import { DraftStore, type Draft } from "@/forms/drafts.ts";
import { Shelf } from "@/kept.ts";
import { receiptFor, receiptOf, reportedIn } from "@/reports/receipts.ts";
import { Format } from "@/locale/format.ts";
import { answeredReport, openReport, type DueReport } from "@/reports/due.ts";
import { Outbox, type Sending } from "@/reports/outbox.ts";
import {
  asLateEntry,
  emptyReport,
  isBegun,
  missingIn,
  newPart,
  nilReport,
  partsOf,
  reportable,
  reportEvents,
  withParts,
} from "@/reports/report_draft.ts";

function recorded(position: number, payload: JsonObject) {
  return fromJson(RecordedEventSchema, { position: String(position), payload, header: {} });
}

const dueIn = (dueDays: number) => ({
  partner_report_due: {
    report_id: "r-1", partner_id: "p-1", report_kind: "jobs", reminder_no: 0,
    period: { from: { days: 10 }, to: { days: 20 } }, due_on: { days: dueDays },
  },
});
const received = { partner_report_received: { report_id: "r-1", nil: true } };

describe("a report", () => {
  it("is owed until it is in, on the day of the last reminder", () => {
    const stream = [recorded(1, dueIn(30)), recorded(2, dueIn(40))];
    expect(openReport(stream)?.dueOn.days).toBe(40);
    expect(openReport([...stream, recorded(3, received)])).toBeUndefined();
  });

  it("is answered once it is in, and says when and whether it was empty", () => {
    const arrival = { partner_report_received: { report_id: "r-1", nil: true,
      received_on: { days: 33 } } };
    const stream = [recorded(1, dueIn(30)), recorded(2, arrival)];
    expect(answeredReport(stream)).toMatchObject({
      partnerId: "p-1", isNil: true, position: 2n, receivedOn: { days: 33 }, dueOn: { days: 30 },
    });
    const taken = recorded(3, { event_voided: { target_position: "2" } });
    expect(answeredReport([...stream, taken])).toBeUndefined();
    expect(answeredReport(stream.slice(0, 1))).toBeUndefined();
  });

  it("is owed again once its arrival was taken out, and not once the asking was", () => {
    const stream = [recorded(1, dueIn(30)), recorded(2, received)];
    const taken = (target: string) =>
      recorded(3, { event_voided: { target_position: target } });
    expect(openReport([...stream, taken("2")])).toBeDefined();
    expect(openReport([recorded(1, dueIn(30)), taken("1")])).toBeUndefined();
  });
});

const report: DueReport = {
  reportId: "r-1",
  partnerId: "p-1",
  kind: "jobs",
  period: create(PeriodSchema, { from: { days: 19358 }, to: { days: 19722 } }),
  dueOn: create(DateSchema, { days: 19753 }),
  anchorId: "bmc",
  partnershipId: "bartlett",
};

function jobs() {
  const type = eventTypeNamed("JobsReported");
  if (!type) throw new Error("no such type");
  return type;
}

describe("what is sent of a report", () => {
  it("is one event for each part and the word that the report is in", () => {
    const empty = emptyReport(report);
    const [part] = partsOf(empty);
    if (!part) throw new Error("a report on jobs has no form for them");
    const filled = { ...part, values: { ...part.values, fte_x100_total: "12.5" } };
    const { events } = reportEvents({ ...empty, values: withParts([filled]) });
    expect(events.map(({ payload }) => payload?.event.case)).toEqual([
      "jobsReported", "partnerReportReceived",
    ]);
    expect(events[0]).toMatchObject({ anchorId: "bmc", partnershipId: "bartlett" });
    expect(events[0]?.payload?.event.value).toMatchObject({
      orgId: "p-1", asOf: { days: 19722 }, fteX100Total: 1250n,
    });
  });

  it("is only that there is nothing, when there is nothing", () => {
    const { events } = reportEvents(nilReport(report));
    expect(events).toHaveLength(1);
    expect(events[0]?.payload?.event.value).toMatchObject({ reportId: "r-1", nil: true });
  });

  it("is the same after the device kept it", () => {
    const draft = { ...nilReport(report), values: withParts([newPart(jobs(), nilReport(report))]) };
    const kept = JSON.parse(JSON.stringify(draft)) as Draft;
    expect(reportEvents(kept)).toEqual(reportEvents(draft));
    expect(partsOf(kept).map(({ type }) => type.name)).toEqual(["JobsReported"]);
  });

  it("is begun once something is typed, and says what it still needs", () => {
    const empty: Draft = { ...nilReport(report), ...emptyReport(report) };
    const [part] = partsOf(empty);
    if (!part) throw new Error("a report on jobs has no form for them");
    expect(isBegun(empty)).toBe(false);
    expect([...missingIn(part).keys()]).toEqual(["fte_x100_total"]);
    const filled = { ...part, values: { ...part.values, fte_x100_total: "12.5" } };
    expect(isBegun({ ...empty, values: withParts([filled]) })).toBe(true);
    expect(missingIn(filled).size).toBe(0);
  });

  it("says of homes that they are planned", () => {
    const type = eventTypeNamed("HousingUnitsReported");
    if (!type) throw new Error("no such type");
    const part = newPart(type, nilReport(report));
    const basisOf = (stage: string) => {
      const values = withParts([{ type, values: { ...part.values, stage } }]);
      return reportEvents({ ...nilReport(report), values }).events[0]?.basis;
    };
    expect(basisOf("HOUSING_STAGE_PROJECTED")).toBe(Basis.PROJECTED);
    expect(basisOf("HOUSING_STAGE_COMPLETED")).toBe(Basis.UNSPECIFIED);
  });

  it("stands on the receipt, and nothing that its sender never saw", () => {
    const empty: Draft = { ...nilReport(report), ...emptyReport(report) };
    const [part] = partsOf(empty);
    if (!part) throw new Error("a report on jobs has no form for them");
    const filled = { ...part, values: { ...part.values, fte_x100_total: "12.5" } };
    const draft = { ...empty, values: withParts([filled]) };
    const at = new Date("2026-04-01T12:00:00Z");
    const recorded = { draft, logId: "1f", position: 7n, at };
    const kept = receiptFor(recorded, { kind: "jobs", partner: "Corner Bakery" });
    const receipt = receiptOf(JSON.parse(JSON.stringify(kept)) as Draft);
    expect(receipt).toMatchObject({ number: "1f-7", at, partner: "Corner Bakery", isNil: false });
    const reader = { language: "es", format: new Format("es-US") } as const;
    const [reported] = reportedIn(receipt.draft, reader);
    expect(reported?.facts.map(({ text }) => text)).toEqual(["12.5"]);
  });

  it("can be results only", () => {
    const names = reportable.map(({ name }) => name);
    expect(names).toContain("JobsReported");
    expect(names).not.toContain("PartnerReportReceived");
    expect(names).not.toContain("PartnershipProposed");
  });
});

/** A refusal as the gateway words it. */
function refusedFor(reason: string): ConnectError {
  const error = new ConnectError("no", Code.FailedPrecondition);
  error.details.push({
    type: "google.rpc.ErrorInfo",
    value: new Uint8Array(),
    debug: { reason, domain: "anchorledger" },
  });
  return error;
}

function outboxWith(answers: (bigint | Error)[], shelf?: Shelf) {
  const store = new DraftStore({ tenantId: "t", actorId: "a" }, shelf);
  const told: Sending["state"][] = [];
  const sent: string[] = [];
  const reasons: unknown[] = [];
  const outbox = new Outbox(
    store,
    () => true,
    {
      send: (draft) => {
        sent.push(draft.requestId);
        reasons.push(draft.header["late_reason"]);
        const answer = answers.shift() ?? 0n;
        if (answer instanceof Error) return Promise.reject(answer);
        return Promise.resolve({ position: answer, logId: "1f", at: undefined });
      },
      mend: asLateEntry,
    },
    (_, sending) => told.push(sending.state),
  );
  return { store, outbox, told, sent, reasons };
}

describe("the outbox", () => {
  it("keeps what could not be sent, and sends it later under the same request id", async () => {
    const { store, outbox, told, sent } = outboxWith([new TypeError("Failed to fetch"), 7n]);
    const draft = nilReport(report);
    await outbox.put(draft);
    expect(store.get(draft.key)).toMatchObject({ sent: true });
    await outbox.flush();
    expect(told).toEqual(["sending", "later", "sending", "recorded"]);
    expect(sent).toEqual([draft.requestId, draft.requestId]);
    expect(store.get(draft.key)).toBeUndefined();
  });

  it("gives back what was refused, to be changed", async () => {
    const { store, outbox, told } = outboxWith([
      new ConnectError("no", Code.FailedPrecondition),
    ]);
    await outbox.put(nilReport(report));
    expect(told).toEqual(["sending", "refused"]);
    expect(store.list()[0]).toMatchObject({ sent: false });
    expect(outbox.hasWaiting()).toBe(false);
  });

  it("sends what this page alone remembers, too", async () => {
    const forbidden = new Shelf(() => {
      throw new Error("denied");
    });
    const { outbox, told } = outboxWith([new TypeError("Failed to fetch"), 7n], forbidden);
    await outbox.put(nilReport(report));
    await outbox.flush();
    expect(told).toEqual(["sending", "later", "sending", "recorded"]);
  });

  it("sends a report as a late entry where the books are closed, and keeps to it", async () => {
    const { outbox, told, reasons } = outboxWith([
      refusedFor("PERIOD_CLOSED"), new TypeError("Failed to fetch"), 7n,
    ]);
    await outbox.put(nilReport(report));
    await outbox.flush();
    expect(told).toEqual(["sending", "later", "sending", "recorded"]);
    expect(reasons).toEqual([undefined, "partner_report", "partner_report"]);
  });

  it("asks its writer where the books are closed for good", async () => {
    const { outbox, told } = outboxWith([refusedFor("PERIOD_HARD_CLOSED")]);
    await outbox.put(nilReport(report));
    expect(told).toEqual(["sending", "refused"]);
  });

  it("sends nothing twice when asked twice at once", async () => {
    const { outbox, sent } = outboxWith([7n, 8n]);
    await Promise.all([outbox.put(nilReport(report)), outbox.flush(), outbox.flush()]);
    expect(sent).toHaveLength(1);
  });
});
