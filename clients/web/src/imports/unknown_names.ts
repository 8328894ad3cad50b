// What the rows of a file name and nobody has registered: all of it at once, not row by row.
import type { ListedRow } from "@/gen/anchorledger/api/v1/import_pb";

/** The code of rows that are rejected for it. */
export const REFERENCE_UNKNOWN = "REFERENCE_UNKNOWN";

/** One value of a column that names nothing that is known. */
export interface UnknownName {
  readonly column: string;
  readonly value: string;
  readonly rows: number;
}

/** Each value once, the most frequent first. */
export function unknownNames(
  columns: readonly string[],
  rows: readonly ListedRow[],
): UnknownName[] {
  const found = new Map<string, UnknownName>();
  for (const { code, column, values } of rows) {
    const value = values[columns.indexOf(column)];
    if (code !== REFERENCE_UNKNOWN || value === undefined) continue;
    const key = JSON.stringify([column, value]);
    found.set(key, { column, value, rows: (found.get(key)?.rows ?? 0) + 1 });
  }
  return [...found.values()].sort((a, b) => b.rows - a.rows);
}
