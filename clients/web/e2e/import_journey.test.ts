// A hospital's finance with its real files: tried out, recorded, corrected, taken back. Skipped
// where the files are not there.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, Visitor } from "./support/browser.ts";
import { Daemon } from "./support/daemon.ts";
import { drop, expectMetric, LONG_MS, metric, record, tried } from "./support/importing.ts";
import {
  expectedOf, hasRealData, keepProfile, realFile, registerAnchor,
} from "./support/real_data.ts";

interface Trust {
  readonly rows: number;
  readonly net_pence: number;
  readonly net_by_class_pence: { readonly nonprofit: number };
}

let browser: Browser;
let daemon: Daemon;

beforeAll(async () => {
  if (!hasRealData) return;
  browser = await openBrowser();
  daemon = await Daemon.start();
  const trust = { id: "barts", name: "Barts Health NHS Trust", currency: "GBP", month: 4 };
  registerAnchor(daemon, trust);
  for (const name of ["suppliers", "nhs-bart"]) keepProfile(daemon, name);
});
afterAll(async () => {
  await browser?.close();
  await daemon?.stop();
});

function pounds(pence: number): string {
  return (pence / 100).toLocaleString("en-US", { style: "currency", currency: "GBP" });
}

const plain = (minor: number) => (minor / 100).toFixed(2);

/** From the import page to the dry run of a file. */
async function tryOut(visitor: Visitor, path: string) {
  const { page } = visitor;
  await visitor.go("/import");
  await drop(page, path);
  await page.getByLabel("From", { exact: true }).fill("2020-04-01");
  await page.getByLabel("To", { exact: true }).fill("2021-03-31");
  await page.getByRole("button", { name: "Try it out" }).click();
  await tried(page);
}

describe.skipIf(!hasRealData)("a finance person of a hospital trust", () => {
  it("records a year of payments, seeing before what the figures will be", async () => {
    const expected = expectedOf<{ bart: Trust }>("nhs-payments").bart;
    const visitor = await Visitor.arrive(browser, { daemon });
    const { page } = visitor;
    await visitor.comeAs("trust");
    await visitor.go("/import");
    await drop(page, realFile("nhs-payments/suppliers.csv"));
    await page.getByText("Guessed. Look it over.").waitFor();
    expect(await page.getByLabel("Profile", { exact: true }).inputValue()).toBe("nhs-suppliers");
    await page.getByRole("button", { name: "Try it out" }).click();
    await tried(page);
    await record(page);

    await tryOut(visitor, realFile("nhs-payments/bart-2020-21.csv"));
    const net = pounds(expected.net_pence);
    await page.getByText(net).first().waitFor();
    const changes = page.getByRole("group", { name: "Barts Health NHS Trust: All time" }).first();
    const community = pounds(expected.net_by_class_pence.nonprofit);
    await changes.getByRole("row", { name: /P-01/ }).getByText(net).first().waitFor();
    await changes.getByRole("row", { name: /P-10/ }).getByText(community).first().waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("import-changes-desktop");
    expect(Number(await metric(daemon, "P-01", "barts"))).toBe(0);
    await record(page);
    await expectMetric(daemon, "P-01", "barts", plain(expected.net_pence));

    await visitor.go("/explore?metric=P-01&anchor=barts");
    await page.getByText(net).first().waitFor();
    await visitor.leave();
  }, 3 * LONG_MS);

  it("voids what is gone from a corrected file on consent, and takes that back", async () => {
    const expected = expectedOf<{ bart: Trust }>("nhs-payments").bart;
    const lines = readFileSync(realFile("nhs-payments/bart-2020-21.csv"), "utf8").split("\n");
    const gone = lines.slice(10, 12);
    const path = join(daemon.folder, "bart-2020-21.csv");
    writeFileSync(path, [...lines.slice(0, 10), ...lines.slice(12)].join("\n"));
    const amounts = gone.map((line) => Math.round(Number(line.split(",").at(-1)) * 100));
    const lost = amounts.reduce((sum, amount) => sum + amount, 0);

    const visitor = await Visitor.arrive(browser, { daemon });
    const { page } = visitor;
    await visitor.comeAs("trust");
    await tryOut(visitor, path);
    const list = page.getByRole("group", { name: "No longer in this file: 2" });
    await list.getByRole("link").nth(1).waitFor();
    for (const amount of amounts) {
      await list.getByRole("cell", { name: pounds(amount) }).first().waitFor();
    }
    await visitor.expectAccessible();
    await visitor.shoot("import-vanished-desktop");
    await page.getByLabel("Void the 2 rows that are no longer in the file").check();
    await record(page);
    await page.getByText("Voided: 2").waitFor();
    await expectMetric(daemon, "P-01", "barts", plain(expected.net_pence - lost));

    await page.getByRole("button", { name: "See what would be undone" }).click();
    await page.getByText("records would be voided").waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("import-undo-desktop");
    await page.getByRole("button", { name: "Undo it for good" }).click();
    await page.getByText("The import was undone").waitFor({ timeout: LONG_MS });
    await expectMetric(daemon, "P-01", "barts", plain(expected.net_pence));
    await visitor.go("/import");
    await page.getByText("by demo-trust").waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("import-history-desktop");
    await visitor.leave();
  }, 3 * LONG_MS);
});
