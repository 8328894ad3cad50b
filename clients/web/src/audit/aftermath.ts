// What became of events after they were recorded, told from the records of corrections.
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";

/** What is to be said about one event beside what it holds. */
export type Mark =
  | "correction"
  | "void"
  | "corrected"
  | "takenOut"
  | "importUndone"
  | "late"
  | "erased";

/** What later records say about earlier ones. */
export interface Aftermath {
  /** Corrections by the position of the event that they correct. */
  readonly amended: ReadonlyMap<bigint, readonly RecordedEvent[]>;
  readonly voided: ReadonlyMap<bigint, RecordedEvent>;
  readonly undoneBatches: ReadonlyMap<string, RecordedEvent>;
  /** Corrections up to this position were not looked at; 0 = all were. */
  readonly unknownUpTo: bigint;
}

/** From records of corrections in any order. */
export function aftermathOf(records: readonly RecordedEvent[], unknownUpTo = 0n): Aftermath {
  const amended = new Map<bigint, RecordedEvent[]>();
  const voided = new Map<bigint, RecordedEvent>();
  const undoneBatches = new Map<string, RecordedEvent>();
  for (const record of records) {
    const body = record.payload?.event;
    if (body?.case === "eventVoided") voided.set(body.value.targetPosition ?? 0n, record);
    if (body?.case === "importBatchUndone") undoneBatches.set(body.value.batchId, record);
  }
  for (const record of records) {
    const body = record.payload?.event;
    if (body?.case !== "eventAmended" || voided.has(record.position)) continue;
    const target = body.value.targetPosition ?? 0n;
    amended.set(target, [...(amended.get(target) ?? []), record]);
  }
  return { amended, voided, undoneBatches, unknownUpTo };
}

const ofItself: Readonly<Record<string, Mark>> = {
  eventAmended: "correction",
  eventVoided: "void",
};

/** In the order in which they matter to a reader. */
export function marksOf(event: RecordedEvent, aftermath: Aftermath): Mark[] {
  const marks: Mark[] = [];
  const own = ofItself[event.payload?.event.case ?? ""];
  const isBatchRecord = event.payload?.event.case === "importBatchUndone";
  if (aftermath.voided.has(event.position)) marks.push("takenOut");
  if (own) marks.push(own);
  if (aftermath.amended.has(event.position)) marks.push("corrected");
  const batch = event.header?.batchId ?? "";
  const isUndone = batch !== "" && aftermath.undoneBatches.has(batch) && !isBatchRecord;
  if (isUndone && own === undefined && marks.length === 0) marks.push("importUndone");
  if (event.header?.late) marks.push("late");
  if (event.erased) marks.push("erased");
  return marks;
}
