import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { eventCount } from "./support/api.ts";
import { Visitor, type Width } from "./support/browser.ts";
import { ownLedger } from "./support/own_ledger.ts";

let file: string;

const HEAD = "date,transactionnumber,supplier,expensetype,amount";
const ROWS = 300;
const WRONG_LINE = 7;

/** Payments with one credit and one wrong day. */
function payments(): string {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const july = `${String((i % 28) + 1).padStart(2, "0")}/07/2020`;
    const day = i + 2 === WRONG_LINE ? "31/02/2020" : july;
    const amount = i === 9 ? "-50.00" : `${i + 1}.25`;
    return `${day},T${i},"Supplier ${i % 20}, Ltd",Food,${amount}`;
  });
  return [HEAD, ...rows, ""].join("\r\n");
}

const own = ownLedger((daemon) => {
  file = join(daemon.folder, "payments.csv");
  writeFileSync(file, payments());
});

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

describe("somebody in finance", () => {
  it("maps a file, corrects a row in place, imports it, and takes it back", async () => {
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
    await rejected.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Record it for good" }).click();

    await page.getByRole("heading", { name: "Undo this import" }).waitFor();
    expect(await eventCount(own.daemon, "purchaseRecorded")).toBe(before + ROWS - 1);
    await visitor.expectAccessible();
    await visitor.shoot("import-done-desktop");
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
