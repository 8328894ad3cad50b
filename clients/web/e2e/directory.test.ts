import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, Visitor } from "./support/browser.ts";
import { call } from "./support/api.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Asks the daemon that all tests share, as a program would. */
function ask<Answer>(method: string, request: object): Promise<Answer> {
  const daemon = { origin: inject("origin"), tokens: inject("tokens") };
  return call<Answer>(daemon, "everything", method, request);
}

async function arrive(visit: Parameters<typeof Visitor.arrive>[1] = {}): Promise<Visitor> {
  const visitor = await Visitor.arrive(browser, visit);
  await visitor.comeAs("everything");
  return visitor;
}

describe("a page of the directory", () => {
  it("says that there is nothing to see where the server shows nothing", async () => {
    const visitor = await arrive();
    for (const kind of ["anchors", "partners", "partnerships", "suppliers", "investments"]) {
      await visitor.go(`/${kind}/nobody-knows`);
      await visitor.page.getByRole("heading", { name: "nothing of this name to see" }).waitFor();
    }
    await visitor.expectAccessible();
    await visitor.leave();
  });
});

describe("a state of the directory", () => {
  it("is loading as long as the server is silent, and says so", async () => {
    const visitor = await arrive();
    await visitor.page.route("**/*.DirectoryService/List*", () => undefined);
    await visitor.page.goto("/directory");
    await visitor.page.locator("h1").waitFor();
    await visitor.page.getByText("Loading…").first().waitFor({ state: "attached" });
    await visitor.expectAccessible();
    await visitor.page.route("**/*.DirectoryService/Get*", () => undefined);
    await visitor.page.goto("/suppliers/evergreen-laundry-supplier");
    await visitor.page.locator("h1").waitFor({ state: "attached" });
    await visitor.page.getByText("Loading…").first().waitFor({ state: "attached" });
    await visitor.expectAccessible();
    await visitor.leave();
  });

  it("is offline while the server is away, and mends when it is asked again", async () => {
    const visitor = await arrive();
    const calls = "**/*.DirectoryService/**";
    await visitor.page.route(calls, (route) => route.abort());
    await visitor.page.goto("/suppliers/evergreen-laundry-supplier");
    await visitor.page.getByText("No connection").first().waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("supplier-offline-desktop");
    await visitor.page.unroute(calls);
    await visitor.page.getByRole("button", { name: "Try again" }).click();
    await visitor.page.getByRole("grid", { name: "Classes" }).waitFor();
    await visitor.leave();
  });

  it("is empty where nothing is like what is asked for", async () => {
    const visitor = await Visitor.arrive(browser);
    await visitor.comeAs("partner");
    await visitor.go("/directory?kind=investments&instrument=equity");
    await visitor.page.getByText("Nothing here is like that").waitFor();
    await visitor.expectAccessible();
    await visitor.leave();
  });
});

describe("the directory", () => {
  it("finds by beginnings of words, place and kind, and keeps it in the address", async () => {
    const visitor = await arrive();
    await visitor.go("/directory?kind=partners");
    const rows = visitor.page.getByRole("grid").getByRole("row");
    await visitor.page.getByRole("row", { name: /Pine Street Inn/ }).waitFor();
    await visitor.page.getByLabel("Search").fill("mark bart");
    await expect.poll(() => rows.count()).toBe(2);
    expect(await rows.nth(1).innerText()).toContain("Market at Bartlett Station");
    expect(visitor.page.url()).toContain("q=mark+bart");
    await visitor.page.getByLabel("Search").fill("");
    await visitor.page.getByLabel("Place").fill("02119");
    const kind = { label: "Community development corporation" };
    await visitor.page.getByLabel("Kind").selectOption(kind);
    await visitor.page.getByRole("row", { name: /Nuestra Comunidad/ }).waitFor();
    await expect.poll(() => rows.count()).toBe(2);
    await visitor.page.reload();
    await visitor.page.getByRole("row", { name: /Nuestra Comunidad/ }).waitFor();
    expect(await rows.count()).toBe(2);
    expect(await visitor.page.getByLabel("Place").inputValue()).toBe("02119");
    await visitor.leave();
  });

  it("saves all of a list as a file, with sums as the server keeps them", async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await visitor.go("/directory?kind=investments&q=evergreen");
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download as CSV" }).click();
    const text = readFileSync(await (await downloading).path(), "utf8");
    const [head, ...lines] = text.trim().split("\r\n").map((line) => line.split(","));
    const rows = lines.map((line) => Object.fromEntries(head!.map((name, i) => [name, line[i]])));
    expect(rows.find((row) => row["investment_id"] === "evergreen-equipment-loan")).toMatchObject({
      instrument: "loan", committed: "500000.00", outstanding: "400000.00", currency: "USD",
    });
    await page.getByText("1 entry saved").waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("directory-investments-desktop");
    await visitor.leave();
  });

  it("narrows partnerships by phase, and leads on with the keyboard", async () => {
    const visitor = await arrive();
    await visitor.go("/directory");
    await visitor.page.getByLabel("Model").selectOption({ label: "Worker co-operative" });
    const row = visitor.page.getByRole("row", { name: /Evergreen/ });
    await row.waitFor();
    await expect.poll(() => visitor.page.getByRole("grid").getByRole("row").count()).toBe(2);
    await row.focus();
    await visitor.page.keyboard.press("Enter");
    await visitor.page.getByRole("heading", { name: "Roadmap" }).waitFor();
    expect(visitor.page.url()).toContain("/partnerships/evergreen-laundry");
    await visitor.leave();
  });

  it("shows balances as the server keeps them", async () => {
    const visitor = await arrive();
    await visitor.go("/directory?kind=investments");
    interface Listed {
      investments: { investmentId: string; committedMinor: string; outstandingMinor?: string }[];
    }
    const { investments } = await ask<Listed>("DirectoryService/ListInvestments", {});
    expect(investments.length).toBeGreaterThan(3);
    for (const one of investments) {
      const row = visitor.page.getByRole("row", { name: one.investmentId });
      const cells = await row.getByRole("gridcell").allInnerTexts();
      const minor = cells.slice(2).map((text) => text.replace(/\D/g, ""));
      expect(minor[0], one.investmentId).toBe(one.committedMinor);
      expect(Number(minor[2]), one.investmentId).toBe(Number(one.outstandingMinor ?? 0));
    }
    await visitor.leave();
  });
});

describe("the page of an investment", () => {
  it("has its cash flows by day, and ends with the balance of the server", async () => {
    const visitor = await arrive();
    await visitor.go("/investments/evergreen-equipment-loan");
    const flows = visitor.page.getByRole("grid", { name: "Cash flows" });
    await flows.getByRole("row", { name: /A borrower paid us back/ }).waitFor();
    const rows = await flows.getByRole("row").allInnerTexts();
    expect(rows).toHaveLength(3);
    expect(rows[1]).toContain("$500,000.00");
    expect(rows[2]).toContain("$110,000.00");
    expect(rows[2]).toContain("$400,000.00");
    const { investment } = await ask<{ investment: { outstandingMinor: string } }>(
      "DirectoryService/GetInvestment",
      { investmentId: "evergreen-equipment-loan" },
    );
    expect(investment.outstandingMinor).toBe("40000000");
    await visitor.leave();
  });
});

describe("the page of a supplier", () => {
  it("has its classes with their days, and what was bought from it", async () => {
    const visitor = await arrive();
    await visitor.go("/suppliers/evergreen-laundry-supplier");
    const classes = visitor.page.getByRole("grid", { name: "Classes" });
    expect(await classes.innerText()).toContain("Owned by its workers");
    await visitor.page.getByText("$2,400,000.00 net, from 12 records").waitFor();
    await visitor.page.getByRole("grid", { name: "Purchases" }).getByRole("link").first().click();
    await visitor.page.getByRole("heading", { name: "We bought something" }).waitFor();
    await visitor.leave();
  });
});

describe("the figures of one thing", () => {
  interface Answer {
    results: { metricId: string; cells: { value?: { shown: string } }[] }[];
  }

  it.each([
    ["supplier", "/suppliers/evergreen-laundry-supplier", ["P-02", "P-10"]],
    ["investment", "/investments/evergreen-equipment-loan", ["I-03", "I-06", "I-07"]],
  ])("a %s, are those of QueryMetrics and lead to its events", async (thing, page, metricIds) => {
    const visitor = await arrive();
    await visitor.go(page);
    const own = { [`${thing}Ids`]: [page.split("/").at(-1)] };
    const { results } = await ask<Answer>("MetricsService/QueryMetrics", {
      metricIds,
      query: { filter: own },
    });
    expect(results).toHaveLength(metricIds.length);
    const panel = visitor.page.getByRole("region", { name: "Its numbers" });
    for (const { metricId, cells } of results) {
      const row = panel.getByRole("row").filter({ hasText: metricId });
      const shown = await row.locator("td a").first().innerText();
      expect(Number(shown.replace(/[^\d.-]/g, "")), metricId).toBe(Number(cells[0]?.value?.shown));
    }
    // Shares of what others spend are not shown as if they were about the one thing.
    expect(await panel.getByText(/I-14|P-03/).count()).toBe(0);
    await visitor.expectAccessible();
    const first = panel.getByRole("row").filter({ hasText: metricIds[0] ?? "" });
    await first.getByRole("link", { name: /where it comes from/ }).first().click();
    await visitor.page.getByText(/^Together: /).waitFor();
    expect(visitor.page.url()).toContain(`${thing}=`);
    await visitor.leave();
  });
});

describe("the figures of a partner", () => {
  it("are those of QueryMetrics, and lead to the events behind them", async () => {
    const visitor = await arrive();
    await visitor.go("/partners/evergreen-coop-laundry");
    const metricIds = ["P-10", "I-04", "I-07", "C-13", "X-18"];
    interface Answer {
      results: { metricId: string; cells: { value?: { shown: string } }[] }[];
    }
    const { results } = await ask<Answer>("MetricsService/QueryMetrics", {
      metricIds,
      query: { filter: { partnerIds: ["evergreen-coop-laundry"] } },
    });
    for (const { metricId, cells } of results) {
      const row = visitor.page.getByRole("row").filter({ hasText: metricId });
      const shown = await row.locator("td a").first().innerText();
      expect(Number(shown.replace(/[^\d.-]/g, "")), metricId).toBe(Number(cells[0]?.value?.shown));
    }
    const spend = visitor.page.getByRole("row").filter({ hasText: "P-10" });
    await spend.getByRole("link", { name: /Community-wealth spend: where/ }).click();
    await visitor.page.getByText("Together: $2,400,000.00.").waitFor();
    await visitor.leave();
  });
});
