// A server that is killed in the middle of an import of a real file, and an import beside it that
// nothing disturbs: both ledgers say the same in the end. Skipped where the file is not there.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { call } from "./support/api.ts";
import { openBrowser, Visitor } from "./support/browser.ts";
import { Daemon } from "./support/daemon.ts";
import { drop, expectMetric, LONG_MS, recorded, tried } from "./support/importing.ts";
import {
  expectedOf, hasRealData, keepProfile, realFile, registerAnchor,
} from "./support/real_data.ts";

interface Tape {
  readonly rows: number;
  readonly total_cents: number;
  readonly jobs_retained: number;
}

const tape = "sba-ppp/ri-under-150k.csv";
const LOOK_AGAIN_MS = 5;
// Some commits of a file of 70,000 events.
const SOME_EVENTS = 5_000;
const KILLS = 2;

let browser: Browser;
let daemon: Daemon;
let calm: Daemon;

async function begin(): Promise<Daemon> {
  const begun = await Daemon.onCopyOf(inject("demo"));
  registerAnchor(begun, { id: "ppp", name: "Paycheck Protection", currency: "USD", month: 10 });
  keepProfile(begun, "sba-ppp");
  return begun;
}

beforeAll(async () => {
  if (!hasRealData) return;
  [browser, daemon, calm] = await Promise.all([openBrowser(), begin(), begin()]);
});
afterAll(async () => {
  await browser?.close();
  await daemon?.stop();
  await calm?.stop();
});

/** How many events are durable. */
async function head(of: Daemon): Promise<number> {
  const answer = await call<{ headPosition?: string }>(
    of, "everything", "AdminService/ListProjections", {},
  );
  return Number(answer.headPosition ?? 0);
}

/** Kills the server as soon as it has recorded some of the rows, and starts it again. */
async function killInTheMiddle(): Promise<void> {
  const before = await head(daemon);
  while ((await head(daemon)) < before + SOME_EVENTS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  await daemon.kill();
  await daemon.launch();
}

/** Goes on with the import that was cut off; the page may have missed that it was. */
async function goOn(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Go on" });
  const again = page.getByRole("button", { name: "Try again" });
  await button.or(again).first().waitFor({ timeout: LONG_MS });
  if (await again.isVisible()) await again.click();
  await button.click({ timeout: LONG_MS });
}

interface Outcome {
  readonly anchorId?: string;
  readonly dryRun?: boolean;
  readonly counts: Readonly<Record<string, string>>;
  readonly totals: unknown;
}

/** What the ledger says of its one import, and every metric of the anchor. */
async function saidBy(of: Daemon) {
  const { imports } = await call<{ imports: Outcome[] }>(
    of, "everything", "ImportService/ListImports", {},
  );
  const real = imports.filter(({ anchorId, dryRun }) => anchorId === "ppp" && !dryRun);
  expect(real).toHaveLength(1);
  // Rows are counted whole; events are those of the last run, which appended what was missing.
  const { counts: { events: _, ...rows }, totals } = real[0]!;
  const { metrics } = await call<{ metrics: { id: string }[] }>(
    of, "everything", "MetricsService/ListMetrics", {},
  );
  const metricIds = [...new Set(metrics.map(({ id }) => id))];
  const { results } = await call<{ results: unknown[] }>(
    of, "everything", "MetricsService/QueryMetrics",
    { metricIds, query: { filter: { anchorIds: ["ppp"] } } },
  );
  expect(results.length).toBeGreaterThan(40);
  // How far the ledger was read is another matter: see the end of the test.
  const figures = JSON.stringify(results).replaceAll(/"asOfPosition":"\d+",?/g, "");
  return { rows, totals, figures };
}

describe.skipIf(!hasRealData)("a server that is killed in the middle of an import", () => {
  it("comes back, and the import goes on to what it would have been", async () => {
    const expected = expectedOf<Record<string, Tape>>("sba-ppp")["ri-under-150k"]!;
    const total = (expected.total_cents / 100).toFixed(2);
    calm.client("import", "investments", realFile(tape), "--profile", "sba-ppp", "--anchor", "ppp");
    await expectMetric(calm, "I-06", "ppp", total);

    const visitor = await Visitor.arrive(browser, { daemon });
    const { page } = visitor;
    await visitor.comeAs("everything");
    await visitor.go("/import");
    await drop(page, realFile(tape));
    await page.getByLabel("Anchor", { exact: true }).selectOption("ppp");
    await page.getByRole("button", { name: "Try it out" }).click();
    await tried(page);
    await page.getByRole("button", { name: "Record it for good" }).click();
    for (let kill = 1; kill <= KILLS; kill++) {
      await killInTheMiddle();
      await goOn(page);
    }
    await recorded(page);

    await expectMetric(daemon, "I-06", "ppp", total);
    await expectMetric(daemon, "C-15", "ppp", `${expected.jobs_retained}.00`);
    await page.getByText(expected.rows.toLocaleString("en-US")).first().waitFor();
    expect(await saidBy(daemon)).toEqual(await saidBy(calm));
    // Each beginning of an import is an event.
    expect(await head(daemon)).toBe((await head(calm)) + KILLS);
    await visitor.expectAccessible();
    await visitor.shoot("import-went-on-desktop");
    await visitor.leave();
  }, 4 * LONG_MS);
});
