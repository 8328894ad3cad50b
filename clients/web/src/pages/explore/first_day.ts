import { timestampDate } from "@bufbuild/protobuf/wkt";
import { createClient } from "@connectrpc/connect";
import { transport } from "@/api/transport.ts";
import { EventService } from "@/gen/anchorledger/api/v1/event_pb";
import { dayFromIso, type Day } from "@/locale/format.ts";

/** The UTC day on which the ledger learned of its first event; null while it has none. */
export async function readFirstDay(): Promise<Day | null> {
  const page = await createClient(EventService, transport).listEvents({ pageSize: 1 });
  const recorded = page.events[0]?.recordedAt;
  return (recorded && dayFromIso(timestampDate(recorded).toISOString().slice(0, 10))) ?? null;
}
