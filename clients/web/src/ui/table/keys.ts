// How far one page moves; a little less than is seen, so that a known row stays in view.
const PAGE_ROWS = 12;

/** The row that a key leads to from row `current` of `count`; undefined = the key means nothing. */
export function moveTo(key: string, current: number, count: number): number | undefined {
  if (count === 0) return undefined;
  const last = count - 1;
  switch (key) {
    case "ArrowDown":
      return Math.min(current + 1, last);
    case "ArrowUp":
      return Math.max(current - 1, 0);
    case "PageDown":
      return Math.min(current + PAGE_ROWS, last);
    case "PageUp":
      return Math.max(current - PAGE_ROWS, 0);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}
