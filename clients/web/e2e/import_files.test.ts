// Files as people have them, on the import page: what it makes of them, and how a file is read
// otherwise when a dry run shows that it was misread.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { problemTexts } from "@/api/problem_texts.ts";
import { preparationTexts } from "@/imports/preparation_texts.ts";
import { stepTexts } from "@/imports/step_texts.ts";
import { importTexts } from "@/imports/texts.ts";
import { call } from "./support/api.ts";
import { widths, type Visitor } from "./support/browser.ts";
import { drop, tried } from "./support/importing.ts";
import { ownLedger } from "./support/own_ledger.ts";

const HEAD = "date,supplier,expensetype,amount";
const text = importTexts.en;
const words = preparationTexts.en;

const own = ownLedger();

function made(name: string, content: string | Uint8Array): string {
  const path = join(own.daemon.folder, name);
  writeFileSync(path, content);
  return path;
}

async function chosen(visitor: Visitor, path: string): Promise<void> {
  await visitor.page.locator("input[type=file]").first().setInputFiles(path);
}

/** What no column says. */
async function sayTheRest({ page }: Visitor): Promise<void> {
  await page.getByLabel("Is it construction?: for all rows").selectOption("no");
  await page.getByLabel("Can we choose whom to buy it from?: for all rows").selectOption("yes");
}

async function counts({ page }: Visitor): Promise<string[]> {
  return page.locator("dl").first().locator("dd").allTextContents();
}

describe("a file that is chosen", () => {
  it("is told to be nothing that can be read, in a sentence", async () => {
    const visitor = await own.arrive();
    const { page } = visitor;
    await visitor.comeAs("finance");
    await visitor.go("/import");
    await chosen(visitor, made("report.csv", Uint8Array.of(0x25, 0x50, 0x44, 0x46, 0, 1, 2)));
    await page.getByText(text.textProblems["no text"]).waitFor();
    await chosen(visitor, made("blank.csv", "\r\n  \r\n"));
    await page.getByText(text.emptyFile).waitFor();
    await visitor.expectAccessible();
    await chosen(visitor, made("unknown.csv", "Beleg;Warengruppe\nB1;Obst\n"));
    await page.getByText(words.eventUnknown).waitFor();
    expect(await page.getByRole("button", { name: text.tryOut }).count()).toBe(0);
    await visitor.expectAccessible();
    await chosen(visitor, made("twice.csv", `${HEAD},amount\n2024-03-31,A,Food,1.00,2.00\n`));
    await page.getByText(words.sameNames("amount")).waitFor();
    await visitor.leave();
  });

  it("of two bytes a letter is read, and money of another currency is left out", async () => {
    const visitor = await own.arrive();
    const { page } = visitor;
    await visitor.comeAs("finance");
    await visitor.go("/import");
    const rows = ["USD", "EUR", "USD", "GBP"].map(
      (code, i) => `2024-03-3${i % 2},Ñ ${i},Food,${i + 1}.00,${code}`,
    );
    const wide = Buffer.from(`\ufeff${[`${HEAD},currency`, ...rows].join("\r\n")}`, "utf16le");
    await drop(page, made("unicode.csv", wide));
    await page.getByRole("cell", { name: "Ñ 0" }).first().waitFor();
    await sayTheRest(visitor);
    expect(await page.getByLabel(words.currencyColumn).inputValue()).toBe("currency");
    await visitor.expectAccessible();
    await visitor.shoot("import-currencies-desktop-en");
    await page.getByRole("button", { name: text.tryOut }).click();
    await tried(page);
    expect(await counts(visitor)).toEqual(["2", "2", "0", "0", "0"]);
    await page.getByText(text.skipped("2")).waitFor();
    await visitor.leave();
  });

  it("is read otherwise without deciding all anew", async () => {
    const visitor = await own.arrive();
    const { page } = visitor;
    await visitor.comeAs("finance");
    await visitor.go("/import");
    const rows = Array.from({ length: 30 }, (_, i) => `2024-03-31;Firma ${i};Food;1.${100 + i},50`);
    await drop(page, made("ledger.csv", [HEAD.replaceAll(",", ";"), ...rows, ""].join("\n")));
    await sayTheRest(visitor);
    await page.getByLabel(text.decimal).selectOption(".");
    await page.getByLabel(text.thousands).selectOption(",");
    await page.getByLabel(words.source).fill("march");
    await page.getByRole("button", { name: text.tryOut }).click();
    await page.getByText(stepTexts.en.noneGood).waitFor();
    expect(await page.getByRole("button", { name: text.real }).count()).toBe(0);
    await visitor.expectAccessible();
    await visitor.shoot("import-none-good-desktop-en");

    await page.getByRole("link", { name: stepTexts.en.readOtherwise }).click();
    await page.getByLabel(text.decimal).waitFor();
    expect(await page.getByLabel(words.source).inputValue()).toBe("march");
    expect(await page.getByLabel("Is it construction?: for all rows").inputValue()).toBe("no");
    await page.getByLabel(text.thousands).selectOption(".");
    await page.getByLabel(text.decimal).selectOption(",");
    await page.getByRole("button", { name: text.tryOut }).click();
    await tried(page);
    expect(await counts(visitor)).toEqual(["30", "30", "0", "0", "0"]);
    const address = new URL(page.url()).pathname;

    // After the tab was closed the file is asked for, and the rest is kept.
    await visitor.go(`/import?again=${address.split("/").at(-1)}`);
    await page.getByText(words.againHere).waitFor();
    await page.setViewportSize({ width: widths.phone, height: 900 });
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await page.setViewportSize({ width: widths.desktop, height: 900 });
    await drop(page, join(own.daemon.folder, "ledger.csv"));
    expect(await page.getByLabel(text.thousands).inputValue()).toBe(".");
    expect(await page.getByLabel(words.source).inputValue()).toBe("march");
    await visitor.leave();
  });
});

describe("a second dry run while another import is running", () => {
  it("waits, and says for what", async () => {
    const visitor = await own.arrive();
    const { page } = visitor;
    await visitor.comeAs("finance");
    const length = 200_000;
    const rows = Array.from({ length }, (_, i) => `2024-03-31,S ${i % 9},Food,${i + 1}.00`);
    const many = made("many.csv", [HEAD, ...rows, ""].join("\n"));
    for (const name of [many, made("few.csv", `${HEAD}\n2024-03-31,A,Food,1.00\n`)]) {
      await visitor.go("/import");
      await drop(page, name);
      await sayTheRest(visitor);
      await page.getByRole("button", { name: text.tryOut }).click();
      await page.waitForURL(/import\/dry-/);
    }
    await page.getByText(stepTexts.en.queued).waitFor();
    await visitor.expectAccessible();
    await tried(page);
    const { imports } = await call<{ imports: { fileName: string; state: string }[] }>(
      own.daemon, "finance", "ImportService/ListImports", {},
    );
    expect(imports.find(({ fileName }) => fileName === "many.csv")?.state)
      .toBe("IMPORT_STATE_COMPLETED");
    await visitor.leave();
  });
});

describe("a file that names what nobody has registered", () => {
  it("is told all of it at once", async () => {
    const visitor = await own.arrive();
    const { page } = visitor;
    await visitor.comeAs("finance");
    await visitor.go("/import");
    const rows = ["nobody", "nothing", "nobody"].map((who) => `2024-03-31,${who},Food,1.00`);
    await drop(page, made("strangers.csv", [HEAD, ...rows].join("\n")));
    await sayTheRest(visitor);
    await page.getByLabel(text.sourceOf("Supplier")).selectOption("column:supplier");
    await page.getByRole("button", { name: text.tryOut }).click();
    await page.getByRole("heading", { name: stepTexts.en.unknownNames("2") }).waitFor();
    const list = page.getByRole("group", { name: stepTexts.en.unknownValue });
    expect(await list.locator("tbody tr").allTextContents()).toEqual([
      "nobodysupplier2", "nothingsupplier1",
    ]);
    await visitor.expectAccessible();
    await visitor.shoot("import-unknown-desktop-en");
    await page.setViewportSize({ width: widths.phone, height: 900 });
    await visitor.expectNoSidewaysScroll();
    await visitor.leave();
  });
});

describe("somebody who is signed out in the middle", () => {
  it("keeps the mapping, signs in in another tab, and tries again", async () => {
    const visitor = await own.arrive();
    const { page } = visitor;
    await visitor.comeAs("finance");
    await visitor.go("/import");
    await drop(page, made("kept.csv", `${HEAD}\n2024-03-31,A,Food,1.00\n`));
    await sayTheRest(visitor);
    await page.context().clearCookies();
    await page.getByRole("button", { name: text.tryOut }).click();
    await page.getByRole("link", { name: problemTexts.en.signInBeside }).waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("import-signed-out-desktop-en");
    await visitor.comeAs("finance");
    await page.getByRole("button", { name: problemTexts.en.tryAgain }).click();
    await tried(page);
    expect(await counts(visitor)).toEqual(["1", "1", "0", "0", "0"]);
    await visitor.leave();
  });
});
