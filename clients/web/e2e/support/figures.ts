// Figures as the server answers them and as they stand on the screen: both as digits.
import { expect } from "vitest";
import { call } from "./api.ts";
import type { Visitor } from "./browser.ts";
import type { Daemon, Person } from "./daemon.ts";

interface Cell {
  readonly value?: { readonly shown?: string };
}

interface Answer {
  readonly results?: readonly {
    readonly cells?: readonly Cell[];
    readonly totals?: readonly Cell[];
  }[];
}

/** A question to QueryMetrics, as JSON has it. */
export interface Asked {
  readonly metric: string;
  readonly query?: object;
}

/** What the server says: the cells, then their totals where there are any apart. */
export async function answered(
  daemon: Pick<Daemon, "origin" | "tokens">,
  person: Person,
  { metric, query = {} }: Asked,
): Promise<string[]> {
  const request = { metricIds: [metric], query };
  const answer = await call<Answer>(daemon, person, "MetricsService/QueryMetrics", request);
  const { cells = [], totals = [] } = answer.results?.[0] ?? {};
  return [...cells, ...totals].map(({ value }) => value?.shown ?? "");
}

/** The digits of what a person reads: "$1,234.50" is "1234.50". */
export function digitsOf(text: string): string {
  return /-?\d[\d,]*(\.\d+)?/.exec(text)?.[0].replaceAll(",", "") ?? "";
}

/** A column of the table of Explore. */
export async function column(visitor: Visitor, heading: string): Promise<string[]> {
  const { page } = visitor;
  const head = page.getByRole("columnheader", { name: heading, exact: true });
  const grid = page.getByRole("grid").filter({ has: head }).first();
  const heads = await grid.getByRole("columnheader").allInnerTexts();
  const at = heads.indexOf(heading);
  expect(at, `${heading} among ${heads.join()}`).toBeGreaterThanOrEqual(0);
  const rows = await grid.locator("[role=row][data-index]").all();
  const cells = rows.map((row) => row.locator("[role=rowheader], [role=gridcell]").nth(at));
  return Promise.all(cells.map(async (cell) => digitsOf(await cell.innerText())));
}

/**
 * Expects that what Explore shows in a column is what the server answers, and what it has to be
 * where that is known: as soon as both have seen the last event.
 */
export async function expectColumn(
  visitor: Visitor,
  heading: string,
  ask: () => Promise<string[]>,
  wanted?: readonly string[],
): Promise<string[]> {
  let said: string[] = [];
  await expect
    .poll(async () => {
      said = await ask();
      const shown = await column(visitor, heading);
      const [page, server, due] = [shown, said, wanted ?? said].map((all) => all.join(" "));
      return page === due && server === due ? "" : `${page} on the page, ${server}, not ${due}`;
    })
    .toBe("");
  return said;
}

/** 123450 as "1234.50". */
export function unitsOf(minor: bigint | number): string {
  const cents = String(minor).padStart(3, "0");
  return `${cents.slice(0, -2)}.${cents.slice(-2)}`;
}

/** "1234.50" as 123450: figures of money are compared without floating point. */
export function minorOf(digits: string): bigint {
  const [whole = "0", cents = ""] = digits.split(".");
  return BigInt(whole + cents.padEnd(2, "0"));
}
