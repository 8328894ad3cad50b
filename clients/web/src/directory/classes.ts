import type { SupplierClassSpan } from "@/gen/anchorledger/api/v1/directory_pb";
import type { Day } from "@/locale/format.ts";

/** Whether a class is held on a day; both ends count. */
export function isHeld(span: Pick<SupplierClassSpan, "validFrom" | "validTo">, day: Day): boolean {
  const begun = (span.validFrom?.days ?? -Infinity) <= day.days;
  return begun && day.days <= (span.validTo?.days ?? Infinity);
}
