import { timestampDate } from "@bufbuild/protobuf/wkt";
import { createClient } from "@connectrpc/connect";
import { transport } from "@/api/transport.ts";
import { EventService } from "@/gen/anchorledger/api/v1/event_pb";
import { dayFromIso, type Day } from "@/locale/format.ts";

/** The UTC day on which an event was recorded; null where the reader may not see it. */
export async function readRecordedDay(position: bigint): Promise<Day | null> {
  if (position === 0n) return null;
  const page = await createClient(EventService, transport).listEvents({
    startAfterPosition: position - 1n,
    pageSize: 1,
  });
  const [event] = page.events;
  if (event?.position !== position || !event.recordedAt) return null;
  return dayFromIso(timestampDate(event.recordedAt).toISOString().slice(0, 10)) ?? null;
}
