// Metrics with further values: which one the page speaks of.
import { MetricUnit, type MetricDefinition } from
  "@/gen/anchorledger/metric/v1/definition_pb";
import type { MetricCell } from "@/gen/anchorledger/api/v1/metrics_pb";

/** The part that an address names; of a metric of parts only, the first. Empty = the value. */
export function partNamed(definition: MetricDefinition, name: string | undefined): string {
  const found = definition.parts.find((part) => part.name === name);
  const first = definition.unit === MetricUnit.PARTS ? definition.parts[0] : undefined;
  return (found ?? first)?.name ?? "";
}

/** The definition of a part as if it were a metric of its own: its unit, its formula. */
export function definitionOfPart(definition: MetricDefinition, name: string): MetricDefinition {
  const part = definition.parts.find((one) => one.name === name);
  if (!part) return definition;
  const { unit, unitLabel, value } = part;
  return { ...definition, unit, unitLabel, value, perTarget: false };
}

/** A cell with a part in the place of its value. */
export function cellOfPart(cell: MetricCell, name: string): MetricCell {
  const part = cell.parts.find((one) => one.name === name);
  if (!part) return cell;
  const { value, unit, numerator, denominator, suppressed } = part;
  return { ...cell, value, unit, numerator, denominator, suppressed } as MetricCell;
}
