import type { ImportCounts } from "@/gen/anchorledger/api/v1/import_pb";

/** Whether the rows were counted: nobody did where the server was killed in the middle. */
export function isCounted(counts: ImportCounts | undefined): boolean {
  return counts === undefined || counts.read > 0n || counts.recordedRows === 0n;
}
