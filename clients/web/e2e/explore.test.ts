import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, Visitor, type Width } from "./support/browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const byYear = "/explore?metric=I-04&by=partnership,fiscal_year";
const explained =
  "/explore?metric=I-07&by=partnership&cell=partnership:bartlett-place&currency=USD";

describe("the explore page", () => {
  it.each<[Width, "en" | "es", "light" | "dark", string]>([
    ["phone", "es", "light", explained],
    ["tablet", "en", "dark", byYear],
    ["desktop", "en", "light", byYear],
  ])("is accessible on a %s in %s, %s", async (width, language, scheme, address) => {
    const visitor = await Visitor.arrive(browser, { width, language, scheme });
    await visitor.signIn("evaluator");
    await visitor.go(address);
    await visitor.page.getByRole("grid").first().waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot(`explore-${width}-${language}-${scheme}`);
    await visitor.leave();
  });

  it("leads from a figure of the overview to the events that add up to it", async () => {
    const visitor = await Visitor.arrive(browser);
    await visitor.signIn("evaluator");
    await visitor.settled();
    await visitor.page
      .getByRole("link", { name: "$1,400,000. Loan principal outstanding: where it comes from" })
      .last()
      .click();
    await visitor.page.getByText("Together: $1,400,000.00.").waitFor();
    await visitor.page.getByRole("link", { name: "Event 30" }).click();
    await expect.poll(() => visitor.page.url()).toMatch(/\/events\/30$/);
    await visitor.leave();
  });

  it("moves through its table with the keyboard, and opens a row with Enter", async () => {
    const visitor = await Visitor.arrive(browser);
    await visitor.signIn("evaluator");
    await visitor.go("/explore?metric=I-07&by=partnership");
    await visitor.page.getByRole("row", { name: /Bartlett/ }).focus();
    await visitor.page.keyboard.press("ArrowDown");
    await visitor.page.keyboard.press("Enter");
    await visitor.page.getByText("Together: $400,000.00.").waitFor();
    expect(visitor.page.url()).toContain("cell=partnership%3Aevergreen-laundry");
    await visitor.leave();
  });

  it("saves the table as a file with the figures as they are", async () => {
    const visitor = await Visitor.arrive(browser, { language: "es" });
    await visitor.signIn("evaluator");
    await visitor.go("/explore?metric=I-07&by=partnership&to=2023-12-31");
    const [file] = await Promise.all([
      visitor.page.waitForEvent("download"),
      visitor.page.getByRole("button", { name: "Guardar como CSV" }).click(),
    ]);
    const text = readFileSync(await file.path(), "utf8");
    expect(text).toContain("I-07,1,bartlett-place,,2023-12-31,1000000.00,money,USD");
    await visitor.leave();
  });
});
