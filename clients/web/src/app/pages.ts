import type { Page } from "./page.ts";

// Every folder of src/pages that has a page.ts: a new page needs no list to be added to.
const found = import.meta.glob<{ default: Page }>("../pages/*/page.ts", { eager: true });

/** All pages. */
export const pages: readonly Page[] = Object.values(found).map((module) => module.default);
