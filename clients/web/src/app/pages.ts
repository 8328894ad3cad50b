import type { Page } from "./page.ts";

// Every folder of src/pages that has a page.ts: a new page needs no list to be added to.
const found = import.meta.glob<{ default: Page }>("../pages/*/page.ts", { eager: true });

/** All pages. */
export const pages: readonly Page[] = Object.values(found).map((module) => module.default);

// Where somebody comes to who names no page.
const FIRST = "/overview";

/** Begins to load the code of the page at an address; who needs it says what is wrong with it. */
export function loadPageAt(path: string): void {
  const wanted = (path === "/" ? FIRST : path).split("/");
  const page = pages.find((one) => {
    const parts = one.path.split("/");
    return (
      parts.length === wanted.length &&
      parts.every((part, i) => part === wanted[i] || (part.startsWith("$") && wanted[i] !== ""))
    );
  });
  page?.load().catch(() => undefined);
}
