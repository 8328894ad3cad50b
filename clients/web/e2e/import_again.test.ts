// The same file twice: with the days that it covers and without, by two people.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { earlierTexts } from "@/imports/earlier_texts.ts";
import { stepTexts } from "@/imports/step_texts.ts";
import { eventCount } from "./support/api.ts";
import { widths } from "./support/browser.ts";
import { drop, record, tried } from "./support/importing.ts";
import { ownLedger } from "./support/own_ledger.ts";

const ROWS = 20;
let file: string;

const own = ownLedger((daemon) => {
  file = join(daemon.folder, "july.csv");
  const rows = Array.from(
    { length: ROWS },
    (_, i) => `2020-07-15,Supplier ${i % 3},Food,${i + 1}.25`,
  );
  writeFileSync(file, ["date,supplier,expensetype,amount", ...rows, ""].join("\n"));
});

async function tryOut(
  page: Page, days?: readonly [string, string], path = file,
): Promise<void> {
  await drop(page, path);
  await page.getByLabel("Is it construction?: for all rows").selectOption("no");
  await page.getByLabel("Can we choose whom to buy it from?: for all rows").selectOption("yes");
  if (days) {
    await page.getByLabel("From", { exact: true }).fill(days[0]);
    await page.getByLabel("To", { exact: true }).fill(days[1]);
  }
  await page.getByRole("button", { name: "Try it out" }).click();
}

describe("a file that was imported before", () => {
  it("is told before it counts twice, with who, when and which days", async () => {
    const visitor = await own.arrive();
    const { page } = visitor;
    const title = page.getByRole("heading", { name: earlierTexts.en.title });
    await visitor.comeAs("finance");
    await visitor.go("/import");
    await tryOut(page, ["2020-07-01", "2020-07-31"]);
    await tried(page);
    expect(await title.count()).toBe(0);
    await record(page);
    const first = page.url();
    const before = await eventCount(own.daemon, "purchaseRecorded");

    // Without the days its rows are others to the ledger, and count beside those.
    await visitor.go("/import");
    await tryOut(page);
    await tried(page);
    await title.waitFor();
    await page.getByText(earlierTexts.en.twice(BigInt(ROWS), String(ROWS))).waitFor();
    await page.getByText(/source july, days covered: Jul 1\D+31, 2020/).waitFor();
    const link = page.getByRole("link", { name: / by demo-finance/ });
    expect(first).toContain(await link.getAttribute("href"));
    await visitor.expectAccessible();
    await visitor.shoot("import-again-desktop-en");
    await page.getByRole("button", { name: "Español" }).click();
    await page.getByRole("heading", { name: earlierTexts.es.title }).waitFor();
    await page.setViewportSize({ width: widths.phone, height: 900 });
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("import-again-phone-es");
    await page.setViewportSize({ width: widths.desktop, height: 900 });
    await page.getByRole("button", { name: "English" }).click();

    // It is no obstacle, for it may be meant; afterwards it says what to do about it.
    await record(page);
    await page.getByText(earlierTexts.en.didTwice(BigInt(ROWS), String(ROWS))).waitFor();
    expect(await eventCount(own.daemon, "purchaseRecorded")).toBe(before + ROWS);

    await visitor.go("/import");
    await tryOut(page, ["2020-07-01", "2020-07-31"]);
    await page.getByText(earlierTexts.en.once).waitFor();
    await page.getByText(stepTexts.en.allKnown).waitFor();
    expect(await page.getByRole("button", { name: "Record it for good" }).count()).toBe(0);
    await visitor.expectAccessible();
    await visitor.leave();
  });

  it("is told to whoever tried it out before somebody else imported it", async () => {
    const [slow, quick] = [await own.arrive(), await own.arrive()];
    const path = join(own.daemon.folder, "august.csv");
    writeFileSync(path, "date,supplier,expensetype,amount\n2020-08-15,Supplier 1,Food,7.25\n");
    await slow.comeAs("finance");
    await quick.comeAs("finance");
    for (const { page } of [slow, quick]) {
      await page.goto("/import");
      await tryOut(page, undefined, path);
      await tried(page);
    }
    await record(quick.page);
    await slow.page.getByText(earlierTexts.en.since).waitFor();
    await slow.expectAccessible();
    await slow.shoot("import-since-desktop-en");
    await slow.page.getByRole("button", { name: earlierTexts.en.tryAgain }).click();
    await slow.page.getByText(earlierTexts.en.once).waitFor();
    await slow.page.getByText(stepTexts.en.allKnown).waitFor();
    await quick.leave();
    await slow.leave();
  });
});
