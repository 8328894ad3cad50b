// Reports that a partner owes: asked for, and not yet in.
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

// All that openReport looks at.
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
 * The same of all partners. What was voided is asked for by stream: undone imports may have voided
 * any number of events that are no reports.
 */
async function allStreams(signal: AbortSignal): Promise<RecordedEvent[][]> {
  const asked = await allEvents({ eventTypes: ["PartnerReportDue"] }, signal);
  const streams = [...new Set(asked.map(({ stream }) => stream))];
  return Promise.all(streams.map((stream) => allEvents({ stream }, signal)));
}

async function dueReports(
  partnerId: string | undefined,
  signal: AbortSignal,
): Promise<DueReport[]> {
  const streams = await (partnerId ? streamsOf(partnerId, signal) : allStreams(signal));
  return streams
    .flatMap((stream) => openReport(stream) ?? [])
    .filter((report) => partnerId === undefined || report.partnerId === partnerId)
    .sort((a, b) => a.dueOn.days - b.dueOn.days);
}

/** What an organisation owes, the most urgent first; without one, all that one may see. */
export function dueReportsQuery(partnerId?: string) {
  return queryOptions({
    queryKey: [ledgerKey, "due reports", partnerId],
    queryFn: ({ signal }) => dueReports(partnerId, signal),
  });
}
