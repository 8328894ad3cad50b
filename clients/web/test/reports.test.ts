import { Code, ConnectError } from "@connectrpc/connect";
import { create, fromJson, type JsonObject } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { RecordedEventSchema } from "@/gen/anchorledger/api/v1/event_pb";
import { DateSchema, PeriodSchema } from "@/gen/anchorledger/event/v1/common_pb";
import { eventTypeNamed } from "@/forms/definitions.ts";
import { DraftStore, type Draft } from "@/forms/drafts.ts";
import { openReport, type DueReport } from "@/reports/due.ts";
import { Outbox, type Sending } from "@/reports/outbox.ts";
import {
  emptyReport,
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

  it("can be results only", () => {
    const names = reportable.map(({ name }) => name);
    expect(names).toContain("JobsReported");
    expect(names).not.toContain("PartnerReportReceived");
    expect(names).not.toContain("PartnershipProposed");
  });
});

function outboxWith(answers: (bigint | Error)[]) {
  const store = new DraftStore({ tenantId: "t", actorId: "a" });
  const told: Sending["state"][] = [];
  const sent: string[] = [];
  const outbox = new Outbox(
    store,
    () => true,
    (draft) => {
      sent.push(draft.requestId);
      const answer = answers.shift() ?? 0n;
      if (answer instanceof Error) return Promise.reject(answer);
      return Promise.resolve({ position: answer, logId: "1f", at: undefined });
    },
    (_, sending) => told.push(sending.state),
  );
  return { store, outbox, told, sent };
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

  it("sends nothing twice when asked twice at once", async () => {
    const { outbox, sent } = outboxWith([7n, 8n]);
    await Promise.all([outbox.put(nilReport(report)), outbox.flush(), outbox.flush()]);
    expect(sent).toHaveLength(1);
  });
});
