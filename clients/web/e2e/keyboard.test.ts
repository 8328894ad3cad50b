// A journey of each kind of person without a mouse, from signing in to the result.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { eventCount } from "./support/api.ts";
import type { Visitor } from "./support/browser.ts";
import type { Person } from "./support/daemon.ts";
import { ownLedger } from "./support/own_ledger.ts";

const ledger = ownLedger();

const TABS_MAX = 120;

/** What has the focus, as it is announced: its labels, else its name, else its words. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const node = document.activeElement as HTMLElement | null;
    if (!node) return "";
    const labels = [...((node as HTMLInputElement).labels ?? [])];
    const labelled = (node.getAttribute("aria-labelledby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "");
    const words = [...labels.map((label) => label.textContent ?? ""), ...labelled];
    return words.join(" ").trim() || node.getAttribute("aria-label") || node.innerText;
  });
}

/** Presses Tab until what has the focus says `name`; fails where it is never reached. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const seen: string[] = [];
  for (let i = 0; i < TABS_MAX; i++) {
    await page.keyboard.press("Tab");
    const said = await focused(page);
    if (name.test(said)) return expectVisibleFocus(page);
    seen.push(said.slice(0, 40));
  }
  throw new Error(`${name} is not reached by Tab; seen: ${seen.join(" | ")}`);
}

/** Whoever uses the keyboard sees where they are. */
async function expectVisibleFocus(page: Page): Promise<void> {
  const outline = await page.evaluate(() => {
    const node = document.activeElement;
    return node ? getComputedStyle(node).outlineStyle : "none";
  });
  expect(outline, await focused(page)).not.toBe("none");
}

async function arrive(person: Person): Promise<Visitor> {
  const visitor = await ledger.arrive();
  await visitor.comeAs(person);
  await visitor.go("/");
  return visitor;
}

describe("without a mouse", () => {
  it("an evaluator finds the events behind a figure", async () => {
    const visitor = await ledger.arrive();
    const { page } = visitor;
    await page.goto("/");
    await page.locator("input[type=password]").waitFor();
    await tabTo(page, /^Access token/);
    await page.keyboard.insertText(ledger.daemon.tokens.evaluator);
    await page.keyboard.press("Enter");
    await page.locator("nav").waitFor({ state: "attached" });
    await visitor.settled();
    await tabTo(page, /^Explore$/);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Explore" }).waitFor();
    await tabTo(page, /^Metric/);
    await page.keyboard.type("I-07");
    await expect.poll(() => page.url()).toContain("metric=I-07");
    await tabTo(page, /^Group by/);
    await page.keyboard.press("Enter");
    await tabTo(page, /^Partnership$/);
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    await page.getByRole("row", { name: /Bartlett/ }).waitFor();
    await tabTo(page, /Bartlett/);
    await page.keyboard.press("Enter");
    await page.getByText("Together: $1,000,000.00.").waitFor();
    await visitor.leave();
  });

  it("finance registers a supplier", async () => {
    const visitor = await arrive("finance");
    const { page } = visitor;
    const before = await eventCount(ledger.daemon, "supplierRegistered");
    await tabTo(page, /^Record$/);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Record", exact: true }).waitFor();
    await tabTo(page, /^We have a new supplier/);
    await page.keyboard.press("Enter");
    await page.locator("form").waitFor();
    await tabTo(page, /^Name of the business/);
    await page.keyboard.type("Keyboard Bakery");
    await page.getByText("this can be recorded").waitFor();
    await tabTo(page, /^Record$/);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Recorded", exact: true }).waitFor();
    expect(await eventCount(ledger.daemon, "supplierRegistered")).toBe(before + 1);
    await visitor.leave();
  });

  it("finance tries a file of payments out", async () => {
    const file = join(ledger.daemon.folder, "payments.csv");
    const head = "date,transactionnumber,supplier,expensetype,amount";
    writeFileSync(file, `${head}\n01/07/2020,T1,Bakery,Food,5.25\n`);
    const visitor = await arrive("finance");
    const { page } = visitor;
    // Early: a browser that is busy may open the file chooser before it has heard of this.
    const choosing = page.waitForEvent("filechooser");
    await tabTo(page, /^Import$/);
    await page.keyboard.press("Enter");
    await page.locator("input[type=file]").waitFor();
    await tabTo(page, /file/i);
    await page.keyboard.press("Enter");
    await (await choosing).setFiles(file);
    await page.getByText("Still without a column").waitFor();
    for (const question of [/^Is it construction.*all rows/, /^Can we choose.*all rows/]) {
      await tabTo(page, question);
      await page.keyboard.press("y");
    }
    await tabTo(page, /^Try it out$/);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Record it for good" }).waitFor();
    await tabTo(page, /^Record it for good$/);
    await visitor.leave();
  });

  it("an operator skips the navigation, is asked, thinks better of it, and is back", async () => {
    const visitor = await arrive("operator");
    const { page } = visitor;
    await visitor.go("/administration");
    await tabTo(page, /^Skip to the content$/);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("#content") !== null)).toBe(
      true,
    );
    await tabTo(page, /^Make a backup$/);
    await page.keyboard.press("Enter");
    await page.getByRole("alertdialog").waitFor();
    expect(await focused(page)).toBe("Cancel");
    await page.keyboard.press("Escape");
    await page.getByRole("alertdialog").waitFor({ state: "detached" });
    expect(await focused(page)).toBe("Make a backup");
    await visitor.leave();
  });

  it("a partner says that there is nothing to report", async () => {
    const visitor = await arrive("partner");
    const { page } = visitor;
    const before = await eventCount(ledger.daemon, "partnerReportReceived");
    await tabTo(page, /^Report outcomes$/);
    await page.keyboard.press("Enter");
    await page.getByText(/Due/).first().waitFor();
    await tabTo(page, /nothing to report/i);
    await page.keyboard.press("Enter");
    const received = () => eventCount(ledger.daemon, "partnerReportReceived");
    await expect.poll(received, { timeout: 10_000 }).toBe(before + 1);
    await visitor.leave();
  });
});
