import { csvLine, utf8Mark } from "@/files/csv.ts";
import type { FileCell } from "@/files/xlsx.ts";

/** A table as UTF-8 text. */
export function csvOf(table: readonly (readonly FileCell[])[]): string {
  return utf8Mark + table.map((line) => csvLine(line.map(({ text }) => text))).join("");
}
