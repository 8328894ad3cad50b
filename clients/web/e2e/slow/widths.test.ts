// Each page of one thing at the widths, languages and schemes that people have: axe finds nothing,
// and nothing has to be scrolled sideways.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, it } from "vitest";
import { openBrowser, Visitor, type Width } from "../support/browser.ts";
import type { Person } from "../support/daemon.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

type Screen = readonly [Width, "en" | "es", "light" | "dark"];
type Step = (visitor: Visitor) => Promise<void>;

async function expectFits(visitor: Visitor, name: string, screen: Screen): Promise<void> {
  await visitor.expectAccessible();
  await visitor.expectNoSidewaysScroll();
  await visitor.shoot([name, ...screen].join("-"));
}

/** Goes to an address, does what is to be done there, and looks at the page. */
async function look(
  person: Person, name: string, address: string, screen: Screen, step?: Step,
): Promise<void> {
  const [width, language, scheme] = screen;
  const visitor = await Visitor.arrive(browser, { width, language, scheme });
  await visitor.comeAs(person);
  await visitor.go(address);
  await visitor.allLoaded();
  await expectFits(visitor, name, screen);
  if (step) {
    await step(visitor);
    await expectFits(visitor, `${name}-after`, screen);
  }
  await visitor.leave();
}

describe("a page is accessible and fits", () => {
  it.each<[page: string, address: string, ...Screen]>([
    ["overview", "/", "phone", "es", "light"],
    ["overview", "/", "tablet", "en", "light"],
    ["overview", "/", "desktop", "en", "light"],
    ["overview", "/", "desktop", "es", "dark"],
    ["partnership", "/partnerships/evergreen-laundry", "phone", "es", "light"],
    ["partnership", "/partnerships/evergreen-laundry", "tablet", "en", "light"],
    ["partnership", "/partnerships/bartlett-place", "desktop", "en", "light"],
    ["partnership", "/partnerships/maggie-walker-clt", "desktop", "es", "dark"],
    ["directory", "/directory", "phone", "es", "light"],
    ["directory", "/directory?kind=investments", "tablet", "en", "light"],
    ["directory", "/directory?kind=partners&place=02119", "desktop", "en", "light"],
    ["directory-empty", "/directory?kind=suppliers&q=nobody", "phone", "en", "light"],
    ["anchor", "/anchors/boston-medical-center", "phone", "en", "light"],
    ["anchor", "/anchors/boston-medical-center", "desktop", "es", "dark"],
    ["partner", "/partners/evergreen-coop-laundry", "tablet", "es", "light"],
    ["partner", "/partners/evergreen-coop-laundry", "desktop", "en", "light"],
    ["supplier", "/suppliers/evergreen-laundry-supplier", "phone", "es", "light"],
    ["supplier", "/suppliers/evergreen-laundry-supplier", "desktop", "en", "light"],
    ["investment", "/investments/evergreen-equipment-loan", "phone", "es", "light"],
    ["investment", "/investments/evergreen-equipment-loan", "desktop", "en", "dark"],
    ["record", "/record", "phone", "es", "light"],
    ["record", "/record", "tablet", "en", "dark"],
    ["record", "/record", "desktop", "en", "light"],
  ])("%s at %s on a %s in %s, %s", async (page, address, ...screen) => {
    await look("everything", page, address, screen);
  });

  const screens: Screen[] = [
    ["phone", "es", "light"],
    ["tablet", "en", "dark"],
    ["desktop", "en", "light"],
  ];

  it.each(screens)("the administration with a form that was refused on a %s in %s, %s",
    async (...screen) => {
      await look("operator", "administration", "/administration", screen, async ({ page }) => {
        const make = page.getByRole("button", { name: /^(New token|Nueva clave)$/ });
        await make.click();
        await make.click();
        await page.getByRole("alert").first().waitFor();
      });
    });

  // With money, a period, words, flags, a reference, groups and lists.
  const forms = ["InvestmentCommitted", "BaselineReported", "RetentionReported"];
  const cases = screens.flatMap((screen) => forms.map((form) => [form, ...screen] as const));

  it.each(cases)("the form of %s with all that is wrong on a %s in %s, %s",
    async (form, ...screen) => {
      await look("finance", `record-${form}`, `/record/${form}`, screen, async ({ page }) => {
        await page.locator("details > summary").first().click();
        await page.locator("button[type=submit]").click();
        await page.locator("[aria-invalid=true], [data-invalid]").first().waitFor();
      });
    });
});
