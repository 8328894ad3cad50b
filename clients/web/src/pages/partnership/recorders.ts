import { timestampDate } from "@bufbuild/protobuf/wkt";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import type { Role } from "@/gen/anchorledger/event/v1/enums_pb";

/** Somebody who recorded events: an opaque reference, never a name. */
export interface Recorder {
  readonly actor: string;
  readonly organisation: string;
  readonly role: Role;
  readonly count: number;
  /** When they recorded last. */
  readonly last: Date | undefined;
}

/** Who recorded events, in which capacity; those who recorded most stand first. */
export function recordersOf(events: readonly RecordedEvent[]): Recorder[] {
  const found = new Map<string, Recorder>();
  for (const { header, recordedAt } of events) {
    if (!header) continue;
    const { actorRef: actor, actorOrgId: organisation, actorRole: role } = header;
    const key = `${actor} ${organisation} ${role}`;
    const before = found.get(key);
    const at = recordedAt && timestampDate(recordedAt);
    const last = at && before?.last && before.last > at ? before.last : (at ?? before?.last);
    found.set(key, { actor, organisation, role, count: (before?.count ?? 0) + 1, last });
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}
