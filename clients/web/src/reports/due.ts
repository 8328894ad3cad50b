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

async function dueReports(
  partnerId: string | undefined,
  signal: AbortSignal,
): Promise<DueReport[]> {
  const asked = await allEvents({ eventTypes: ["PartnerReportDue"] }, signal);
  const own = asked.filter(
    (event) => partnerId === undefined || dueOf(event)?.partnerId === partnerId,
  );
  const streams = [...new Set(own.map(({ stream }) => stream))];
  const found = await Promise.all(
    streams.map(async (stream) => openReport(await allEvents({ stream }, signal))),
  );
  return found
    .filter((report) => report !== undefined)
    .sort((a, b) => a.dueOn.days - b.dueOn.days);
}

/** What an organisation owes, the most urgent first; without one, all that one may see. */
export function dueReportsQuery(partnerId?: string) {
  return queryOptions({
    queryKey: [ledgerKey, "due reports", partnerId],
    queryFn: ({ signal }) => dueReports(partnerId, signal),
  });
}
