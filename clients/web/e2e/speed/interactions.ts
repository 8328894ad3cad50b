// How long the page itself takes to answer what people do, in processor time until the answer or
// the word that it is on its way has been painted.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, it } from "vitest";
import { openBrowser, Visitor } from "../support/browser.ts";
import { Cost } from "../support/cost.ts";
import type { Person } from "../support/daemon.ts";

const ROUNDS = 5;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

interface Interaction {
  readonly name: string;
  readonly person: Person;
  readonly address: string;
  /** Is there when the page is complete. */
  readonly shows: string;
  /** Done in turn, each back to where it was. */
  readonly acts: readonly ((page: Page) => Promise<unknown>)[];
}

const choose = (label: string, value: string) => (page: Page) =>
  page.getByLabel(label, { exact: true }).selectOption(value);
const press = (key: string) => (page: Page) => page.keyboard.press(key);
const explore = {
  person: "evaluator",
  address: "/explore?metric=I-04&by=partnership,fiscal_year",
  shows: "#content [role=grid] [data-index]",
} as const;

const interactions: readonly Interaction[] = [
  {
    name: "overview, another scope",
    person: "everything",
    address: "/overview",
    shows: "#content tbody th",
    acts: [choose("For", "partnership:bartlett-place"), choose("For", "")],
  },
  {
    name: "explore, another metric",
    ...explore,
    acts: [choose("Metric", "P-10"), choose("Metric", "I-04")],
  },
  {
    name: "explore, another span of time",
    ...explore,
    acts: [choose("Over time", "month"), choose("Over time", "fiscal_year")],
  },
  {
    name: "form, a key",
    person: "finance",
    address: "/record/SupplierRegistered",
    shows: "form input:enabled",
    acts: [press("a"), press("Backspace")],
  },
  {
    name: "another page",
    person: "everything",
    address: "/overview",
    shows: "#content tbody th",
    acts: ["Record", "Overview"].map(
      (name) => (page: Page) => page.getByRole("link", { name, exact: true }).click(),
    ),
  },
];

it.each(interactions)("$name", async ({ name, person, address, shows, acts }) => {
  const visitor = await Visitor.arrive(browser);
  const { page } = visitor;
  await visitor.comeAs(person);
  await visitor.go(address);
  await page.locator(shows).first().waitFor();
  await visitor.allLoaded();
  if (name.startsWith("form")) await page.getByLabel(/^Name of the business/).focus();
  const cost = await Cost.of(page);
  const all: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const act of acts) {
      const spent = await cost.during(async () => {
        await act(page);
        await page.evaluate(
          () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
        );
      });
      all.push(Math.round(spent));
      await visitor.allLoaded();
    }
  }
  all.sort((a, b) => a - b);
  console.info(`${name}: ${all[Math.floor(all.length / 2)]} ms (${all.join(", ")})`);
  await page.context().close();
});
