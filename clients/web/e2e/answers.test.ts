// What people do is answered at once: while the server thinks, the page says that it waits.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, Visitor } from "./support/browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

interface Waiting {
  /** A method whose answer is held back. */
  readonly method: string;
  readonly act: (page: Page) => Promise<unknown>;
  /** What says that something is on its way; gone once it is there. */
  readonly progress: string;
}

/** Does something whose answer is held back, and expects to be told so until it is there. */
async function expectProgress(page: Page, { method, act, progress }: Waiting): Promise<void> {
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  const address = `**/anchorledger.api.v1.${method}`;
  await page.route(address, async (route) => {
    await held;
    await route.continue();
  });
  expect(await page.locator(progress).count()).toBe(0);
  await act(page);
  await page.locator(progress).first().waitFor();
  answer();
  await page.locator(progress).first().waitFor({ state: "detached" });
  await page.unroute(address);
}

const busy = "#content :is([data-state=loading], [aria-busy=true])";

describe("a page that waits for the server says so", () => {
  it("when another scope, metric, list or row is asked for", async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    await visitor.comeAs("everything");
    await visitor.go("/overview");
    await visitor.allLoaded();
    await expectProgress(page, {
      method: "MetricsService/QueryMetrics",
      act: () => page.getByLabel("For", { exact: true }).selectOption("partnership:bartlett-place"),
      progress: busy,
    });
    await visitor.go("/explore?metric=I-04&by=partnership");
    await visitor.allLoaded();
    await expectProgress(page, {
      method: "MetricsService/ExplainMetric",
      act: () => page.getByRole("row", { name: /Bartlett/ }).last().click(),
      progress: busy,
    });
    await expectProgress(page, {
      method: "MetricsService/QueryMetrics",
      act: () => page.getByLabel("Metric").selectOption("P-10"),
      progress: busy,
    });
    await visitor.go("/directory?kind=partners");
    await visitor.allLoaded();
    await expectProgress(page, {
      method: "DirectoryService/ListPartners",
      act: () => page.getByLabel("Search").fill("market"),
      progress: busy,
    });
    await visitor.leave();
  });

  it("when a form is checked", async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    await visitor.comeAs("finance");
    await visitor.go("/record/SupplierRegistered");
    const name = page.getByLabel(/^Name of the business/);
    await name.fill("Quick");
    await page.getByText("this can be recorded").waitFor();
    await expectProgress(page, {
      method: "EventService/AppendEvents",
      act: () => name.fill("Quick Bakery"),
      progress: "form [role=status] :text('Being checked')",
    });
    await page.getByText("this can be recorded").waitFor();
    expect(await name.inputValue()).toBe("Quick Bakery");
    await visitor.leave();
  });
});
