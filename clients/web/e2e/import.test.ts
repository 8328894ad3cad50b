import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { creditTexts } from "@/imports/credit_texts.ts";
import { stepTexts } from "@/imports/step_texts.ts";
import { call, eventCount } from "./support/api.ts";
import { Visitor, widths, type Width } from "./support/browser.ts";
import type { Daemon } from "./support/daemon.ts";
import { ownLedger } from "./support/own_ledger.ts";
import { daysOf } from "./support/reports.ts";

let file: string;

const LATE_UNDO = "Why records of closed periods are taken back";

const HEAD = "date,transactionnumber,supplier,expensetype,amount";
const ROWS = 300;
const WRONG_LINE = 7;
const CREDIT_LINE = 11;

/** Payments with one credit and one wrong day. */
function payments(): string {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const july = `${String((i % 28) + 1).padStart(2, "0")}/07/2020`;
    const day = i + 2 === WRONG_LINE ? "31/02/2020" : july;
    const amount = i + 2 === CREDIT_LINE ? "-50.00" : `${i + 1}.25`;
    return `${day},T${i},"Supplier ${i % 20}, Ltd",Food,${amount}`;
  });
  return [HEAD, ...rows, ""].join("\r\n");
}

const own = ownLedger(async (daemon) => {
  file = join(daemon.folder, "payments.csv");
  writeFileSync(file, payments());
  await closeFebruary(daemon);
});

/** The month to which the corrected row belongs: late facts need a reason. */
async function closeFebruary(daemon: Daemon): Promise<void> {
  const [from, to] = [Date.UTC(2020, 1, 1), Date.UTC(2020, 1, 29)].map(daysOf);
  const period = { from: { days: from }, to: { days: to } };
  const closed = {
    any: {},
    effectiveOn: { days: to },
    anchorId: "boston-medical-center",
    payload: { periodClosed: { period, hard: false } },
  };
  const request = { requestId: "close-february", events: [closed] };
  await call(daemon, "finance", "EventService/AppendEvents", request);
}

async function mapped(visitor: Visitor) {
  const { page } = visitor;
  await visitor.go("/import");
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("table").nth(1).waitFor();
}

describe("the import page", () => {
  it.each<[Width, "en" | "es", "light" | "dark"]>([
    ["phone", "es", "light"],
    ["tablet", "en", "dark"],
  ])("is accessible on a %s in %s, %s", async (width, language, scheme) => {
    const visitor = await own.arrive({ width, language, scheme });
    await visitor.comeAs("finance");
    await mapped(visitor);
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot(`import-${width}-${language}-${scheme}`);
    await visitor.leave();
  });
});

/** The page as it is, in Spanish and on a phone; then in English again. */
async function lookInSpanish(visitor: Visitor, heading: string, name: string): Promise<void> {
  const { page } = visitor;
  const size = page.viewportSize() ?? { width: widths.desktop, height: 900 };
  await page.getByRole("button", { name: "Español" }).click();
  await page.getByRole("heading", { name: heading, exact: true }).waitFor();
  await page.setViewportSize({ ...size, width: widths.phone });
  await visitor.expectAccessible();
  await visitor.expectNoSidewaysScroll();
  await visitor.shoot(`import-${name}-phone-es`);
  await page.setViewportSize(size);
  await page.getByRole("button", { name: "English" }).click();
}

/** The credit that names no purchase, as it stands in the file. */
async function expectCredit(page: Page): Promise<void> {
  const list = page.getByRole("group", { name: "Credits without a purchase: 1", exact: true });
  const cells = list.locator("tbody tr").locator("th, td");
  await expect.poll(() => cells.allTextContents()).toEqual([
    String(CREDIT_LINE), "10/07/2020", "T9", "Supplier 9, Ltd", "Food", "-50.00",
  ]);
  await page.getByText(/^\$50\.00 in all/).waitFor();
}

describe("somebody in finance", () => {
  it("maps a file, corrects a row, says why it is late, imports, and takes back", async () => {
    const visitor = await own.arrive();
    const { page } = visitor;
    await visitor.comeAs("finance");
    await mapped(visitor);
    await page.getByText("Still without a column").waitFor();
    await page.getByLabel("Is it construction?: for all rows").selectOption("no");
    await page.getByLabel("Can we choose whom to buy it from?: for all rows").selectOption("yes");
    await visitor.expectAccessible();
    await visitor.shoot("import-mapping-desktop");
    const before = await eventCount(own.daemon, "purchaseRecorded");
    await page.getByRole("button", { name: "Try it out" }).click();

    const rejected = page.getByRole("heading", { name: "Rejected rows: 1" });
    await rejected.waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("import-tried-desktop");
    expect(await eventCount(own.daemon, "purchaseRecorded")).toBe(before);
    await page.getByLabel(`date, line ${WRONG_LINE}`).fill("28/02/2020");
    await page.getByRole("button", { name: "Try out again with 1 corrected row" }).click();
    await page.getByRole("heading", { name: "Rows in closed periods: 1" }).waitFor();
    const tryLate = page.getByRole("button", { name: "Try it out with this reason" });
    expect(await tryLate.isDisabled()).toBe(true);
    await page.getByLabel("Why they come late").selectOption("found_in_review");
    await visitor.expectAccessible();
    await visitor.shoot("import-late-desktop");
    await lookInSpanish(visitor, stepTexts.es.lateRows("1"), "late");
    expect(await page.getByLabel("Why they come late").inputValue()).toBe("found_in_review");
    await tryLate.click();
    await rejected.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Record it for good" }).click();

    await page.getByRole("heading", { name: "Undo this import" }).waitFor();
    await expectCredit(page);
    expect(await eventCount(own.daemon, "purchaseRecorded")).toBe(before + ROWS - 1);
    await visitor.expectAccessible();
    await visitor.shoot("import-done-desktop");
    await lookInSpanish(visitor, creditTexts.es.title("1"), "credits");
    await page.getByRole("button", { name: "See what would be undone" }).click();
    // Refused without a reason, for which it then asks.
    await page.getByLabel(LATE_UNDO).selectOption("found_in_review");
    await page.getByRole("button", { name: "See what would be undone" }).click();
    await page.getByRole("button", { name: "Undo it for good" }).click();
    await page.getByText("The import was undone").waitFor();
    expect(await eventCount(own.daemon, "eventVoided")).toBeGreaterThanOrEqual(ROWS);
    await visitor.go("/import");
    await page.getByRole("cell", { name: "Undone" }).waitFor();
    await visitor.expectAccessible();
    await visitor.leave();
  });
});
