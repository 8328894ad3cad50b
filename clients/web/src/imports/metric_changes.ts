// What a dry run would change in the metrics, as it is read: by anchor and fiscal year, with the
// difference of each value, digit by digit.
import type { MetricChange } from "@/gen/anchorledger/api/v1/metric_change_pb";
import type { CellPart, MetricCell } from "@/gen/anchorledger/api/v1/metrics_pb";
import { decimalText } from "@/locale/format.ts";

/** The changes of one anchor over one span. */
export interface ChangeGroup {
  readonly anchorId: string;
  /** "FY2024"; empty = all time. */
  readonly fiscalYear: string;
  /** Of the anchor as a whole. */
  readonly whole: readonly MetricChange[];
  readonly byPartnership: readonly MetricChange[];
}

function isOfSame(a: MetricChange, b: MetricChange): boolean {
  return (
    a.metricId === b.metricId && a.anchorId === b.anchorId &&
    a.fiscalYear === b.fiscalYear && a.byPartnership === b.byPartnership &&
    a.partnershipId === b.partnershipId
  );
}

/**
 * A sum over nothing has no currency: where the first amount comes, one cell goes away and another
 * one comes. People see one value that changes.
 */
function joined(changes: readonly MetricChange[]): MetricChange[] {
  const goes = (one: MetricChange) => one.after === undefined && one.before?.currency === "";
  const comes = (one: MetricChange) => one.before === undefined;
  const partner = (one: MetricChange, is: (other: MetricChange) => boolean) =>
    changes.filter((other) => is(other) && isOfSame(one, other));
  return changes.flatMap((one): MetricChange[] => {
    const [coming, ...others] = goes(one) ? partner(one, comes) : [];
    if (coming) return others.length === 0 ? [] : [one];
    const [going] = comes(one) && partner(one, comes).length === 1 ? partner(one, goes) : [];
    return [going?.before ? { ...one, before: going.before } : one];
  });
}

/** In the order in which the server lists them. */
export function groupsOf(changes: readonly MetricChange[]): ChangeGroup[] {
  const groups = new Map<string, MetricChange[]>();
  for (const change of joined(changes)) {
    const key = `${change.anchorId} ${change.fiscalYear}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].map((own) => ({
    anchorId: own[0]?.anchorId ?? "",
    fiscalYear: own[0]?.fiscalYear ?? "",
    whole: own.filter((one) => !one.byPartnership),
    byPartnership: own.filter((one) => one.byPartnership),
  }));
}

function digitsOf(text: string): { minor: bigint; places: number } | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined;
  const places = text.split(".")[1]?.length ?? 0;
  return { minor: BigInt(text.replace(".", "")), places };
}

/** `after` less `before` as decimal text; undefined where one of them is no number. */
export function differenceOf(before: string, after: string): string | undefined {
  const [from, to] = [digitsOf(before), digitsOf(after)];
  if (!from || !to) return undefined;
  const places = Math.max(from.places, to.places);
  const scaled = ({ minor, places: own }: { minor: bigint; places: number }) =>
    minor * 10n ** BigInt(places - own);
  return decimalText(scaled(to) - scaled(from), places);
}

type Valued = Pick<MetricCell | CellPart, "value" | "suppressed">;

function shownOf(cell: Valued | undefined): string | undefined {
  return cell && !cell.suppressed ? cell.value?.shown : undefined;
}

/** The same cell with the difference in the place of its value; undefined where there is none. */
export function differenceCell<Cell extends Valued>(
  before: Cell | undefined,
  after: Cell | undefined,
): Cell | undefined {
  const [from, to] = [shownOf(before), shownOf(after)];
  if (!after?.value || from === undefined || to === undefined) return undefined;
  const shown = differenceOf(from, to);
  if (shown === undefined || after.value.value.case === "boolean") return undefined;
  return {
    ...after,
    value: { ...after.value, shown },
    // The two sides of a fraction are those of a value, not of a difference.
    numerator: undefined,
    denominator: undefined,
  };
}

/** One part of a value that would differ. */
export interface PartChange {
  readonly name: string;
  readonly before: CellPart | undefined;
  readonly after: CellPart | undefined;
}

function sameText(a: CellPart | undefined, b: CellPart | undefined): boolean {
  return (
    a?.value?.shown === b?.value?.shown &&
    a?.suppressed === b?.suppressed &&
    a?.undefined === b?.undefined
  );
}

/** The parts that would differ, in the order of the metric. */
export function partsChanged({ before, after }: MetricChange): PartChange[] {
  const names = [...(after?.parts ?? []), ...(before?.parts ?? [])].map(({ name }) => name);
  return [...new Set(names)]
    .map((name) => ({
      name,
      before: before?.parts.find((part) => part.name === name),
      after: after?.parts.find((part) => part.name === name),
    }))
    .filter((part) => !sameText(part.before, part.after));
}

/** The metrics that would change, each once: the shortest thing to say of many changes. */
export function metricsTouched(changes: readonly MetricChange[]): number {
  return new Set(changes.map(({ metricId }) => metricId)).size;
}
