// What time it is. The clock of a phone may be wrong by years, and a day that was taken from it
// would be refused, or believed: so the server's counts, which each of its answers tells.

let aheadMs = 0;

/** Takes note of when an answer was made: the value of its header `Date`. */
export function noteServerTime(date: string | null): void {
  const server = Date.parse(date ?? "");
  if (!Number.isNaN(server)) aheadMs = server - Date.now();
}

/** Now, by the server's clock; by the device's as long as no answer came. */
export function now(): Date {
  return new Date(Date.now() + aheadMs);
}
