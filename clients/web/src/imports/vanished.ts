// Rows that an earlier file had, as columns: what their events say, and what the server adds.
import type { Fact } from "@/forms/facts.ts";
import type { ListedRow } from "@/gen/anchorledger/api/v1/import_pb";

/** What one event says. */
export interface Told {
  readonly title: string;
  readonly day: string;
  readonly facts: readonly Fact[];
}

/** A row of the list; what it recorded is undefined while it loads, null when nobody may see it. */
export interface VanishedRow {
  readonly row: ListedRow;
  readonly told: Told | null | undefined;
}

/** An event of a row: its id in full, and its place in the ledger. */
export interface EventId {
  readonly id: string;
  readonly position: string;
}

/** The code of a row that was only found to be missing; any other says why it was not voided. */
export const VANISHED = "VANISHED";

function valueOf(columns: readonly string[], row: ListedRow, column: string): string {
  return row.values[columns.indexOf(column)] ?? "";
}

/** The events that the row recorded, as "<log id>-<position>" each. */
export function eventIdsOf(columns: readonly string[], row: ListedRow): EventId[] {
  const ids = valueOf(columns, row, "event_id").split("; ").filter((id) => id !== "");
  // Lists are kept for weeks: those of an earlier server have the place of the first event only.
  if (ids.length === 0 && row.position > 0n) ids.push(String(row.position));
  return ids.map((id) => ({ id, position: id.slice(id.lastIndexOf("-") + 1) }));
}

/** The fields that any of the rows has, each once, as path and label. */
export function factColumns(rows: readonly VanishedRow[]): (readonly [string, string])[] {
  const labels = new Map<string, string>();
  for (const { told } of rows) {
    for (const { path, label } of told?.facts ?? []) labels.set(path, labels.get(path) ?? label);
  }
  return [...labels];
}

/** The value of a field; an organisation comes with its name, which the server looks up. */
export function factText(columns: readonly string[], { row, told }: VanishedRow, path: string) {
  const text = told?.facts.find((fact) => fact.path === path)?.text ?? "";
  const name = path.endsWith("_id") ? valueOf(columns, row, path.replace(/_id$/, "_name")) : "";
  return name === "" ? text : `${name} (${text})`;
}
