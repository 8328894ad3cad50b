// The name of a cell in an address: "phase:implementation,month:2024-02"; "total" = the total.
import type { MetricCell } from "@/gen/anchorledger/api/v1/metrics_pb";
import { dimensionWords, type DimensionWord } from "@/metrics/question.ts";
import { wordOf } from "./groups.ts";

export type CellName = readonly { readonly dimension: DimensionWord; readonly key: string }[];

export function parseCellName(text: string | undefined): CellName | undefined {
  if (!text) return undefined;
  if (text === "total") return [];
  const parts = text.split(",").map((part) => {
    const colon = part.indexOf(":");
    return { dimension: part.slice(0, colon), key: part.slice(colon + 1) };
  });
  const known = parts.every(({ dimension }) => Object.hasOwn(dimensionWords, dimension));
  return known ? (parts as unknown as CellName) : undefined;
}

export function nameText(name: CellName): string {
  if (name.length === 0) return "total";
  return name.map(({ dimension, key }) => `${dimension}:${key}`).join(",");
}

export function cellNameText(cell: MetricCell): string {
  if (cell.group.length === 0) return "total";
  return cell.group.map(({ dimension, key }) => `${wordOf(dimension)}:${key}`).join(",");
}
