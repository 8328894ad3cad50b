// A report as it is kept on the device, and the events that it becomes. All that is sent follows
// from what is kept: sent again after a lost connection, it is the same request.
import { create } from "@bufbuild/protobuf";
import type { Problem } from "@/api/problem.ts";
import { ProposedEventSchema, type ProposedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { EventPayloadSchema } from "@/gen/anchorledger/event/v1/envelope_pb";
import { beginningOf } from "@/forms/beginnings.ts";
import { eventTypeNamed, eventTypes, mayRecord, type EventType } from "@/forms/definitions.ts";
import { newRequestId, type Draft } from "@/forms/drafts.ts";
import { isBlank, isGroup, isList, textOf, type EnteredGroup } from "@/forms/entered.ts";
import { propose, type FieldIssue, type FormEvent } from "@/forms/request.ts";
import { dayFromIso, isoFromDay, today } from "@/locale/format.ts";
import type { DueReport } from "./due.ts";

const REPORT = "report/";

export function reportDraftKey(reportId: string): string {
  return REPORT + reportId;
}

export function isReportDraft({ key }: Draft): boolean {
  return key.startsWith(REPORT);
}

function beginningOfReport(report: DueReport, nil: boolean) {
  return {
    report_id: report.reportId,
    partner_id: report.partnerId,
    anchor_id: report.anchorId,
    partnership_id: report.partnershipId,
    received_on: isoFromDay(today()),
    from: isoFromDay(report.period.from ?? { days: 0 }),
    to: isoFromDay(report.period.to ?? { days: 0 }),
    nil: nil ? "yes" : "no",
  };
}

// What a report of a kind is about; of other kinds the partner chooses.
const asked: Readonly<Record<string, string>> = {
  jobs: "JobsReported",
  housing: "HousingUnitsReported",
  hires: "HireRecorded",
  cohort: "PipelineCohortReported",
  retention: "RetentionReported",
  wages: "WageReported",
};

/** A report about which nothing has been said yet, with the form of what is asked for. */
export function emptyReport(report: DueReport) {
  const header = beginningOfReport(report, false);
  const type = eventTypeNamed(asked[report.kind] ?? "");
  return { values: withParts(type ? [newPart(type, { header })] : []), header };
}

/** The report that there is nothing to report, ready to be sent. */
export function nilReport(report: DueReport, requestId = newRequestId()): Draft {
  return {
    key: reportDraftKey(report.reportId),
    requestId,
    values: { parts: [] },
    header: beginningOfReport(report, true),
    sent: true,
    savedAt: Date.now(),
  };
}

/** One thing that is reported. */
export interface ReportPart {
  readonly type: EventType;
  readonly values: EnteredGroup;
}

export function partsOf(draft: Pick<Draft, "values">): ReportPart[] {
  const { parts } = draft.values;
  return (isList(parts) ? parts : []).flatMap((part) => {
    if (!isGroup(part)) return [];
    const type = eventTypeNamed(textOf(part["type"]));
    const values = part["values"];
    return type ? [{ type, values: isGroup(values) ? values : {} }] : [];
  });
}

export function withParts(parts: readonly ReportPart[]): EnteredGroup {
  return { parts: parts.map(({ type, values }) => ({ type: type.name, values })) };
}

/** A part with what the report says already: whose it is, and for which days. */
export function newPart(type: EventType, draft: Pick<Draft, "header">): ReportPart {
  const { header } = draft;
  const [from, to] = [textOf(header["from"]), textOf(header["to"])];
  const partnerId = textOf(header["partner_id"]);
  const { values } = beginningOf(type, {
    anchorId: textOf(header["anchor_id"]) || undefined,
    partnerId,
    given: { period: { from, to }, as_of: to, partner_id: partnerId },
  });
  return { type, values };
}

/** Fields that the report itself answers. */
export const answeredFields: ReadonlySet<string> = new Set(["period", "as_of"]);

/**
 * Fields that somebody who came by a link does not see: whose it is stands in the report, and other
 * things could not be found by name, since a link opens no directory.
 */
export function linkedFields({ fields }: EventType): ReadonlySet<string> {
  const hidden = fields.filter(({ rule: { refersTo, required } }) => {
    const isTheirs = refersTo === "partner" || refersTo === "organisation";
    return isTheirs || (refersTo !== "" && !required);
  });
  return new Set([...answeredFields, ...hidden.map(({ name }) => name)]);
}

export function lateHeader(header: EnteredGroup): EnteredGroup {
  return { ...header, late_reason: "partner_report" };
}

/**
 * The same report as a late entry, where it is refused because the anchor has closed its books: a
 * partner reports when it is asked to, and knows nothing of them.
 */
export function asLateEntry(draft: Draft, { reason }: Problem): Draft | undefined {
  if (reason !== "PERIOD_CLOSED" || textOf(draft.header["late_reason"]) !== "") return undefined;
  return { ...draft, header: lateHeader(draft.header) };
}

/** What is said as it is sent: a draft may have lain for days. */
export function receivedToday(draft: Draft): Draft {
  return { ...draft, header: { ...draft.header, received_on: isoFromDay(today()) } };
}

/** What a partner may report on: results and what led to them, not the life of the partnership. */
export const reportable: readonly EventType[] = eventTypes.filter(
  (type) => mayRecord(type, ["par"]) && type.number >= 600 && type.number < 1100,
);

// Homes that are planned are no fact yet, and their event says so beside them.
function isPlanned({ type, values }: ReportPart): boolean {
  return type.name === "HousingUnitsReported" && values["stage"] === "HOUSING_STAGE_PROJECTED";
}

function formEvent(part: ReportPart, header: EnteredGroup): FormEvent {
  const { type, values } = part;
  const beside = {
    ...(isPlanned(part) ? { basis: "BASIS_PROJECTED" } : {}),
    late_reason: textOf(header["late_reason"]),
    effective_on: textOf(header["to"]),
    anchor_id: textOf(header["anchor_id"]),
    partnership_id: textOf(header["partnership_id"]),
  };
  return { type, values, header: beside };
}

function receipt(header: EnteredGroup): ProposedEvent {
  const receivedOn = dayFromIso(textOf(header["received_on"])) ?? today();
  return create(ProposedEventSchema, {
    payload: create(EventPayloadSchema, {
      event: {
        case: "partnerReportReceived",
        value: {
          reportId: textOf(header["report_id"]),
          receivedOn,
          nil: header["nil"] === "yes",
        },
      },
    }),
    expectedState: { case: "any", value: {} },
    anchorId: textOf(header["anchor_id"]),
    partnershipId: textOf(header["partnership_id"]),
  });
}

/** Fields that are needed and empty, by path: for when no server is there to say so. */
export function missingIn({ type, values }: ReportPart): ReadonlyMap<string, FieldIssue> {
  const missing = type.fields.filter(({ name, rule }) => rule.required && isBlank(values[name]));
  const issue: FieldIssue = { kind: "refused", reason: "FIELD_MISSING", detail: "is missing" };
  return new Map(missing.map(({ name }) => [name, issue]));
}

/** Whether somebody has filled anything in beyond what a report begins with. */
export function isBegun(draft: Draft): boolean {
  return partsOf(draft).some((part) => {
    const { values: empty } = newPart(part.type, draft);
    return Object.entries(part.values).some(
      ([name, value]) => !isBlank(value) && isBlank(empty[name]),
    );
  });
}

/** What is sent: each part, then that the report is in. All of it is recorded, or nothing. */
export function reportEvents(draft: Pick<Draft, "values" | "header">) {
  const parts = partsOf(draft).map((part) => propose(formEvent(part, draft.header)));
  return {
    events: [...parts.map(({ event }) => event), receipt(draft.header)],
    issues: parts.map(({ issues }) => issues),
  };
}
