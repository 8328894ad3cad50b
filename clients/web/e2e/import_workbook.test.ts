// A workbook, from the drop to the ledger and to figures.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rowsXml, workbookOf } from "../test/support/workbook_file.ts";
import { call, eventCount } from "./support/api.ts";
import { Visitor, type Width } from "./support/browser.ts";
import { ownLedger } from "./support/own_ledger.ts";

let file: string;

// Days since the end of 1899; 1 July 2020 and those after it.
const FIRST_DAY = 44013;
const ROWS = 40;
// Row 3 names the columns, and row 9 is empty.
const HEADER_ROW = 3;
const WRONG_ROW = 12;

/** Payments whose amounts are results of formulas, with the noise of binary numbers. */
function payments(): string {
  const head = [["Spending of July"], [], ["date", "invoice", "supplier", "kind", "amount"]];
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const row = HEADER_ROW + 1 + i;
    const day = `<c r="A${row}" s="1"><v>${FIRST_DAY + (i % 28)}</v></c>`;
    // 1.1 + 2.2 as programs store it.
    const stored = i === 1 ? "10.005" : "3.3000000000000003";
    const amount = `<c r="E${row}" s="2"><f>B1+C1</f><v>${stored}</v></c>`;
    const wrong = row === WRONG_ROW;
    return [wrong ? "soon" : day, 1000 + i, `Supplier ${i % 4}`, "Food", amount];
  });
  const sheet = rowsXml([...head, ...rows]);
  return sheet.replace(/<row r="9">.*?<\/row>/, '<row r="9"></row>');
}

const own = ownLedger((daemon) => {
  file = join(daemon.folder, "payments-2020-07.xlsx");
  const book = {
    sheets: { Cover: rowsXml([["Nothing to see"]]), July: payments() },
    formats: ["dd/mm/yyyy", "#,##0.00"],
  };
  writeFileSync(file, workbookOf(book));
});

async function dropped(visitor: Visitor, sheet: string, header: string) {
  const { page } = visitor;
  await visitor.go("/import");
  await page.locator("input[type=file]").first().setInputFiles(file);
  await page.getByLabel(sheet, { exact: true }).selectOption("July");
  await page.getByRole("option", { name: /^(Row|Fila) 3: date/ }).waitFor({ state: "attached" });
  expect(await page.getByLabel(header).inputValue()).toBe(String(HEADER_ROW));
}

describe("a workbook on the import page", () => {
  it.each<[Width, "en" | "es", "light" | "dark"]>([
    ["phone", "es", "dark"],
    ["tablet", "en", "light"],
  ])("is shown on a %s in %s, %s", async (width, language, scheme) => {
    const visitor = await own.arrive({ width, language, scheme });
    await visitor.comeAs("finance");
    const [sheet, header] =
      language === "es" ? ["Hoja", "Fila que nombra"] : ["Sheet", "Row that names"];
    await dropped(visitor, sheet, header);
    await visitor.page.getByText(/10.005/).waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot(`import-workbook-${width}-${language}-${scheme}`);
    await visitor.leave();
  });

  it("that cannot be read is refused in a sentence, and another file can be chosen", async () => {
    const visitor = await own.arrive();
    const { page } = visitor;
    await visitor.comeAs("finance");
    await visitor.go("/import");
    const input = page.locator("input[type=file]").first();
    const archive = Buffer.from("PK\u0003\u0004 this is no archive");
    await input.setInputFiles({ name: "broken.xlsx", mimeType: "x/y", buffer: archive });
    await page.getByText("parts of it are damaged or missing").waitFor();
    const old = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]);
    await input.setInputFiles({ name: "old.xls", mimeType: "x/y", buffer: old });
    await page.getByText("without a password").waitFor();
    await visitor.expectAccessible();
    await visitor.leave();
  });
});

describe("somebody in finance", () => {
  it("brings a sheet in with exact amounts, and corrects it by the rows of the sheet", async () => {
    const visitor = await own.arrive();
    const { page } = visitor;
    await visitor.comeAs("finance");
    await dropped(visitor, "Sheet", "Row that names");
    await page.getByRole("cell", { name: "2020-07-01" }).first().waitFor();
    await page.getByLabel("Is it construction?: for all rows").selectOption("no");
    await page.getByLabel("Can we choose whom to buy it from?: for all rows").selectOption("yes");
    expect(await page.getByLabel("Name of the source").inputValue()).toBe("payments");
    const before = await eventCount(own.daemon, "purchaseRecorded");
    await page.getByRole("button", { name: "Try it out" }).click();

    await page.getByRole("heading", { name: "Rejected rows: 1" }).waitFor();
    await page.getByLabel(`date, line ${WRONG_ROW}`).fill("2020-07-09");
    await visitor.expectAccessible();
    await visitor.shoot("import-workbook-tried-desktop");
    await page.getByRole("button", { name: "Try out again with 1 corrected row" }).click();
    await page.getByRole("heading", { name: "Rejected rows" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Record it for good" }).click();
    await page.getByRole("heading", { name: "Undo this import" }).waitFor();
    expect(await eventCount(own.daemon, "purchaseRecorded")).toBe(before + ROWS - 1);
    // 38 rows of 3.30 and one that shows 10.01.
    await page.getByText("$135.41").first().waitFor();
    const list = await call<{ imports: { fileName: string }[] }>(
      own.daemon, "finance", "ImportService/ListImports", {},
    );
    expect(list.imports[0]?.fileName).toBe("payments-2020-07.xlsx (July)");
    await visitor.leave();
  });
});
