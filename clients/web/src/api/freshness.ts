// How far the log is known to reach: answers must be at least this fresh. A page that has just
// recorded something, or was told of an event, never shows figures from before it.

let known = 0n;

/** Remembers that the log reaches this far. */
export function notePosition(position: bigint): void {
  if (position > known) known = position;
}

/** What to send as `min_position`. */
export function knownPosition(): bigint {
  return known;
}

let oldest: bigint | undefined;

/** Remembers that what is shown may be no fresher than this: an answer came that said so. */
export function noteAnswer(position: bigint): void {
  if (oldest === undefined || position < oldest) oldest = position;
}

/**
 * Whether the log went on after the first answers: what is recorded between them and the beginning
 * of following is told by nobody.
 */
export function wasMissed(position: bigint): boolean {
  return oldest !== undefined && position > oldest;
}

/** Forgets it: the log was restored to an earlier state, or another ledger is signed in to. */
export function forgetPosition(): void {
  known = 0n;
  oldest = undefined;
}
