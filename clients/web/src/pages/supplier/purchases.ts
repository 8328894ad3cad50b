// What was bought from one supplier: what the server lists for it, from the newest on, as far back
// as the person wants. What was recorded for another supplier and corrected since counts where the
// correction is among the events.
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { amountOf, inForceByDay, isCounted } from "@/events/in_force.ts";
import { correctionTypes } from "@/events/lines.ts";

export const purchaseTypes = [
  "PurchaseRecorded",
  "PurchaseReversed",
  "SupplierCreditRecorded",
  ...correctionTypes,
] as const;

/** An invoice, or a credit that names none. */
export interface Purchase {
  readonly position: bigint;
  readonly day: number;
  readonly isCredit: boolean;
  readonly currency: string;
  readonly amount: bigint;
  /** What came back of it. */
  readonly reversed: bigint;
  /** What it adds to net spend. */
  readonly net: bigint;
}

/** The purchases from a supplier among events, the newest first. */
export function purchasesOf(supplierId: string, events: readonly RecordedEvent[]): Purchase[] {
  const counted = inForceByDay(events).filter(isCounted);
  const reversed = new Map<string, bigint>();
  for (const { type, values } of counted) {
    if (type.name !== "PurchaseReversed") continue;
    const id = String(values["purchase_id"] ?? "");
    reversed.set(id, (reversed.get(id) ?? 0n) + (amountOf(values, "amount")?.minor ?? 0n));
  }
  return counted
    .flatMap(({ event, type, values, day }): Purchase[] => {
      const isCredit = type.name === "SupplierCreditRecorded";
      if (!isCredit && type.name !== "PurchaseRecorded") return [];
      if (values["supplier_id"] !== supplierId) return [];
      const { minor: amount = 0n, currency = "" } = amountOf(values, "amount") ?? {};
      const back = isCredit ? 0n : (reversed.get(String(values["purchase_id"] ?? "")) ?? 0n);
      return [
        {
          position: event.position,
          day,
          isCredit,
          currency,
          amount,
          reversed: back,
          net: isCredit ? -amount : amount - back,
        },
      ];
    })
    .reverse();
}

/** Sums of net spend, one for each currency. */
export function netByCurrency(purchases: readonly Purchase[]): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { currency, net } of purchases) {
    sums.set(currency, (sums.get(currency) ?? 0n) + net);
  }
  return sums;
}
