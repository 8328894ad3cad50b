// What a first view costs whatever the machine: steps that wait for one another, requests, bytes.
// How long that takes on the clock is measured by `npm run speed`.
import type { Browser, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { firstViews, loadedBy, prepared } from "../support/first_views.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

// Long enough that a page has asked for all that it can ask for without a further answer.
const QUIET_MS = 400;
// So long may a busy machine take to draw what it has.
const DRAWING_MS = 2000;
// So often may nothing be asked for before something must be there.
const QUIET_MAX = 25;

/**
 * Answers what was asked for only once nothing more is asked for, and counts how often that had to
 * be done: the round trips to the server, had it been as far away as can be.
 */
async function stepsUntil(page: Page, address: string, usable: string): Promise<number> {
  let waiting: Route[] = [];
  await page.route("**/*", (route) => void waiting.push(route));
  const arrived = page.goto(address, { waitUntil: "commit" });
  const first = page.locator(usable).first();
  const isUsable = () => first.waitFor({ timeout: DRAWING_MS }).then(() => true, () => false);
  let steps = 0;
  for (let quiet = 0; quiet < QUIET_MAX; ) {
    const before = waiting.length;
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    quiet = waiting.length === 0 ? quiet + 1 : 0;
    if (before === 0 || waiting.length > before) continue;
    if (steps > 0 && (await isUsable())) break;
    const asked = waiting;
    waiting = [];
    await Promise.all(asked.map((route) => route.continue()));
    if (++steps === 1) await arrived;
  }
  await first.waitFor();
  return steps;
}

// The page; then scripts, styles and who it is; then, unless one signs in first, the code of the
// page and what it shows; and one more where the server has to be asked twice.
const bounds: Readonly<Record<string, { steps: number; kB: number; scriptkB: number }>> = {
  "sign-in": { steps: 2, kB: 93, scriptkB: 83 },
  "report link": { steps: 4, kB: 224, scriptkB: 185 },
  overview: { steps: 4, kB: 224, scriptkB: 185 },
  report: { steps: 3, kB: 192, scriptkB: 181 },
};
const BYTES_PER_KB = 1000;

describe("the first view on a phone", () => {
  it.each(firstViews)("$name: few steps, few bytes", async (view) => {
    const { visitor, page } = await prepared(browser, view);
    const bound = bounds[view.name]!;
    const steps = await stepsUntil(page, await view.address(), view.usable);
    // Without what is loaded ahead of what may be done next: that is still held back.
    const { requests, bytes, scriptBytes } = await loadedBy(page);
    await page.unrouteAll({ behavior: "ignoreErrors" });
    const sizes = `${bytes} bytes, ${scriptBytes} of them script`;
    console.info(`${view.name}: ${steps} steps, ${requests} requests, ${sizes}`);
    expect(steps, "steps").toBeLessThanOrEqual(bound.steps);
    expect(bytes / BYTES_PER_KB, "bytes").toBeLessThan(bound.kB);
    expect(scriptBytes / BYTES_PER_KB, "script").toBeLessThan(bound.scriptkB);
    await visitor.leave();
  });
});
