// Debian's Chromium, driven by playwright-core.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type ConsoleMessage,
  type Page,
} from "playwright-core";
import { expect, inject } from "vitest";
import type { Daemon, Person } from "./daemon.ts";
import { leaveProfile, takeProfile, type Profile } from "./profile.ts";

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);
const shots = join(import.meta.dirname, "../../../../build/web-shots");

/** Where the browser of the tests is: its day is often not that of UTC. */
export const timeZone = "America/New_York";

/** The widths that every page is looked at in. */
export const widths = { phone: 390, tablet: 820, desktop: 1440 } as const;
export type Width = keyof typeof widths;
const HEIGHT = 900;
// Pictures are for people who look at them: not taken where only the outcome is reported.
const takesPictures = process.env["CI_REPORT"] === undefined;

// The build without windows takes a fifth less processor time.
const builds = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? builds.find(existsSync) ?? "chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export interface Visit {
  readonly width?: Width;
  readonly language?: "en" | "es";
  readonly scheme?: "light" | "dark";
  /** What else is particular about the screen; wins over the width. */
  readonly screen?: Pick<BrowserContextOptions, "viewport" | "deviceScaleFactor" | "forcedColors">;
  /** Another daemon than the one that all tests share. */
  readonly daemon?: Pick<Daemon, "origin" | "tokens"> | undefined;
}

// Refused calls, and a server that is away, which Chromium reports as errors of the page's console.
const refusedCall =
  /Failed to load resource: (the server responded|net::ERR_)|MissingCode|load preload assets/;

/** A page of its own in an empty profile; `complaints` collects what the console has to say. */
export class Visitor {
  readonly complaints: string[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly profile: Profile,
    private readonly tokens: Daemon["tokens"],
  ) {}

  static async arrive(browser: Browser, visit: Visit = {}): Promise<Visitor> {
    const baseURL = visit.daemon?.origin ?? inject("origin");
    const language = visit.language ?? "en";
    const viewport = { width: widths[visit.width ?? "desktop"], height: HEIGHT };
    const media = { colorScheme: visit.scheme ?? "light", reducedMotion: "reduce" } as const;
    const profile = await takeProfile(
      browser,
      {
        baseURL, viewport, ...media,
        locale: language === "es" ? "es-US" : "en-US",
        timezoneId: timeZone,
        ...visit.screen,
      },
      visit.screen ? undefined : `${language} ${baseURL}`,
    );
    const tokens = visit.daemon?.tokens ?? inject("tokens");
    const visitor = new Visitor(browser, profile, tokens);
    const { page } = profile;
    if (!visit.screen) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ media: null, ...media });
    }
    page.on("pageerror", visitor.onError);
    page.on("console", visitor.onConsole);
    return visitor;
  }

  get page(): Page {
    return this.profile.page;
  }

  private readonly onError = (error: Error) => void this.complaints.push(String(error));

  private readonly onConsole = (message: ConsoleMessage) => {
    const serious = message.type() === "error" || message.type() === "warning";
    if (serious && !refusedCall.test(message.text())) this.complaints.push(message.text());
  };

  /** Is signed in from here on, without a page. What the form does is tested in sign_in.test.ts. */
  async comeAs(person: Person): Promise<void> {
    const data = { token: this.tokens[person] };
    const answer = await this.page.context().request.post("/session", { data });
    expect(answer.ok()).toBe(true);
  }

  /** Signs in by the form, as a person would. */
  async signIn(person: Person): Promise<void> {
    await this.page.goto("/");
    await this.enterToken(person);
  }

  /** Fills in the sign-in page that is on the screen. */
  async enterToken(person: Person): Promise<void> {
    await this.page.locator("input[type=password]").fill(this.tokens[person]);
    await this.page.keyboard.press("Enter");
    await this.page.locator("nav").waitFor({ state: "attached" });
  }

  /** Waits until nothing on the page is loading any more. */
  async settled(): Promise<void> {
    await this.page.locator("h1").first().waitFor();
    await this.page.locator("[data-state=loading]").first().waitFor({ state: "detached" });
  }

  /** Waits until every part of the page has its content. */
  async allLoaded(): Promise<void> {
    await this.settled();
    const loading = this.page.locator("[data-state=loading]");
    await expect.poll(() => loading.count()).toBe(0);
  }

  /** Goes to an address and waits for its content. */
  async go(address: string): Promise<void> {
    await this.page.goto(address);
    await this.settled();
  }

  /** Expects that axe finds nothing against WCAG 2.2 AA. */
  async expectAccessible(): Promise<void> {
    await this.page.locator("h1").first().waitFor({ state: "attached" });
    // Evaluated by the debugger, which the content security policy does not bind; once a document.
    if (!(await this.page.evaluate(() => "axe" in window))) await this.page.evaluate(axeSource);
    const found = await this.page.evaluate(async () => {
      const { axe } = window as unknown as { axe: typeof import("axe-core") };
      const result = await axe.run(document, {
        // Else it would copy style sheets into the page, which the policy forbids.
        preload: false,
        // What is as it should be is not described: most of the work otherwise.
        resultTypes: ["violations"],
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      });
      return result.violations.map(({ id, nodes }) => ({
        id,
        where: nodes.slice(0, 3).map((node) => `${node.target.join(" ")}: ${node.failureSummary}`),
      }));
    });
    expect(found).toEqual([]);
  }

  /** The page as it is put on paper. */
  async putOnPaper(): Promise<void> {
    await this.page.emulateMedia({ media: "print" });
    await this.page.evaluate(() => void dispatchEvent(new Event("beforeprint")));
  }

  /** Puts the page back on the screen. */
  async takeOffPaper(): Promise<void> {
    await this.page.evaluate(() => void dispatchEvent(new Event("afterprint")));
    await this.page.emulateMedia({ media: null });
  }

  /** Keeps a picture of the whole page in build/web-shots, for people to look at. */
  async shoot(name: string): Promise<void> {
    if (!takesPictures) return;
    mkdirSync(shots, { recursive: true });
    await this.page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  }

  /** Expects that the page does not scroll sideways at its width. */
  async expectNoSidewaysScroll(): Promise<void> {
    // Pictures follow a new width a moment later.
    await expect.poll(() => this.sidewaysExcess()).toBeLessThanOrEqual(0);
  }

  /** By how many pixels the page is wider than its screen. */
  sidewaysExcess(): Promise<number> {
    return this.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  }

  /** Expects a silent console, and gives the profile back. */
  async leave(): Promise<void> {
    this.page.off("pageerror", this.onError);
    this.page.off("console", this.onConsole);
    await leaveProfile(this.browser, this.profile);
    expect(this.complaints).toEqual([]);
  }
}
