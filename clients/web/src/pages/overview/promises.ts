import { createClient } from "@connectrpc/connect";
import { transport } from "@/api/transport.ts";
import { EventService } from "@/gen/anchorledger/api/v1/event_pb";
import type { Day } from "@/locale/format.ts";

/** What a target says, apart from how far it is. */
export interface Promised {
  readonly metricId: string;
  readonly due: Day | undefined;
}

const PAGE_SIZE = 1000;

/** The targets of the ledger by id, the latest word on each. */
export async function readPromises(): Promise<ReadonlyMap<string, Promised>> {
  const client = createClient(EventService, transport);
  const found = new Map<string, Promised>();
  let pageToken = "";
  do {
    const filter = { eventTypes: ["TargetSet"] };
    const page = await client.listEvents({ filter, pageSize: PAGE_SIZE, pageToken });
    for (const { payload } of page.events) {
      if (payload?.event.case !== "targetSet") continue;
      const target = payload.event.value;
      found.set(target.targetId, { metricId: target.metricId, due: target.due });
    }
    pageToken = page.nextPageToken;
  } while (pageToken !== "");
  return found;
}
