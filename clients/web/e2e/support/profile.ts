// Profiles of the browser that visits have one after the other: in a new one the pages would be
// read and compiled anew, which is most of what a short visit costs.
import type {
  Browser, BrowserContext, BrowserContextOptions, CDPSession, Page,
} from "playwright-core";
import { PATIENCE_MS } from "./patience.ts";

/** A profile with one page, as empty as a new one. */
export interface Profile {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly debug: CDPSession;
  /** What visits must have in common to have it one after the other; absent: nobody else has it. */
  readonly kind?: string | undefined;
}

// They end with their browser, which ends with the file of tests.
const idle = new WeakMap<Browser, Profile[]>();

/** A profile for a visit. `kind` says what the options are, where others may have it afterwards. */
export async function takeProfile(
  browser: Browser, options: BrowserContextOptions, kind?: string,
): Promise<Profile> {
  const waiting = idle.get(browser) ?? [];
  const at = kind === undefined ? -1 : waiting.findIndex((one) => one.kind === kind);
  const [found] = at < 0 ? [] : waiting.splice(at, 1);
  if (found) return found;
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  return { context, page, debug: await context.newCDPSession(page), kind };
}

/** Empties a profile for the next visit, or closes it where that would not make it a new one. */
export async function leaveProfile(browser: Browser, profile: Profile): Promise<void> {
  const { context, page, debug, kind } = profile;
  if (kind === undefined || page.isClosed() || context.pages().length > 1) return context.close();
  const { origin, protocol } = new URL(page.url());
  if (protocol !== "http:") return context.close();
  await context.setOffline(false);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.evaluate(() => sessionStorage.clear());
  await page.goto("about:blank");
  await context.clearCookies();
  await debug.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  idle.set(browser, [...(idle.get(browser) ?? []), profile]);
}
