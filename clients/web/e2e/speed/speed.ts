// How long people wait on a phone, on the clock: `npm run speed`, on a machine that does nothing
// else. What does not depend on the machine is held by e2e/slow/phone.test.ts.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, it } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { Cost, phone } from "../support/cost.ts";
import { firstViews, loadedBy, prepared, type FirstView } from "../support/first_views.ts";

const TRIES = Number(process.env["TRIES"] ?? 5);

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Milliseconds from the beginning of the navigation until `selector` is there and painted. */
function usableAfter(page: Page, selector: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((done) => {
        const look = () => {
          if (!document.querySelector(wanted)) return void requestAnimationFrame(look);
          requestAnimationFrame(() => done(performance.now()));
        };
        look();
      }),
    selector,
  );
}

/** When each request began and ended, for who wants to know what is waited for. */
function waterfall(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    (performance.getEntriesByType("resource") as PerformanceResourceTiming[]).map((one) =>
      [one.startTime, one.responseStart, one.responseEnd].map(Math.round).join(" ") +
      ` ${one.encodedBodySize} ${one.name.replace(location.origin, "")}`,
    ),
  );
}

interface Visit {
  /** Milliseconds on the clock until the page can be used, with nothing in the cache. */
  readonly wall: number;
  /** The same for somebody who comes back. */
  readonly again: number;
  readonly processor: number;
  readonly about: string;
}

async function visit(view: FirstView): Promise<Visit> {
  const { page } = await prepared(browser, view);
  const cost = await Cost.of(page, phone.slower);
  await cost.onPhoneNetwork();
  const open = async () => {
    await page.goto("about:blank");
    await page.goto(await view.address(), { waitUntil: "commit" });
    return usableAfter(page, view.usable);
  };
  let wall = 0;
  const processor = await cost.during(async () => {
    wall = await open();
  });
  const { requests, bytes, scriptBytes } = await loadedBy(page);
  if (process.env["WATERFALL"]) console.info((await waterfall(page)).join("\n"));
  const kB = (size: number) => Math.round(size / 1000);
  const about = `${requests} requests, ${kB(bytes)} kB, of it ${kB(scriptBytes)} kB of script`;
  const again = await open();
  await page.context().close();
  return { wall, again, processor, about };
}

function middle(all: readonly number[]): string {
  const sorted = all.map(Math.round).sort((a, b) => a - b);
  return `${sorted[Math.floor(sorted.length / 2)]} ms (${sorted.join(", ")})`;
}

it.each(firstViews)("$name", async (view) => {
  const tries: Visit[] = [];
  for (let i = 0; i < TRIES; i++) tries.push(await visit(view));
  console.info(
    `${view.name}: usable after ${middle(tries.map(({ wall }) => wall))}, ` +
      `again ${middle(tries.map(({ again }) => again))}, ` +
      `processor ${middle(tries.map(({ processor }) => processor))}; ${tries[0]?.about}`,
  );
});
