// What counts of a set of events: corrections applied, what was taken out left out.
import type { JsonObject } from "@bufbuild/protobuf";
import { fateOf } from "@/forms/corrections.ts";
import { eventTypeNumbered, type EventType } from "@/forms/definitions.ts";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { correctionsAmong } from "./lines.ts";

/** An event as it counts today, its values by their names in the contract. */
export interface InForce {
  readonly event: RecordedEvent;
  readonly type: EventType;
  readonly values: JsonObject;
  readonly header: JsonObject;
  /** The day it is about, in days since 1970. */
  readonly day: number;
}

/** Those in force by day, then position. The corrections have to be among the events. */
export function inForceByDay(events: readonly RecordedEvent[]): InForce[] {
  const corrections = correctionsAmong(events);
  const isCorrection = new Set(corrections);
  const found = events.flatMap((event): InForce[] => {
    const type = eventTypeNumbered(event.header?.eventType ?? 0);
    if (!type || isCorrection.has(event) || event.erased) return [];
    const { inForce, voidedBy } = fateOf(event, type, corrections);
    if (voidedBy) return [];
    const { days = 0 } = (inForce.header["effective_on"] ?? {}) as { days?: number };
    return [{ event, type, values: inForce.values, header: inForce.header, day: days }];
  });
  return found.sort((a, b) => a.day - b.day || (a.event.position < b.event.position ? -1 : 1));
}

/** Whether its amounts count: what corroborates another event reports the same fact again. */
export function isCounted({ header }: InForce): boolean {
  return header["corroborates_position"] === undefined;
}

/** Whether it happened as recorded, as metrics count unless they are asked otherwise. */
export function isActual({ header }: InForce): boolean {
  return header["basis"] === "BASIS_ACTUAL";
}

export interface Amount {
  readonly minor: bigint;
  readonly currency: string;
}

/** An amount among the values; nothing where there is none. */
export function amountOf(values: JsonObject, name: string): Amount | undefined {
  const money = values[name] as { minor?: string; currency?: string } | undefined;
  if (!money) return undefined;
  return { minor: BigInt(money.minor ?? "0"), currency: money.currency ?? "" };
}
