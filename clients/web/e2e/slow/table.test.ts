// Tables that are longer than any screen or sheet of paper.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, Visitor } from "../support/browser.ts";
import { Cost, phone } from "../support/cost.ts";
import { Harness } from "../support/harness.ts";

let browser: Browser;
let harness: Harness;
beforeAll(async () => {
  [browser, harness] = await Promise.all([openBrowser(), Harness.start("table.html")]);
});
afterAll(async () => {
  await browser.close();
  await harness.stop();
});

// How much dearer a jump may be than in a table of 1,000 rows: times differ between machines.
const DEARER_MAX = 3;
const NODES_MAX = 600;
const ROUNDS = 5;

/** Waits until the row exists and has been painted. */
async function rowShown(page: Page, name: string): Promise<void> {
  await page.getByRole("row", { name }).first().waitFor();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
}

/** Scrolls there, and waits in the page until the row has been painted. */
function scrolledTo(page: Page, part: number, row: number): Promise<void> {
  return page.evaluate(
    async ([where, index]) => {
      const grid = document.querySelector("[role=grid]");
      if (!grid) throw new Error("no table");
      grid.scrollTop = where * grid.scrollHeight;
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      do await frame();
      while (!grid.querySelector(`[data-index="${index}"]`));
      await frame();
    },
    [part, row] as const,
  );
}

/** Presses End, and waits in the page until the last row has the focus. */
async function endPressed(page: Page, last: number): Promise<void> {
  await page.keyboard.press("End");
  await page.evaluate(async (index) => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    while (document.activeElement?.getAttribute("data-index") !== `${index}`) await frame();
    await frame();
  }, last);
}

/** What each jump costs, the middle of some tries on a slow phone: milliseconds of processor. */
async function jumpCosts(rows: number): Promise<Record<string, number>> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(`${harness.origin}/table.html?rows=${rows}`);
  await rowShown(page, "name 0 day 0");
  const cost = await Cost.of(page, phone.slower);
  const grid = page.getByRole("grid");
  expect(await grid.getAttribute("aria-rowcount")).toBe(`${rows + 1}`);
  // Each jump several times: the first is made by code that was never run before, and other work
  // on this machine disturbs some.
  const places = { middle: [0.5, rows / 2], end: [1, rows - 1], start: [0, 0] } as const;
  const costs = { middle: [], end: [], start: [], key: [] } as Record<string, number[]>;
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, [part, row]] of Object.entries(places)) {
      costs[name]?.push(await cost.during(() => scrolledTo(page, part, row)));
      const nodes = await grid.evaluate((node) => node.querySelectorAll("*").length);
      expect(nodes).toBeLessThan(NODES_MAX);
    }
    await page.locator("[data-index='0']").focus();
    costs["key"]?.push(await cost.during(() => endPressed(page, rows - 1)));
  }
  for (const [name, all] of Object.entries(costs)) {
    console.info(`${rows} rows, 4 x slower, ${name}: ${all.map(Math.round).join(", ")} ms`);
  }
  await page.close();
  return Object.fromEntries(Object.entries(costs).map(([name, all]) => [name, middleOf(all)]));
}

// The least of them would be one that the browser's counter had not yet added up.
function middleOf(all: readonly number[]): number {
  return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
}

describe("a table of 100,000 rows", () => {
  it("scrolls on a slow phone as a short one: few nodes, and jumps hardly dearer", async () => {
    const short = await jumpCosts(1_000);
    const long = await jumpCosts(100_000);
    for (const [name, milliseconds] of Object.entries(long)) {
      expect(milliseconds / (short[name] ?? 0), name).toBeLessThan(DEARER_MAX);
    }
  });

  it("prints its first 2,000 rows and says that there are more", async () => {
    const page = await browser.newPage();
    await page.goto(`${harness.origin}/table.html?rows=3000`);
    await rowShown(page, "name 0 day 0");
    const printed = await printedRows(page);
    expect(printed).toBe(2000);
    await page.close();
  });
});

/** Prints to a file as a person would; how many rows stood on the page while it was laid out. */
async function printedRows(page: Page): Promise<number> {
  await page.evaluate(() => {
    const seen = window as unknown as { rows: number };
    addEventListener("beforeprint", () => {
      seen.rows = document.querySelectorAll("[role=grid] [data-index]").length;
    });
  });
  const file = await page.pdf({ format: "A4" });
  expect(file.subarray(0, 4).toString()).toBe("%PDF");
  return page.evaluate(() => (window as unknown as { rows: number }).rows);
}

describe("on paper", () => {
  const long = "/explore?metric=P-02&by=partnership,partner,month";

  it("stands the whole table of the explore page, its head on each sheet", async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    await visitor.comeAs("evaluator");
    await visitor.go(long);
    const grid = page.getByRole("grid");
    await grid.waitFor();
    const all = Number(await grid.getAttribute("aria-rowcount")) - 1;
    expect(all).toBeGreaterThan(40);
    expect(await grid.locator("[data-index]").count()).toBeLessThan(all);
    expect(await printedRows(page)).toBe(all);
    await page.emulateMedia({ media: "print" });
    const display = (role: string) =>
      grid.getByRole(role as "row").first().evaluate((node) => getComputedStyle(node).display);
    expect(await display("row")).toBe("table-header-group");
    await visitor.shoot("print-explore");
    await visitor.leave();
  });

  it("stands the overview without what only a screen can do", async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    await visitor.comeAs("everything");
    await visitor.go("/");
    await page.getByText("P-10").first().waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("nav").isVisible()).toBe(false);
    expect(await page.getByRole("table").first().isVisible()).toBe(true);
    const file = await page.pdf({ format: "A4", landscape: true });
    const sheets = file.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(sheets).toBeGreaterThan(1);
    await visitor.shoot("print-overview");
    await visitor.leave();
  });
});
