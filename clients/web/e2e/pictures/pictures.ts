// Takes the pictures of the README from the running product with the demo: `npm run pictures`.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, it } from "vitest";
import { openBrowser, Visitor, type Width } from "../support/browser.ts";
import type { Person } from "../support/daemon.ts";

const folder = join(import.meta.dirname, "../../pictures");

interface Picture {
  readonly name: string;
  readonly address: string;
  /** What stands there when the page is complete; the picture holds it. */
  readonly shows: string;
  /** Whether the picture is of those words; else of the beginning of the page. */
  readonly isThere?: true;
  readonly person: Person;
  readonly width: Width;
  readonly language: "en" | "es";
}

const pictures: readonly Picture[] = [
  {
    name: "overview",
    address: "/overview",
    shows: "Local spend share",
    person: "everything",
    width: "desktop",
    language: "en",
  },
  {
    name: "partnership",
    address: "/partnerships/bartlett-place",
    shows: "Three kinds of capital",
    person: "everything",
    width: "desktop",
    language: "en",
  },
  {
    name: "explore",
    address: "/explore?metric=I-04&by=partnership,fiscal_year",
    shows: "Save as PNG",
    isThere: true,
    person: "evaluator",
    width: "desktop",
    language: "en",
  },
  {
    name: "report",
    address: "/report",
    shows: "Informe",
    person: "partner",
    width: "phone",
    language: "es",
  },
];

let browser: Browser;
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  browser = await openBrowser();
});
afterAll(() => browser.close());

it.each(pictures)("$name", async (picture) => {
  const { name, address, shows, person, width, language } = picture;
  const visitor = await Visitor.arrive(browser, { width, language });
  await visitor.signIn(person);
  await visitor.go(address);
  await visitor.page.getByText(shows).first().scrollIntoViewIfNeeded();
  await visitor.allLoaded();
  if (!picture.isThere) await visitor.page.evaluate(() => scrollTo(0, 0));
  await visitor.page.screenshot({ path: join(folder, `${name}.png`) });
  await visitor.leave();
});
