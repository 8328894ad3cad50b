import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, Visitor } from "./support/browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe("the overview", () => {
  it("shows what the server answers, and keeps its question in the address", async () => {
    const visitor = await Visitor.arrive(browser);
    await visitor.comeAs("everything");
    await visitor.go("/");
    const row = visitor.page.getByRole("row", { name: /Community-wealth spend/ });
    await expect.poll(() => row.innerText()).toContain("$2,400,000");
    const scope = visitor.page.getByLabel("For", { exact: true });
    await scope.selectOption("partnership:bartlett-place");
    // The row, not the words: its trend is named by them, too.
    await visitor.page.getByRole("row", { name: /Loan principal outstanding/ }).waitFor();
    expect(visitor.page.url()).toContain("partnership=bartlett-place");
    await visitor.page.reload();
    await visitor.settled();
    expect(await scope.inputValue()).toBe("partnership:bartlett-place");
    await visitor.leave();
  });

  it("says what was promised beside the figure, and what a public goal is", async () => {
    const visitor = await Visitor.arrive(browser, { width: "phone", language: "es" });
    await visitor.comeAs("everything");
    await visitor.go("/overview?anchor=cleveland-clinic");
    await visitor.page
      .getByRole("rowheader", { name: /Meta: al menos 90.00\s?% hasta el .*2024 cumplida/ })
      .waitFor();
    const target = visitor.page.getByRole("row", { name: /clinic-living-wage/ });
    await target.getByRole("cell", { name: /al menos 90.00/ }).waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("overview-targets-phone-es");
    await visitor.leave();
  });
});
