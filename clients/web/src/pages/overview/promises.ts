import { fromJson } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { createClient } from "@connectrpc/connect";
import { transport } from "@/api/transport.ts";
import { inForceByDay } from "@/events/in_force.ts";
import { EventService } from "@/gen/anchorledger/api/v1/event_pb";
import { TargetSetSchema, type TargetSet } from "@/gen/anchorledger/event/v1/registry_pb";
import type { Question } from "@/metrics/question.ts";

const PAGE_SIZE = 100;
const DAY_MS = 86_400_000;

type Known = Pick<Question, "at" | "knownOn">;

/** What targets say, by id, with the corrections that were known; those voided are left out. */
export async function readPromises(
  ids: readonly string[],
  known: Known,
): Promise<ReadonlyMap<string, TargetSet>> {
  const client = createClient(EventService, transport);
  const before = known.at === undefined ? known.knownOn : undefined;
  const read = async (id: string): Promise<readonly [string, TargetSet][]> => {
    const filter = {
      stream: `target/${id}`,
      ...(before && { recordedBefore: timestampFromMs((before.days + 1) * DAY_MS) }),
    };
    const page = await client.listEvents({ filter, pageSize: PAGE_SIZE });
    const events = page.events.filter(
      ({ position }) => known.at === undefined || position <= known.at,
    );
    const set = inForceByDay(events).filter(({ type }) => type.name === "TargetSet").at(-1);
    return set ? [[id, fromJson(TargetSetSchema, set.values, { ignoreUnknownFields: true })]] : [];
  };
  return new Map((await Promise.all(ids.map(read))).flat());
}
