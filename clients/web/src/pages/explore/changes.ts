// What made the difference between two answers: contributions that only one of them has, or that
// count differently.
import type { MetricContribution } from "@/gen/anchorledger/api/v1/metrics_pb";

export interface Change {
  readonly position: bigint;
  readonly fact: string;
  readonly effectiveOn: MetricContribution["effectiveOn"];
  /** What the first answer has more than the second; below zero = less. */
  readonly numerator: bigint;
  readonly denominator: bigint;
}

function keyOf({ position, fact }: MetricContribution): string {
  return `${position} ${fact}`;
}

type Sums = Map<string, Change>;

function add(sums: Sums, contribution: MetricContribution, sign: 1n | -1n): void {
  const key = keyOf(contribution);
  const old = sums.get(key);
  sums.set(key, {
    position: contribution.position,
    fact: contribution.fact,
    effectiveOn: contribution.effectiveOn ?? old?.effectiveOn,
    numerator: (old?.numerator ?? 0n) + sign * contribution.numerator,
    denominator: (old?.denominator ?? 0n) + sign * contribution.denominator,
  });
}

/** The differences by position; they add up to the difference of the two sums exactly. */
export function changesBetween(
  first: readonly MetricContribution[],
  second: readonly MetricContribution[],
): Change[] {
  const sums: Sums = new Map();
  for (const one of first) add(sums, one, 1n);
  for (const one of second) add(sums, one, -1n);
  return [...sums.values()]
    .filter(({ numerator, denominator }) => numerator !== 0n || denominator !== 0n)
    .sort((a, b) => (a.position < b.position ? -1 : a.position > b.position ? 1 : 0));
}

/** One value of a median that the two answers do not have in common. */
export interface ValueChange {
  readonly position: bigint;
  readonly fact: string;
  readonly effectiveOn: MetricContribution["effectiveOn"];
  /** The value in the first answer, and in the second; absent where it has none. */
  readonly first: bigint | undefined;
  readonly second: bigint | undefined;
}

type Values = Map<string, MetricContribution[]>;

function byKey(contributions: readonly MetricContribution[]): Values {
  const values: Values = new Map();
  for (const one of contributions) {
    const key = keyOf(one);
    values.set(key, [...(values.get(key) ?? []), one]);
  }
  return values;
}

// Without one of equal number in the other list, each taken once.
function less(
  list: readonly MetricContribution[],
  other: readonly MetricContribution[],
): MetricContribution[] {
  const left = other.map(({ numerator }) => numerator);
  return list.filter(({ numerator }) => {
    const at = left.indexOf(numerator);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/**
 * The values of two medians that only one of them has, or has otherwise, by position. They explain
 * why the middle moved; they do not add up to how far it moved.
 */
export function valuesBetween(
  first: readonly MetricContribution[],
  second: readonly MetricContribution[],
): ValueChange[] {
  const [one, two] = [byKey(first), byKey(second)];
  const keys = [...new Set([...one.keys(), ...two.keys()])];
  return keys
    .flatMap((key) => {
      const only = less(one.get(key) ?? [], two.get(key) ?? []);
      const others = less(two.get(key) ?? [], one.get(key) ?? []);
      return Array.from({ length: Math.max(only.length, others.length) }, (_, i) => ({
        ...partsOf(only[i] ?? others[i]),
        first: only[i]?.numerator,
        second: others[i]?.numerator,
      }));
    })
    .sort((a, b) => (a.position < b.position ? -1 : a.position > b.position ? 1 : 0));
}

function partsOf(one: MetricContribution | undefined) {
  return {
    position: one?.position ?? 0n,
    fact: one?.fact ?? "",
    effectiveOn: one?.effectiveOn,
  };
}
