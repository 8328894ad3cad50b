// One request for a report to several partners: what is sent, and where objections belong.
import { fromJson, type JsonObject } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import type { Problem } from "@/api/problem.ts";
import { mayRecord } from "@/forms/definitions.ts";
import { RecordedEventSchema } from "@/gen/anchorledger/api/v1/event_pb";
import {
  askedOf,
  askingEvents,
  emptyRequest,
  lastQuarter,
  lastRequest,
  newAsked,
  objectionsTo,
  reportDueType,
  reportsAsked,
  withAsked,
} from "@/reports/asking.ts";
import { spanUntil } from "@/reports/invitation.ts";
import page from "@/pages/ask_report/page.ts";

const day = (iso: string) => ({ days: Date.parse(iso) / 86_400_000 });

function request() {
  const { values, header } = emptyRequest("anchor-1", day("2026-11-22"));
  const asked = [newAsked("p-1", "ps-1"), newAsked("p-2", "")];
  return { header, values: withAsked({ ...values, due_on: "2026-12-15" }, asked) };
}

describe("a request for a report", () => {
  it("begins with the quarter that was over last", () => {
    expect(lastQuarter(day("2026-11-22"))).toEqual({ from: "2026-07-01", to: "2026-09-30" });
    expect(lastQuarter(day("2026-01-01"))).toEqual({ from: "2025-10-01", to: "2025-12-31" });
    expect(lastQuarter(day("2024-04-30"))).toEqual({ from: "2024-01-01", to: "2024-03-31" });
  });

  it("is one event for each partner, alike but for whom it is about", () => {
    const draft = request();
    const { events, issues } = askingEvents(draft);
    expect(issues.size).toBe(0);
    const bodies = events.map(({ payload, partnershipId, anchorId, expectedState }) => {
      const body = payload?.event;
      if (body?.case !== "partnerReportDue") throw new Error("another event");
      expect(expectedState.case).toBe("any");
      expect(anchorId).toBe("anchor-1");
      return { ...body.value, partnershipId };
    });
    expect(bodies.map(({ partnerId, partnershipId }) => [partnerId, partnershipId])).toEqual([
      ["p-1", "ps-1"],
      ["p-2", ""],
    ]);
    expect(bodies.map(({ reminderNo }) => reminderNo)).toEqual([0, 0]);
    expect(new Set(bodies.map(({ reportId }) => reportId)).size).toBe(2);
    expect(bodies.every(({ dueOn }) => dueOn?.days === day("2026-12-15").days)).toBe(true);
  });

  it("is the same request when it is sent again", () => {
    const draft = request();
    expect(askingEvents(draft)).toEqual(askingEvents(structuredClone(draft)));
  });

  it("gives the reports that links are made for", () => {
    const draft = request();
    const reports = reportsAsked(draft);
    expect(reports.map(({ reportId }) => reportId)).toEqual(
      askedOf(draft).map(({ reportId }) => reportId),
    );
    expect(reports[0]).toMatchObject({ partnerId: "p-1", kind: "quarterly", anchorId: "anchor-1" });
    expect(reports[0]?.period.to?.days).toBe(day("2026-09-30").days);
  });

  it("may be made by those only whom the contract lets record it", () => {
    for (const role of page.roles ?? []) expect(mayRecord(reportDueType(), [role])).toBe(true);
  });
});

function refused(...fields: [string, string][]): Problem {
  return {
    reason: "FIELD_INVALID",
    detail: "",
    metadata: {},
    fields: fields.map(([field, description]) => ({
      field, description, reason: "FIELD_INVALID" as const,
    })),
  } as unknown as Problem;
}

describe("objections to a request", () => {
  it("are said once where they are about all, and at the partner where about one", () => {
    const { shared, own } = objectionsTo(
      refused(
        ["events[0].partner_report_due.period", "wrong"],
        ["events[1].partner_report_due.period", "wrong"],
        ["events[1].partnership_id", "unknown"],
      ),
      2,
    );
    expect([...shared.keys()]).toEqual(["period"]);
    expect([...own.keys()]).toEqual([1]);
  });
});

function due(position: number, requestId: string, partnerId: string, reminderNo = 0) {
  const payload: JsonObject = {
    partner_report_due: {
      report_id: `r-${position}`, partner_id: partnerId, report_kind: "jobs",
      reminder_no: reminderNo,
    },
  };
  const header = { partnership_id: `of-${partnerId}` };
  return fromJson(RecordedEventSchema, { position: `${position}`, requestId, payload, header });
}

describe("the last request", () => {
  it("names those whom one commit asked, in their order; reminders are none", () => {
    const newestFirst = [due(9, "c", "p-3", 1), due(8, "b", "p-2"), due(7, "b", "p-1"),
      due(3, "a", "p-4")];
    const last = lastRequest(newestFirst);
    expect(last?.partners.map(({ partnerId }) => partnerId)).toEqual(["p-1", "p-2"]);
    expect(last?.partners[0]?.partnershipId).toBe("of-p-1");
    expect(lastRequest([])).toBeUndefined();
  });
});

describe("a link for a report", () => {
  it("works beyond the day that the report is due on, at most ninety days", () => {
    const now = day("2026-11-22");
    expect(spanUntil(day("2026-11-01"), now)).toBe(14);
    expect(spanUntil(day("2026-12-05"), now)).toBe(14);
    expect(spanUntil(day("2026-12-06"), now)).toBe(30);
    expect(spanUntil(day("2027-06-01"), now)).toBe(90);
  });
});
