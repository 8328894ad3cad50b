// Every page as people with their own settings see it: enlarged, narrow, dark, without motion, in
// the colours of the system.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, Visitor } from "../support/browser.ts";

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
    await eachPage(visitor, async (name) => {
      const { page } = visitor;
      for (const [width, height] of [[640, 450], [320, 640]] as const) {
        await page.setViewportSize({ width, height });
        await visitor.shoot(`looks-${width}-${name}`);
        const excess = () => visitor.sidewaysExcess();
        const where = `${name} at ${width}`;
        await expect.poll(excess, { message: where }).toBeLessThanOrEqual(ROUNDING_PX);
      }
    });
    await visitor.leave();
  });

  it("keeps its contrast in the dark, and needs neither colours nor motion", async () => {
    const visitor = await Visitor.arrive(browser, { scheme: "dark" });
    const { page } = visitor;
    await visitor.comeAs("everything");
    await visitor.go("/");
    await eachPage(visitor, async (name) => {
      await visitor.expectAccessible();
      await visitor.shoot(`looks-dark-${name}`);
      await page.emulateMedia({ forcedColors: "active" });
      const current = page.locator("nav a[aria-current=page]");
      if ((await current.count()) > 0) {
        const outline = current.first().evaluate((link) => getComputedStyle(link).outlineStyle);
        expect(await outline, name).toBe("solid");
      }
      const moving = await page.evaluate(
        () => document.getAnimations().filter(({ playState }) => playState === "running").length,
      );
      expect(moving, name).toBe(0);
      await visitor.shoot(`looks-forced-${name}`);
      await page.emulateMedia({ forcedColors: "none" });
    });
    await visitor.leave();
  });
});
