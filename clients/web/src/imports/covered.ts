// Which days an import speaks of.
import type { Period } from "@/gen/anchorledger/event/v1/common_pb";
import type { Day } from "@/locale/format.ts";

// The first and the last day that the ledger takes; from one to the other a file speaks of all.
const FIRST_DAY = -25_567;
const LAST_DAY = 84_005;

/** The days that a file declares to cover; undefined = its source as a whole. */
export function coveredDays(period: Period | undefined): { from: Day; to: Day } | undefined {
  const { from, to } = period ?? {};
  if (!from || !to || (from.days <= FIRST_DAY && to.days >= LAST_DAY)) return undefined;
  return { from, to };
}
