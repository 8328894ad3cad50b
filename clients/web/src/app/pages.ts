import type { Page } from "./page.ts";

// Every folder of src/pages that has a page.ts: a new page needs no list to be added to.
const found = import.meta.glob<{ default: Page }>("../pages/*/page.ts", { eager: true });

/** All pages. */
export const pages: readonly Page[] = Object.values(found).map((module) => module.default);

// Where somebody comes to who names no page.
const FIRST = "/overview";

/** The page at an address. */
export function pageAt(path: string): Page | undefined {
  const wanted = (path === "/" ? FIRST : path).split("/");
  return pages.find((one) => {
    const parts = one.path.split("/");
    return (
      parts.length === wanted.length &&
      parts.every((part, i) => part === wanted[i] || (part.startsWith("$") && wanted[i] !== ""))
    );
  });
}
