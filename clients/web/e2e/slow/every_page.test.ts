// What is true of every page, whatever it is about: each folder of src/pages is looked at, on a
// phone in Spanish, with the settings that readers have, on paper, and when nothing can be shown.
import { describe, expect, it } from "vitest";
import type { Visitor, Visit } from "../support/browser.ts";
import { everyPage, prepareExamples, type Examples } from "../support/every_page.ts";
import { ownLedger } from "../support/own_ledger.ts";
import type { Person } from "../support/daemon.ts";

let examples: Examples;
const own = ownLedger(async (daemon) => {
  examples = await prepareExamples(daemon);
});

// What WCAG 2.2 lets readers set (1.4.12).
const spacing = `* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
} p { margin-bottom: 2em !important; }`;

/** Lets spaces be those of a reader with a style sheet; the policy forbids style elements. */
function spaceOut(visitor: Visitor): Promise<void> {
  return visitor.page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  }, spacing);
}

/** The levels of the headings, in their order. */
function headings(visitor: Visitor): Promise<number[]> {
  return visitor.page
    .locator("h1, h2, h3, h4, h5, h6")
    .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
}

/** Goes to each page as somebody, and looks. */
async function eachPage(
  person: Person, visit: Visit, look: (visitor: Visitor, name: string) => Promise<void>,
): Promise<void> {
  const visitor = await own.arrive(visit);
  await visitor.comeAs(person);
  for (const { name, address } of everyPage) {
    await visitor.go(address(examples));
    await visitor.allLoaded();
    await look(visitor, name);
  }
  visitor.complaints.splice(0);
  await visitor.leave();
}

const phone: Visit = { width: "phone", language: "es" };

describe("every page", () => {
  it("has a name, an outline, and no fault that axe finds, on a phone", async () => {
    const titles = new Set<string>();
    await eachPage("everything", phone, async (visitor, name) => {
      const levels = await headings(visitor);
      expect(levels.filter((level) => level === 1), name).toHaveLength(1);
      const skipped = levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1);
      expect(skipped, name).toEqual([]);
      titles.add(await visitor.page.title());
      await visitor.expectAccessible();
      await visitor.expectNoSidewaysScroll();
      await visitor.shoot(`every-${name}-phone-es`);
    });
    // A partner and its partnership may have one name.
    expect(titles.size).toBeGreaterThan(everyPage.length / 2);
  });

  it("lets readers space out its letters, words and lines on a phone", async () => {
    await eachPage("everything", phone, async (visitor, name) => {
      await spaceOut(visitor);
      const excess = () => visitor.sidewaysExcess();
      await expect.poll(excess, { message: name }).toBeLessThanOrEqual(1);
      await visitor.shoot(`every-${name}-spaced`);
    });
  });

  it("says on paper what it is, who printed it, when, and its address", async () => {
    await eachPage("everything", {}, async (visitor, name) => {
      const { page } = visitor;
      await page.setViewportSize({ width: 760, height: 1000 });
      await visitor.putOnPaper();
      const head = page.getByText(/^Anchor Ledger · Printed .* by demo-everything, network/);
      expect(await head.innerText(), name).toContain(new URL(page.url()).pathname);
      expect(await page.locator("h1").isVisible(), name).toBe(true);
      expect(await page.locator("nav").first().isVisible(), name).toBe(false);
      expect(await visitor.sidewaysExcess(), name).toBeLessThanOrEqual(1);
      await visitor.shoot(`every-${name}-print`);
      await visitor.takeOffPaper();
    });
  });

  it("has a state for people who may not see it, with no fault that axe finds", async () => {
    for (const person of ["operator", "partner"] as const) {
      await eachPage(person, phone, async (visitor, name) => {
        await visitor.expectAccessible();
        await visitor.expectNoSidewaysScroll();
        if (person === "operator") await visitor.shoot(`every-${name}-no-right`);
      });
    }
  });

  it("has a state for a server that does not answer, with no fault that axe finds", async () => {
    const visitor = await own.arrive(phone);
    const { page } = visitor;
    await visitor.comeAs("everything");
    await page.route("**/anchorledger.api.v1.*/**", (route) => route.abort());
    for (const { name, address } of everyPage) {
      await visitor.go(address(examples));
      await visitor.expectAccessible();
      await visitor.expectNoSidewaysScroll();
      await visitor.shoot(`every-${name}-away`);
    }
    visitor.complaints.splice(0);
    await visitor.leave();
  });
});
