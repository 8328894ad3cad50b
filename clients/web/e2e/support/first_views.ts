// The pages that people see first, and how to come to them as on a first visit and on the next.
import type { Browser, Page } from "playwright-core";
import { inject } from "vitest";
import { call } from "./api.ts";
import { Visitor } from "./browser.ts";
import type { Person } from "./daemon.ts";
import { daysOf, makeDue } from "./reports.ts";

export interface FirstView {
  readonly name: string;
  /** Absent: nobody is signed in. */
  readonly person?: Person;
  readonly address: () => Promise<string>;
  /** What is there when the page can be used. */
  readonly usable: string;
}

/** A report that is due, and the address of a link to it. */
async function newLink(): Promise<string> {
  const to = { origin: inject("origin"), tokens: inject("tokens") };
  const today = daysOf(Date.now());
  const reportId = `first-view-${Date.now()}`;
  const about = [today - 90, today - 60] as const;
  await makeDue(to, [{ reportId, reportKind: "jobs", about, dueIn: 10 }]);
  const method = "ReportLinkService/CreateReportLink";
  const { secret } = await call<{ secret: string }>(to, "finance", method, { reportId });
  return `/r#${secret}`;
}

export const firstViews: readonly FirstView[] = [
  { name: "sign-in", address: async () => "/", usable: "input[type=password]" },
  { name: "report link", address: newLink, usable: "main form" },
  {
    name: "overview",
    person: "everything",
    address: async () => "/overview",
    // A figure, not only the name of a metric.
    usable: "#content tbody td [data-kind=value]",
  },
  {
    name: "report",
    person: "partner",
    address: async () => "/report",
    usable: "#content h1",
  },
];

/** Somebody before the first view: signed in where it needs that, and nothing loaded yet. */
export async function prepared(
  browser: Browser,
  { person }: FirstView,
): Promise<{ visitor: Visitor; page: Page }> {
  const visitor = await Visitor.arrive(browser, { width: "phone" });
  const { page } = visitor;
  if (person) {
    await visitor.comeAs(person);
    await visitor.go("/");
    await visitor.allLoaded();
  }
  await page.goto("about:blank");
  const debug = await page.context().newCDPSession(page);
  await debug.send("Network.clearBrowserCache");
  return { visitor, page };
}

export interface Loaded {
  readonly requests: number;
  /** Bytes as they came, compressed; without what scripts asked the server for. */
  readonly bytes: number;
  readonly scriptBytes: number;
}

/** What the page has loaded so far. */
export function loadedBy(page: Page): Promise<Loaded> {
  return page.evaluate(() => {
    const all = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const sum = (some: readonly PerformanceResourceTiming[]) =>
      some.reduce((bytes, one) => bytes + one.encodedBodySize, 0);
    const files = all.filter(({ initiatorType }) => initiatorType !== "fetch");
    return {
      requests: all.length + 1,
      bytes: sum(files),
      scriptBytes: sum(files.filter(({ name }) => name.endsWith(".js"))),
    };
  });
}
