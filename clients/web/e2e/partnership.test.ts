import { describe, expect, it } from "vitest";
import { Visitor } from "./support/browser.ts";
import { call } from "./support/api.ts";
import { ownLedger } from "./support/own_ledger.ts";

const own = ownLedger();

async function arrive(visit: Parameters<typeof Visitor.arrive>[1] = {}): Promise<Visitor> {
  const visitor = await own.arrive({ ...visit });
  await visitor.comeAs("everything");
  return visitor;
}

const laundry = "/partnerships/evergreen-laundry";

describe("the page of a partnership", () => {
  it("prints what a board reads, without buttons and filters", async () => {
    const visitor = await arrive();
    await visitor.go(laundry);
    await visitor.allLoaded();
    await visitor.putOnPaper();
    expect(await visitor.page.getByRole("button", { name: "Print" }).isVisible()).toBe(false);
    expect(await visitor.page.getByRole("navigation").first().isVisible()).toBe(false);
    expect(await visitor.page.getByText(/^Anchor Ledger · Printed /).isVisible()).toBe(true);
    await visitor.page.setViewportSize({ width: 760, height: 1000 });
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("partnership-print");
    await visitor.leave();
  });

  it("is reached from the overview of the partnership", async () => {
    const visitor = await arrive();
    await visitor.go("/overview?partnership=evergreen-laundry");
    await visitor.page.getByRole("link", { name: "Roadmap, money and timeline" }).click();
    await visitor.page.getByRole("heading", { name: "Roadmap" }).waitFor();
    expect(visitor.page.url()).toContain(laundry);
    await visitor.leave();
  });

  it("says where the partnership is, and which steps are met, proposed or missing", async () => {
    const visitor = await arrive();
    await visitor.go(laundry);
    const road = visitor.page.getByRole("region", { name: "Roadmap" });
    const current = road.locator("[aria-current=step]");
    await current.waitFor();
    expect(await current.getByRole("heading").innerText()).toBe("Evaluation");
    const step = (id: string) =>
      road.locator("[data-step]").filter({ hasText: new RegExp(`^${id}\\b`) });
    expect(await step("P1").innerText()).toContain("Met Dec 31, 2018");
    expect(await step("P6").innerText()).toContain("Proposed");
    expect(await step("M7").innerText()).toContain("Evidence is missing");
    await step("P6").getByRole("link", { name: "Confirm P6" }).click();
    await visitor.page.getByRole("heading", { name: "A milestone was reached" }).waitFor();
    expect(visitor.page.url()).toContain("milestone_id=P6");
    await visitor.leave();
  });

  it("has the figures of QueryMetrics, and money that adds up to them", async () => {
    const visitor = await arrive();
    await visitor.go(laundry);
    await visitor.allLoaded();
    interface Answer {
      results: { cells: { value?: { shown: string } }[] }[];
    }
    const metricIds = ["I-04", "X-11", "X-13", "C-13"];
    const { results } = await call<Answer>(own.daemon, "evaluator", "MetricsService/QueryMetrics", {
      metricIds,
      query: { filter: { partnershipIds: ["evergreen-laundry"] } },
    });
    const values = results.map(({ cells }) => Number(cells[0]?.value?.shown));
    const number = (text: string) => Number(text.replace(/[^\d.-]/g, ""));
    const capital = visitor.page.getByRole("region", { name: "Three kinds of capital" });
    const figure = async (name: string) =>
      number(await capital.locator("dl > div", { hasText: name }).locator("a").innerText());
    expect(await figure("Capital deployed")).toBe(values[0]);
    expect(await figure("Convenings")).toBe(values[1]);
    expect(await figure("Capacity hours")).toBe(values[2]);
    const outcomes = visitor.page.getByRole("region", { name: "Outcomes" });
    const jobs = outcomes.getByRole("row").filter({ hasText: "C-13" });
    expect(number(await jobs.locator("td a").innerText())).toBe(values[3]);
    const total = visitor.page.locator("tfoot [data-lane=invested]");
    expect(number(await total.innerText())).toBe(values[0]);
    const bought = visitor.page.locator("tfoot [data-lane=bought]");
    expect(await bought.innerText()).toBe("$2,400,000");
    await visitor.page.getByLabel("By", { exact: true }).selectOption("month");
    await visitor.page.getByRole("rowheader", { name: "2018-06" }).waitFor();
    expect(visitor.page.url()).toContain("span=month");
    await visitor.leave();
  });

  it("narrows its timeline to what it is asked about", async () => {
    const visitor = await arrive();
    await visitor.go(laundry);
    const timeline = visitor.page.getByRole("region", { name: "Timeline" });
    await timeline.getByRole("link", { name: "We bought something" }).first().waitFor();
    await timeline.getByLabel("About").selectOption({ label: "Meetings and skills" });
    await expect.poll(() => timeline.getByRole("link").count()).toBe(3);
    await timeline.getByRole("link", { name: "We brought people together" }).first().click();
    await visitor.page.getByRole("heading", { name: "We brought people together" }).waitFor();
    await visitor.leave();
  });

  it("shows an event that was recorded elsewhere, without reloading", async () => {
    const visitor = await arrive();
    await visitor.go(laundry);
    await visitor.page.getByText("Live", { exact: true }).waitFor();
    const capital = visitor.page.getByRole("region", { name: "Three kinds of capital" });
    const convenings = capital.locator("dl > div", { hasText: "Convenings" }).locator("a");
    expect(await convenings.innerText()).toMatch(/^2\b/);
    await call(own.daemon, "everything", "EventService/AppendEvents", {
      requestId: "elsewhere",
      events: [
        {
          any: {},
          partnershipId: "evergreen-laundry",
          anchorId: "cleveland-clinic",
          effectiveOn: { days: 20_000 },
          payload: {
            conveningHeld: {
              conveningId: "elsewhere",
              purpose: "CONVENING_PURPOSE_FUNDERS",
              participantsCount: 12,
              orgsCount: 3,
              residentsCount: 4,
              decisionMade: false,
            },
          },
        },
      ],
    });
    await expect.poll(() => convenings.innerText(), { timeout: 10_000 }).toMatch(/^3\b/);
    const timeline = visitor.page.getByRole("region", { name: "Timeline" });
    await timeline.getByRole("heading", { name: "2024" }).waitFor();
    await visitor.leave();
  });
});

describe("somebody without the right", () => {
  it("sees the partnership, and no way to confirm its steps", async () => {
    const visitor = await own.arrive({ width: "phone" });
    await visitor.comeAs("evaluator");
    await visitor.go(laundry);
    await visitor.allLoaded();
    const road = visitor.page.getByRole("region", { name: "Roadmap" });
    await road.getByText("Evidence is missing").first().waitFor();
    expect(await road.getByRole("link", { name: /^Confirm/ }).count()).toBe(0);
    await visitor.expectAccessible();
    await visitor.leave();
  });
});
