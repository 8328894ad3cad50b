// An import that the server's end has cut off: what the page says of it, and how it goes on when
// the books of its rows were closed meanwhile.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { preparationTexts } from "@/imports/preparation_texts.ts";
import { stepTexts } from "@/imports/step_texts.ts";
import { importTexts } from "@/imports/texts.ts";
import { call, eventCount } from "./support/api.ts";
import { widths } from "./support/browser.ts";
import type { Daemon } from "./support/daemon.ts";
import { drop, LONG_MS, recorded, tried } from "./support/importing.ts";
import { ownLedger } from "./support/own_ledger.ts";
import { daysOf } from "./support/reports.ts";

const ROWS = 30_000;
// Some commits, and far from all of them.
const SOME_EVENTS = 2_000;
const LOOK_AGAIN_MS = 5;
const DAY = "15/07/2020";

let file: string;

const own = ownLedger((daemon) => {
  file = join(daemon.folder, "cut-off.csv");
  const rows = Array.from({ length: ROWS }, (_, i) => `${DAY},Supplier ${i % 9},Food,${i + 1}.25`);
  writeFileSync(file, ["date,supplier,expensetype,amount", ...rows, ""].join("\n"));
});

async function head(daemon: Daemon): Promise<number> {
  const answer = await call<{ headPosition?: string }>(
    daemon, "everything", "AdminService/ListProjections", {},
  );
  return Number(answer.headPosition ?? 0);
}

/** The month of all rows: what comes later needs a reason. */
async function closeTheBooks(daemon: Daemon): Promise<void> {
  const [from, to] = [Date.UTC(2020, 6, 1), Date.UTC(2020, 6, 31)].map(daysOf);
  const closed = {
    any: {},
    effectiveOn: { days: to },
    anchorId: "boston-medical-center",
    payload: { periodClosed: { period: { from: { days: from }, to: { days: to } }, hard: false } },
  };
  const request = { requestId: "close-july", events: [closed] };
  await call(daemon, "finance", "EventService/AppendEvents", request);
}

describe("an import that was cut off", () => {
  it("says what it recorded, and goes on with a reason for the books closed since", async () => {
    const { daemon } = own;
    const visitor = await own.arrive();
    const { page } = visitor;
    const [text, words] = [importTexts.en, stepTexts.en];
    await visitor.comeAs("finance");
    await visitor.go("/import");
    await drop(page, file);
    await page.getByLabel("Is it construction?: for all rows").selectOption("no");
    await page.getByLabel("Can we choose whom to buy it from?: for all rows").selectOption("yes");
    await page.getByRole("button", { name: text.tryOut }).click();
    await tried(page);
    const purchases = await eventCount(daemon, "purchaseRecorded");
    const before = await head(daemon);
    await page.getByRole("button", { name: text.real }).click();
    while ((await head(daemon)) < before + SOME_EVENTS) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
    await daemon.kill();
    await daemon.launch();
    await closeTheBooks(daemon);
    await page.reload();

    const goOn = page.getByRole("button", { name: text.goOn });
    await goOn.waitFor({ timeout: LONG_MS });
    const some = (await eventCount(daemon, "purchaseRecorded")) - purchases;
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(ROWS);
    await page.getByText(`of ${some.toLocaleString("en-US")} rows were recorded`).waitFor();
    await page.getByRole("heading", { name: text.undo }).waitFor();
    await page.getByText(preparationTexts.en.late, { exact: true }).click();
    await page.getByLabel(preparationTexts.en.lateReason).selectOption("found_in_review");
    await visitor.expectAccessible();
    await visitor.shoot("import-cut-off-desktop-en");

    await page.getByRole("button", { name: "Español" }).click();
    await page.getByText(stepTexts.es.goOnLead).waitFor();
    await page.setViewportSize({ width: widths.phone, height: 900 });
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("import-cut-off-phone-es");
    await page.setViewportSize({ width: widths.desktop, height: 900 });
    await page.getByRole("button", { name: "English" }).click();

    await page.getByText(words.goOnLead).waitFor();
    await goOn.click();
    await goOn.waitFor({ state: "detached" });
    await recorded(page);
    expect(await eventCount(daemon, "purchaseRecorded")).toBe(purchases + ROWS);
    await page.getByText(ROWS.toLocaleString("en-US")).first().waitFor();
    await visitor.leave();
  }, 2 * LONG_MS);
});
