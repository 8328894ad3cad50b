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
