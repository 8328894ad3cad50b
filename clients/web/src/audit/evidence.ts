// What an event names as its proof.
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Each proof in one line: what it is, where its keeper finds it, and its digest if it has one. */
export function evidenceOf(event: RecordedEvent): string[] {
  return (event.header?.evidenceRefs ?? []).map(({ kind, reference, sha256 }) =>
    [kind, reference, sha256.length > 0 ? `sha256:${hex(sha256)}` : ""]
      .filter((part) => part !== "")
      .join(" "),
  );
}
