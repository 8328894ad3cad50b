// What a dry run would change in the metrics, as it is read: by anchor and fiscal year, with the
// difference of each value, digit by digit.
import type { MetricChange } from "@/gen/anchorledger/api/v1/metric_change_pb";
import type { CellPart, MetricCell } from "@/gen/anchorledger/api/v1/metrics_pb";
import { differenceOf } from "@/metrics/difference.ts";

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

function isNothing(amount: string | undefined): boolean {
  return amount !== undefined && /^-?0(\.0+)?$/.test(amount);
}

// Whether a cell says the same as another one, whatever currency its zeros have.
function saysTheSame(a: MetricCell, b: MetricCell): boolean {
  const alike = (one: CellPart | MetricCell, other: CellPart | MetricCell | undefined) =>
    sameText(one, other) ||
    (one.suppressed === other?.suppressed &&
      isNothing(differenceOf(shownOf(one) ?? "", shownOf(other) ?? "")));
  return (
    alike(a, b) &&
    a.parts.length === b.parts.length &&
    a.parts.every((part) => alike(part, b.parts.find(({ name }) => name === part.name)))
  );
}

/**
 * A sum over nothing has no currency: where the first amount comes, one cell goes away and another
 * one comes. People see one value that changes; and none where what comes is nothing, too, and has
 * merely got a currency.
 */
function joined(changes: readonly MetricChange[]): MetricChange[] {
  const goes = (one: MetricChange) => one.after === undefined && one.before?.currency === "";
  const comes = (one: MetricChange) => one.before === undefined;
  const partners = (one: MetricChange, is: (other: MetricChange) => boolean) =>
    changes.filter((other) => is(other) && isOfSame(one, other));
  const isSameAs = (gone: MetricChange | undefined) => (one: MetricChange) =>
    gone?.before !== undefined && one.after !== undefined && saysTheSame(gone.before, one.after);
  return changes.flatMap((one): MetricChange[] => {
    if (goes(one)) {
      const all = partners(one, comes);
      const differing = all.filter((other) => !isSameAs(one)(other));
      return all.length > 0 && differing.length < 2 ? [] : [one];
    }
    if (!comes(one)) return [one];
    const [going] = partners(one, goes);
    if (isSameAs(going)(one)) return [];
    const others = partners(one, comes).filter((other) => !isSameAs(going)(other));
    return [going?.before && others.length === 1 ? { ...one, before: going.before } : one];
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

type Valued = Pick<MetricCell | CellPart, "value" | "suppressed">;
type Told = Pick<MetricCell | CellPart, "value" | "suppressed" | "undefined">;

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

type Fraction = Pick<MetricCell | CellPart, "numerator" | "denominator">;

/** Whether two shares are exactly the same, though of other numbers: 0 of 10 and 0 of 20. */
export function isSameShare(before: Fraction, after: Fraction): boolean {
  const { numerator: a, denominator: b } = before;
  const { numerator: c, denominator: d } = after;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return false;
  return b !== 0n && d !== 0n && a * d === c * b;
}

/** One part of a value that would differ. */
export interface PartChange {
  readonly name: string;
  readonly before: CellPart | undefined;
  readonly after: CellPart | undefined;
}

function sameText(a: Told | undefined, b: Told | undefined): boolean {
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

/** How many values would differ, as they are shown. */
export function valuesShown(groups: readonly ChangeGroup[]): number {
  return groups.reduce((sum, { whole, byPartnership }) => {
    return sum + whole.length + byPartnership.length;
  }, 0);
}

/** The metrics that would change, each once: the shortest thing to say of many changes. */
export function metricsTouched(changes: readonly Pick<MetricChange, "metricId">[]): number {
  return new Set(changes.map(({ metricId }) => metricId)).size;
}
