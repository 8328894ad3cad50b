// Reports that partners were asked for: those that they owe, and those that are in.
import { allEvents } from "@/api/events.ts";
import { ledgerKey } from "@/api/keys.ts";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import type { Date as ContractDate, Period } from "@/gen/anchorledger/event/v1/common_pb";
import { queryOptions } from "@tanstack/react-query";

/** One report that is owed. */
export interface DueReport {
  readonly reportId: string;
  readonly partnerId: string;
  readonly kind: string;
  readonly period: Period;
  readonly dueOn: ContractDate;
  readonly anchorId: string;
  readonly partnershipId: string;
}

/** One report that is in. */
export interface AnsweredReport extends DueReport {
  readonly receivedOn: ContractDate;
  /** It says that there is nothing to report. */
  readonly isNil: boolean;
  /** The event of its arrival. */
  readonly position: bigint;
}

function dueOf(event: RecordedEvent): DueReport | undefined {
  const body = event.payload?.event;
  if (body?.case !== "partnerReportDue" || !body.value.period || !body.value.dueOn) {
    return undefined;
  }
  const { reportId, partnerId, reportKind, period, dueOn } = body.value;
  const { anchorId = "", partnershipId = "" } = event.header ?? {};
  return { reportId, partnerId, kind: reportKind, period, dueOn, anchorId, partnershipId };
}

/** What of one report's stream still counts. */
function inForce(stream: readonly RecordedEvent[]): RecordedEvent[] {
  const voided = new Set(
    stream.flatMap(({ payload }) =>
      payload?.event.case === "eventVoided" ? [payload.event.value.targetPosition] : [],
    ),
  );
  return stream.filter((event) => !voided.has(event.position));
}

/** The report of a stream when it is still owed; a reminder moves the day. */
export function openReport(stream: readonly RecordedEvent[]): DueReport | undefined {
  const counting = inForce(stream);
  if (counting.some(({ payload }) => payload?.event.case === "partnerReportReceived")) {
    return undefined;
  }
  return counting.flatMap((event) => dueOf(event) ?? []).at(-1);
}

/** The report of a stream when it is in. */
export function answeredReport(stream: readonly RecordedEvent[]): AnsweredReport | undefined {
  const counting = inForce(stream);
  const due = counting.flatMap((event) => dueOf(event) ?? []).at(-1);
  for (const { payload, position } of counting) {
    const body = payload?.event;
    if (body?.case !== "partnerReportReceived" || !body.value.receivedOn || !due) continue;
    return { ...due, receivedOn: body.value.receivedOn, isNil: body.value.nil ?? false, position };
  }
  return undefined;
}

// All that is looked at.
const ofReports = ["PartnerReportDue", "PartnerReportReceived", "EventVoided"];

/** What was recorded of the reports of one partner, by stream: one call. */
async function streamsOf(partnerId: string, signal: AbortSignal): Promise<RecordedEvent[][]> {
  const events = await allEvents({ eventTypes: ofReports, partnerId }, signal);
  const streams = new Map<string, RecordedEvent[]>();
  for (const event of events) {
    const known = streams.get(event.stream);
    if (known) known.push(event);
    else streams.set(event.stream, [event]);
  }
  return [...streams.values()];
}

/**
 * The same of all partners. What was voided is asked for by partner: undone imports may have voided
 * any number of events that are no reports.
 */
async function allStreams(signal: AbortSignal): Promise<RecordedEvent[][]> {
  const asked = await allEvents({ eventTypes: ["PartnerReportDue"] }, signal);
  const partners = asked.flatMap(({ payload }) =>
    payload?.event.case === "partnerReportDue" ? [payload.event.value.partnerId] : [],
  );
  const streams = [...new Set(partners)].map((partnerId) => streamsOf(partnerId, signal));
  return (await Promise.all(streams)).flat();
}

function open(streams: readonly (readonly RecordedEvent[])[]): DueReport[] {
  return streams
    .flatMap((stream) => openReport(stream) ?? [])
    .sort((a, b) => a.dueOn.days - b.dueOn.days);
}

function answered(streams: readonly (readonly RecordedEvent[])[]): AnsweredReport[] {
  return streams
    .flatMap((stream) => answeredReport(stream) ?? [])
    .sort((a, b) => b.receivedOn.days - a.receivedOn.days);
}

/** What an organisation owes, the most urgent first; without one nobody owes anything. */
export function dueReportsQuery(partnerId = "") {
  return queryOptions({
    queryKey: [ledgerKey, "due reports", partnerId],
    queryFn: async ({ signal }) => {
      if (partnerId === "") return [];
      const owed = open(await streamsOf(partnerId, signal));
      return owed.filter((report) => report.partnerId === partnerId);
    },
  });
}

/** What all partners owe, the most urgent first, and what came in, the newest first. */
export const allReportsQuery = queryOptions({
  queryKey: [ledgerKey, "all reports"],
  queryFn: async ({ signal }) => {
    const streams = await allStreams(signal);
    return { due: open(streams), answered: answered(streams) };
  },
});
