// How long people wait on a phone, on the clock: `npm run speed`, on a machine that does nothing
// else. What does not depend on the machine is held by e2e/phone.test.ts.
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

async function visit(view: FirstView): Promise<{ wall: number; processor: number; about: string }> {
  const { page } = await prepared(browser, view);
  const cost = await Cost.of(page, phone.slower);
  await cost.onPhoneNetwork();
  const address = await view.address();
  let wall = 0;
  const processor = await cost.during(async () => {
    await page.goto(address, { waitUntil: "commit" });
    wall = await usableAfter(page, view.usable);
  });
  const { requests, bytes, scriptBytes } = await loadedBy(page);
  if (process.env["WATERFALL"]) console.info((await waterfall(page)).join("\n"));
  const kB = (size: number) => Math.round(size / 1000);
  const about = `${requests} requests, ${kB(bytes)} kB, of it ${kB(scriptBytes)} kB of script`;
  await page.context().close();
  return { wall, processor, about };
}

it.each(firstViews)("$name", async (view) => {
  const tries = [];
  for (let i = 0; i < TRIES; i++) tries.push(await visit(view));
  const sorted = tries.map(({ wall }) => Math.round(wall)).sort((a, b) => a - b);
  const busy = tries.map(({ processor }) => Math.round(processor)).sort((a, b) => a - b);
  const middle = Math.floor(TRIES / 2);
  console.info(
    `${view.name}: usable after ${sorted[middle]} ms (${sorted.join(", ")}), ` +
      `processor ${busy[middle]} ms; ${tries[0]?.about}`,
  );
});
