// The pages that people see first, and how to come to them as on a first visit and on the next.
import type { Browser, Page } from "playwright-core";
import { inject } from "vitest";
import { call } from "./api.ts";
import { Visitor } from "./browser.ts";
import type { Person } from "./daemon.ts";

export interface FirstView {
  readonly name: string;
  /** Absent: nobody is signed in. */
  readonly person?: Person;
  readonly address: () => Promise<string>;
  /** What is there when the page can be used. */
  readonly usable: string;
}

const DAY_MS = 86_400_000;

/** A report that is due, and the address of a link to it. */
async function newLink(): Promise<string> {
  const to = { origin: inject("origin"), tokens: inject("tokens") };
  const today = Math.floor(Date.now() / DAY_MS);
  const reportId = `first-view-${Date.now()}`;
  const period = { from: { days: today - 90 }, to: { days: today - 60 } };
  await call(to, "everything", "EventService/AppendEvents", {
    requestId: reportId,
    events: [
      {
        any: {},
        visibility: "VISIBILITY_PARTNERS",
        partnershipId: "bartlett-place",
        anchorId: "boston-medical-center",
        payload: {
          partnerReportDue: {
            reportId,
            reportKind: "jobs",
            period,
            dueOn: { days: today + 10 },
            reminderNo: 0,
            partnerId: "bartlett-market",
          },
        },
      },
    ],
  });
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
    usable: "#content tbody [role=cell]",
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
    await visitor.signIn(person);
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
