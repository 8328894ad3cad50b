import type { QueryClient } from "@tanstack/react-query";
import type { ComponentType } from "react";
import type { Catalogue } from "@/locale/catalogue.ts";
import { allRoles, type Role, type Session } from "@/session/session.ts";
import type { Search } from "./search.ts";

/** Where a page stands in the navigation. */
export interface Place {
  readonly label: Catalogue<string>;
  /** What people come for: to see, to record, or to run the server. */
  readonly group: "see" | "record" | "run";
  /** Rising within the group. */
  readonly order: number;
}

/** A page's code. */
export interface PageCode {
  readonly default: ComponentType;
  /**
   * Asks for what the page shows first, where it is the first of a visit: it is then drawn once,
   * with its figures. What fails is asked for again by the page.
   */
  readonly begin?: (queries: QueryClient, who: Session, search: Search) => Promise<unknown>;
}

/** One page: a folder below src/pages with a page.ts that exports this as default. */
export interface Page {
  /** Address below the origin; `$name` stands for a part that varies. */
  readonly path: string;
  /** Absent: reached by links only. */
  readonly navigation?: Place;
  /** Who may open it; absent = everybody who is signed in. */
  readonly roles?: readonly Role[];
  /** Loads the page's code, which is in no other page's way. */
  readonly load: () => Promise<PageCode>;
}

export function definePage(page: Page): Page {
  return page;
}

/** Those who speak for an anchor. */
export const anchorRoles: readonly Role[] = ["fin", "hr", "sc", "cb", "exec", "stw"];
/** Those who speak for a partner organisation. */
export const partnerRoles: readonly Role[] = ["par", "res"];
/** Those who read the ledger: all but those who only run its server. */
export const readerRoles: readonly Role[] = allRoles.filter((role) => role !== "operator");
