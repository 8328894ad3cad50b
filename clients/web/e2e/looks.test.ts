// Every page as people see it who enlarge it, or read it on a narrow screen.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, Visitor } from "./support/browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

// Reached by links only, and so not in the navigation.
const hidden = ["/explore?metric=I-04&by=partnership,fiscal_year", "/record/LoanDisbursed",
  "/events/30"];

// Lengths that are no whole pixels may add up to one more.
const ROUNDING_PX = 1;

/** Goes to every page that the navigation shows, and some beside them. */
async function eachPage(visitor: Visitor, look: (name: string) => Promise<void>): Promise<void> {
  const { page } = visitor;
  const links = await page.locator("nav a").evaluateAll((all) =>
    all.map((link) => new URL((link as HTMLAnchorElement).href).pathname),
  );
  expect(links.length).toBeGreaterThan(4);
  for (const address of [...links, ...hidden]) {
    await visitor.go(address);
    const [name] = address.slice(1).replaceAll("/", "-").split("?");
    await look(name ?? "");
  }
}

describe("every page", () => {
  it("can be read enlarged to 200 % and on 320 pixels without scrolling sideways", async () => {
    const zoomed = { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 };
    const visitor = await Visitor.arrive(browser, { language: "es", screen: zoomed });
    await visitor.comeAs("everything");
    await visitor.go("/");
    const wide: string[] = [];
    await eachPage(visitor, async (name) => {
      const { page } = visitor;
      for (const [width, height] of [[640, 450], [320, 640]] as const) {
        await page.setViewportSize({ width, height });
        await visitor.shoot(`looks-${width}-${name}`);
        const excess = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (excess > ROUNDING_PX) wide.push(`${name} at ${width}: ${excess}`);
      }
    });
    expect(wide).toEqual([]);
    await visitor.leave();
  });
});
