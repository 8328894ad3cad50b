// What the log says about an import: when it began, how it ended, whether it was taken back.
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { ImportBatchState } from "@/gen/anchorledger/event/v1/imports_pb";

export interface BatchRecords {
  /** The first record of it; undefined = events only share a name, no file was imported. */
  readonly begun: RecordedEvent | undefined;
  /** The record that counts: the last one. */
  readonly last: RecordedEvent | undefined;
  readonly undone: RecordedEvent | undefined;
  readonly fileName: string;
  readonly state: "unknown" | "started" | "finished" | "abandoned" | "undone";
}

const states: Readonly<Record<ImportBatchState, BatchRecords["state"]>> = {
  [ImportBatchState.UNSPECIFIED]: "unknown",
  [ImportBatchState.STARTED]: "started",
  [ImportBatchState.FINISHED]: "finished",
  [ImportBatchState.ABANDONED]: "abandoned",
};

/** From all events of the stream of a batch, the oldest first. */
export function batchRecords(stream: readonly RecordedEvent[]): BatchRecords {
  const records = stream.filter(({ payload }) => payload?.event.case === "importBatchRecorded");
  const undone = stream.findLast(({ payload }) => payload?.event.case === "importBatchUndone");
  const last = records.at(-1);
  const body = last?.payload?.event;
  const recorded = body?.case === "importBatchRecorded" ? body.value : undefined;
  const state = states[recorded?.state ?? ImportBatchState.UNSPECIFIED];
  return {
    begun: records[0],
    last,
    undone,
    fileName: recorded?.fileName ?? "",
    state: undone ? "undone" : state,
  };
}
