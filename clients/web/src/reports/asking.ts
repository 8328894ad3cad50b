// Asking partners for a report: what is kept on the device, and the events that it becomes.
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { PeriodSchema } from "@/gen/anchorledger/event/v1/common_pb";
import { create } from "@bufbuild/protobuf";
import { beginningOf } from "@/forms/beginnings.ts";
import { eventTypeNamed, type EventType } from "@/forms/definitions.ts";
import { newOpaqueId, type Draft } from "@/forms/drafts.ts";
import { isGroup, isList, textOf, type EnteredGroup } from "@/forms/entered.ts";
import { HEADER, issuesOf, propose, type FieldIssue, type FieldIssues } from "@/forms/request.ts";
import type { Problem } from "@/api/problem.ts";
import { dayFromIso, isoFromDay, type Day } from "@/locale/format.ts";
import type { DueReport } from "./due.ts";

/** One partner that is asked. */
export interface Asked {
  readonly partnerId: string;
  /** The id of its report, made when the partner was chosen: sent again, it is the same report. */
  readonly reportId: string;
  /** Empty = the report belongs to no partnership. */
  readonly partnershipId: string;
}

type Content = Pick<Draft, "values" | "header">;

/** What is asked for, in this order. Of the first three the partner chooses the content. */
export const reportKinds = [
  "quarterly", "monthly", "annual", "jobs", "hires", "retention", "wages", "cohort", "housing",
] as const;

/** Fields that are no part of the form: chosen beside it, or known. */
export const hiddenFields: ReadonlySet<string> = new Set([
  "report_id", "partner_id", "report_kind", "reminder_no", `${HEADER}partnership_id`,
]);

export function reportDueType(): EventType {
  const type = eventTypeNamed("PartnerReportDue");
  if (!type) throw new Error("the contract has no PartnerReportDue");
  return type;
}

/** The calendar quarter that was over last. */
export function lastQuarter(now: Day): { readonly from: string; readonly to: string } {
  const [year = 0, month = 1] = isoFromDay(now).split("-").map(Number);
  const first = Math.floor((month - 1) / 3) * 3;
  const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  return { from: dayOf(Date.UTC(year, first - 3, 1)), to: dayOf(Date.UTC(year, first, 0)) };
}

/** A request about which nothing was said: of the last quarter, to be seen by the partner. */
export function emptyRequest(anchorId: string | undefined, now: Day): Content {
  const { values, header } = beginningOf(reportDueType(), {
    anchorId,
    given: { period: { ...lastQuarter(now) }, "header.visibility": "VISIBILITY_PARTNERS" },
  });
  return { values: { ...values, report_kind: reportKinds[0], reminder_no: "0" }, header };
}

export function askedOf({ values }: Pick<Draft, "values">): Asked[] {
  const asked = values["asked"];
  return (isList(asked) ? asked : []).flatMap((one) =>
    isGroup(one)
      ? [
          {
            partnerId: textOf(one["partner_id"]),
            reportId: textOf(one["report_id"]),
            partnershipId: textOf(one["partnership_id"]),
          },
        ]
      : [],
  );
}

export function withAsked(values: EnteredGroup, asked: readonly Asked[]): EnteredGroup {
  return {
    ...values,
    asked: asked.map(({ partnerId, reportId, partnershipId }) => ({
      partner_id: partnerId,
      report_id: reportId,
      partnership_id: partnershipId,
    })),
  };
}

export function newAsked(partnerId: string, partnershipId: string): Asked {
  return { partnerId, partnershipId, reportId: newOpaqueId("report") };
}

/** What is sent: one event for each partner. All of them are recorded, or none. */
export function askingEvents(content: Content) {
  const proposals = askedOf(content).map(({ partnerId, reportId, partnershipId }) =>
    propose({
      type: reportDueType(),
      values: { ...content.values, partner_id: partnerId, report_id: reportId },
      header: { ...content.header, partnership_id: partnershipId },
    }),
  );
  return {
    events: proposals.map(({ event }) => event),
    issues: proposals[0]?.issues ?? new Map<string, FieldIssue>(),
  };
}

/** Objections to what all partners are asked, and to one partner, by its place in the list. */
export interface Objections {
  readonly shared: FieldIssues;
  readonly own: ReadonlyMap<number, FieldIssue>;
}

/** Which of the server's objections belong where. What it says of no field is said elsewhere. */
export function objectionsTo(problem: Problem | undefined, count: number): Objections {
  const shared = new Map<string, FieldIssue>();
  const own = new Map<number, FieldIssue>();
  if (!problem || problem.fields.length === 0) return { shared, own };
  const type = reportDueType();
  const all = issuesOf(problem, Array.from({ length: count }, () => type));
  all.forEach((issues, index) => {
    for (const [path, issue] of issues) {
      if (path === `${HEADER}effective_on`) continue;
      if (hiddenFields.has(path) || path === "") own.set(index, issue);
      else shared.set(path, issue);
    }
  });
  return { shared, own };
}

/** The reports as they are owed once the request is recorded. */
export function reportsAsked(content: Content): DueReport[] {
  const { values, header } = content;
  const span = isGroup(values["period"]) ? values["period"] : {};
  const day = (text: string): Day => dayFromIso(text) ?? { days: 0 };
  const period = create(PeriodSchema, {
    from: { days: day(textOf(span["from"])).days },
    to: { days: day(textOf(span["to"])).days },
  });
  const dueOn = day(textOf(values["due_on"]));
  return askedOf(content).map(({ partnerId, reportId, partnershipId }) => ({
    reportId,
    partnerId,
    partnershipId,
    kind: textOf(values["report_kind"]),
    period,
    dueOn: { $typeName: "anchorledger.event.v1.Date", days: dueOn.days },
    anchorId: textOf(header["anchor_id"]),
  }));
}

/** Whom one request asked, and for what. */
export interface LastRequest {
  readonly kind: string;
  readonly partners: readonly { readonly partnerId: string; readonly partnershipId: string }[];
}

/** The request filled in as it was the last time, under ids of its own. */
export function askedAgain(values: EnteredGroup, { kind, partners }: LastRequest): EnteredGroup {
  const asked = partners.map((one) => newAsked(one.partnerId, one.partnershipId));
  return withAsked({ ...values, report_kind: kind }, asked);
}

/** The newest request; undefined = nobody was asked yet. */
export function lastRequest(newestFirst: readonly RecordedEvent[]): LastRequest | undefined {
  const requests = newestFirst.flatMap(({ requestId, header, payload }) => {
    const body = payload?.event;
    if (body?.case !== "partnerReportDue" || body.value.reminderNo !== 0) return [];
    const { partnerId, reportKind } = body.value;
    return [{ requestId, partnerId, reportKind, partnershipId: header?.partnershipId ?? "" }];
  });
  const [newest] = requests;
  if (!newest) return undefined;
  const same = requests.filter(({ requestId }) => requestId === newest.requestId);
  return { kind: newest.reportKind, partners: same.toReversed() };
}
