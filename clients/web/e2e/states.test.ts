// What people see when there is nothing to see: no right, no such page, nothing recorded.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, Visitor } from "./support/browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function arrive(width: "phone" | "desktop" = "desktop"): Promise<Visitor> {
  const visitor = await Visitor.arrive(browser, { width });
  await visitor.comeAs("partner");
  return visitor;
}

describe("a state of a page", () => {
  it("says that there is no such page", async () => {
    const visitor = await arrive();
    await visitor.go("/nowhere");
    await visitor.page.getByRole("heading", { name: "There is no such page" }).waitFor();
    await visitor.expectAccessible();
    await visitor.leave();
  });

  it("says that nothing is recorded, and what to do", async () => {
    const visitor = await arrive("phone");
    await visitor.go("/overview?from=1950-01-01&to=1950-12-31");
    await visitor.page.getByText("Nothing is recorded for this strategy here").first().waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("overview-empty-phone");
    await visitor.leave();
  });

  it("says what is loading to screen readers", async () => {
    const visitor = await arrive();
    await visitor.page.route("**/*.MetricsService/QueryMetrics", () => undefined);
    await visitor.page.goto("/overview");
    await visitor.page.locator("h1").waitFor();
    await visitor.page.getByText("Loading…").first().waitFor({ state: "attached" });
    await visitor.expectAccessible();
    await visitor.shoot("overview-loading-desktop");
    await visitor.leave();
  });
});

describe("the figures on the screen", () => {
  it("are those that QueryMetrics answers", async () => {
    const visitor = await Visitor.arrive(browser);
    await visitor.comeAs("evaluator");
    await visitor.go("/overview?to=2023-12-31");
    const metricIds = ["H-01", "H-03", "P-02", "P-10", "I-03", "I-04", "I-07", "I-10", "X-03"];
    const response = await fetch(
      `${inject("origin")}/anchorledger.api.v1.MetricsService/QueryMetrics`,
      {
        method: "POST",
        headers: {
          authorization: `Bearer ${inject("tokens").evaluator}`,
          "content-type": "application/json",
        },
        body: JSON.stringify({ metricIds, query: { to: { days: 19722 } } }),
      },
    );
    const { results } = (await response.json()) as {
      results: { metricId: string; cells: { value?: { shown: string } }[] }[];
    };
    expect(results).toHaveLength(metricIds.length);
    for (const { metricId, cells } of results) {
      const row = visitor.page.getByRole("row").filter({ hasText: metricId });
      const total = row.locator("[data-label='All phases'] a").first();
      const shown = (await total.innerText()).replace(/[^\d.-]/g, "");
      expect(Number(shown), metricId).toBe(Number(cells[0]?.value?.shown));
    }
    await visitor.leave();
  });
});
