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
});
