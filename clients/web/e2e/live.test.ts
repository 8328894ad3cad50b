// What happens elsewhere: events of others, a server that goes away and comes back.
import { describe, expect, it } from "vitest";
import { Visitor } from "./support/browser.ts";
import { ownLedger } from "./support/own_ledger.ts";

const own = ownLedger();

/** Records one more convening, as somebody at another desk would. */
async function recordConvening(id: string): Promise<void> {
  const response = await fetch(
    `${own.daemon.origin}/anchorledger.api.v1.EventService/AppendEvents`,
    {
      method: "POST",
      headers: {
        authorization: `Bearer ${own.daemon.tokens.everything}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({
        requestId: `live-${id}`,
        events: [
          {
            any: {},
            partnershipId: "bartlett-place",
            anchorId: "boston-medical-center",
            payload: {
              conveningHeld: {
                conveningId: `live-${id}`,
                purpose: "CONVENING_PURPOSE_FUNDERS",
                participantsCount: 12,
                orgsCount: 3,
                residentsCount: 4,
                decisionMade: false,
              },
            },
            effectiveOn: { days: 19000 },
          },
        ],
      }),
    },
  );
  expect(await response.text()).toContain("position");
}

async function arrive(): Promise<Visitor> {
  const visitor = await own.arrive();
  await visitor.comeAs("everything");
  await visitor.go("/");
  await visitor.page.getByText("Live", { exact: true }).waitFor();
  return visitor;
}

const convenings = (visitor: Visitor) =>
  visitor.page.getByRole("row", { name: /^Convenings/ }).locator("td").nth(4);

describe("an event recorded elsewhere", () => {
  it("shows up without reloading, in every tab", async () => {
    const visitor = await arrive();
    const second = await visitor.page.context().newPage();
    await second.goto("/overview");
    await second.getByRole("row", { name: /^Convenings/ }).waitFor();
    expect(await convenings(visitor).innerText()).toMatch(/^5\b/);
    await recordConvening("one");
    await expect.poll(() => convenings(visitor).innerText(), { timeout: 10_000 }).toMatch(/^6\b/);
    const other = second.getByRole("row", { name: /^Convenings/ }).locator("td").nth(4);
    await expect.poll(() => other.innerText(), { timeout: 10_000 }).toMatch(/^6\b/);
    await visitor.leave();
  });
});

describe("a server that is killed in the middle", () => {
  it("is missed, found again, and what happened meanwhile is shown", async () => {
    const visitor = await arrive();
    await own.daemon.kill();
    await visitor.page.getByText("Reconnecting…").waitFor();
    await visitor.page.getByRole("link", { name: "Explore" }).click();
    await visitor.page.getByText("No connection").first().waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("offline-desktop");
    await own.daemon.launch();
    await recordConvening("two");
    await visitor.page.getByText("Live", { exact: true }).waitFor();
    await visitor.page.getByRole("link", { name: "Overview" }).click();
    await expect.poll(() => convenings(visitor).innerText(), { timeout: 20_000 }).toMatch(/^7\b/);
    await visitor.leave();
  });
});

describe("a session that is ended elsewhere", () => {
  it("is said, and signing in again leads back to the same page", async () => {
    const visitor = await arrive();
    await visitor.page.getByRole("link", { name: "Explore" }).click();
    await visitor.page.getByRole("grid").waitFor();
    const status = await visitor.page.evaluate(
      async () => (await fetch("/session?everywhere=true", { method: "DELETE" })).status,
    );
    expect(status).toBe(204);
    await recordConvening("three");
    await visitor.page.getByText("Your session has ended").waitFor();
    await visitor.expectAccessible();
    await visitor.enterToken("everything");
    await visitor.page.getByRole("grid").waitFor();
    expect(visitor.page.url()).toContain("/explore");
    await visitor.leave();
  });
});
