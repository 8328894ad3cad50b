// Hospital finance with its real files, from sign-in to the figure and back: on a desktop and on a
// phone, in both languages. Skipped where the files are not there.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importTexts } from "@/imports/texts.ts";
import { preparationTexts } from "@/imports/preparation_texts.ts";
import { stepTexts } from "@/imports/step_texts.ts";
import { exploreTexts } from "@/pages/explore/texts.ts";
import { openBrowser, Visitor } from "./support/browser.ts";
import { Daemon, type Person } from "./support/daemon.ts";
import { answered, digitsOf, expectColumn, unitsOf, type Asked } from "./support/figures.ts";
import { ask, look, walkTo, type Look } from "./support/journey.ts";
import { LONG_MS } from "./support/importing.ts";
import {
  expectedOf, hasRealData, keepProfile, realFile, registerAnchor,
} from "./support/real_data.ts";

interface Ledger extends Look {
  readonly name: string;
  readonly person: Person;
  readonly anchor: string;
  readonly profile: string;
  /** Writes the file that is dropped, and says where. */
  readonly file: () => string;
  /** The cell of a row that is rejected, and what it should have said. */
  readonly wrong?: { readonly column: string; readonly line: number; readonly value: string };
  /** What has to come out, computed independently of the ledger. */
  readonly wanted: () => readonly (Asked & { readonly value: string; readonly address: string })[];
}

interface Trust {
  readonly net_pence: number;
  readonly net_by_class_pence: { readonly nonprofit: number };
  readonly within_2020_04_01_to_2021_03_31: { readonly net_pence: number };
}

const YEAR = { from: { days: 18353 }, to: { days: 18717 } };
const LOANS = 100;

let browser: Browser;
let daemon: Daemon;

function trust(key: string): Trust {
  return expectedOf<Record<string, Trust>>("nhs-payments")[key]!;
}

/** The first loans of the tape: all of them are for another kind of test. */
function someLoans(): string {
  const path = join(daemon.folder, "loans.csv");
  const lines = readFileSync(realFile("sba-ppp/ri-under-150k.csv"), "utf8").split("\n");
  writeFileSync(path, [...lines.slice(0, LOANS + 1), ""].join("\n"));
  return path;
}

/** Dollars and cents of the first column, added up without floating point. */
function lent(): bigint {
  const lines = readFileSync(someLoans(), "utf8").trim().split("\n").slice(1);
  return lines.reduce((sum, line) => {
    const [dollars = "0", cents = ""] = line.slice(0, line.indexOf(",")).split(".");
    return sum + BigInt(dollars) * 100n + BigInt(cents.padEnd(2, "0"));
  }, 0n);
}

const FIXED_PENCE = 2_500_000;

const ledgers: readonly Ledger[] = [
  {
    name: "Royal Free", width: "phone", language: "es",
    person: "royalFree", anchor: "royal-free", profile: "nhs-royf",
    file: () => realFile("nhs-payments/royf-2020-21.csv"),
    wrong: { column: "amount", line: 869, value: "25000.00" },
    wanted: () => [
      { metric: "P-01", address: "", value: unitsOf(trust("royf").net_pence + FIXED_PENCE) },
      {
        metric: "P-10", address: "",
        value: unitsOf(trust("royf").net_by_class_pence.nonprofit),
      },
    ],
  },
  {
    name: "King's", width: "desktop", language: "en",
    person: "kings", anchor: "kings", profile: "nhs-kico",
    file: () => realFile("nhs-payments/kico-2020-21.csv"),
    wanted: () => [
      { metric: "P-01", address: "", value: unitsOf(trust("kico").net_pence) },
      {
        metric: "P-01", address: "&from=2020-04-01&to=2021-03-31", query: YEAR,
        value: unitsOf(trust("kico").within_2020_04_01_to_2021_03_31.net_pence),
      },
    ],
  },
  {
    name: "a lender", width: "desktop", language: "es",
    person: "lender", anchor: "ppp", profile: "sba-ppp",
    file: someLoans,
    wanted: () => [{ metric: "I-06", address: "", value: unitsOf(lent()) }],
  },
];

beforeAll(async () => {
  if (!hasRealData) return;
  [browser, daemon] = await Promise.all([openBrowser(), Daemon.start()]);
  const anchors = [
    { id: "barts", name: "Barts Health NHS Trust", currency: "GBP", month: 4 },
    { id: "royal-free", name: "Royal Free London", currency: "GBP", month: 4 },
    { id: "kings", name: "King's College Hospital", currency: "GBP", month: 4 },
    { id: "ppp", name: "Paycheck Protection Program", currency: "USD", month: 10 },
  ];
  for (const anchor of anchors) registerAnchor(daemon, anchor);
  for (const name of ["suppliers", "nhs-royf", "nhs-kico", "sba-ppp"]) keepProfile(daemon, name);
  const suppliers = realFile("nhs-payments/suppliers.csv");
  const belongs = ["--anchor", "barts", "--profile", "nhs-suppliers"];
  daemon.client("import", "suppliers", suppliers, ...belongs);
});
afterAll(async () => {
  await browser?.close();
  await daemon?.stop();
});

function button(visitor: Visitor, name: string): Locator {
  return visitor.page.getByRole("button", { name, exact: true });
}

/** From the import page to the end of a dry run. */
async function tryOut(visitor: Visitor, { language, profile, ...ledger }: Ledger, file: string) {
  const { page } = visitor;
  const [text, words] = [importTexts[language], preparationTexts[language]];
  await walkTo(visitor, { language, ...ledger }, text.title);
  await page.locator("input[type=file]").first().setInputFiles(file);
  // Files of several trusts have the same columns: whose it is only a person knows.
  await page.getByLabel(text.profileChoice, { exact: true }).selectOption({ label: profile });
  await page.getByLabel(words.from, { exact: true }).fill("2020-04-01");
  await page.getByLabel(words.to, { exact: true }).fill("2021-03-31");
  await button(visitor, text.tryOut).click();
  await button(visitor, text.real).waitFor({ timeout: LONG_MS });
}

/** Pages of an import on a desktop, in English, are looked at by import_journey.test.ts. */
async function seen(visitor: Visitor, ledger: Ledger, name: string) {
  if (ledger.width === "phone") await look(visitor, ledger, name);
}

async function record(visitor: Visitor, { language }: Look) {
  const { page } = visitor;
  await button(visitor, importTexts[language].real).click();
  const undo = page.getByRole("heading", { name: importTexts[language].undo });
  await undo.waitFor({ timeout: LONG_MS });
}

async function expectWanted(visitor: Visitor, ledger: Ledger) {
  for (const { metric, query, address, value } of ledger.wanted()) {
    const question = { metric, query: { ...query, filter: { anchorIds: [ledger.anchor] } } };
    await ask(visitor, ledger, `metric=${metric}&anchor=${ledger.anchor}${address}`);
    const { value: heading } = exploreTexts[ledger.language].table;
    const says = () => answered(daemon, ledger.person, question);
    await expectColumn(visitor, heading, says, [value]);
  }
}

/** The value that the dry run says a metric will have. */
async function foreseen(visitor: Visitor, metric: string): Promise<string> {
  // Of many values the later ones are folded.
  const row = visitor.page.locator("tr", { hasText: metric }).first();
  return digitsOf((await row.locator("strong").textContent()) ?? "");
}

/** The same file once more, without two of its rows: they vanished, and are voided on consent. */
async function forgetTwoRows(visitor: Visitor, ledger: Ledger) {
  const words = stepTexts[ledger.language];
  const lines = readFileSync(ledger.file(), "utf8").split("\n");
  const { line = 0, value = "" } = ledger.wrong ?? {};
  if (line > 0) lines[line - 1] = lines[line - 1]!.replace(/\r?$/, (end) => value + end);
  const path = join(daemon.folder, `${ledger.anchor}.csv`);
  writeFileSync(path, [...lines.slice(0, 10), ...lines.slice(12)].join("\n"));
  await tryOut(visitor, ledger, path);
  const list = visitor.page.getByRole("group", { name: words.vanished("2"), exact: true });
  await list.getByRole("link").nth(1).waitFor();
  await seen(visitor, ledger, "journey-vanished");
}

describe.skipIf(!hasRealData)("finance with the real files of", () => {
  it.each(ledgers)("$name: $width, $language", async (ledger) => {
    const text = importTexts[ledger.language];
    const visitor = await Visitor.arrive(browser, { ...ledger, daemon });
    const { page } = visitor;
    await visitor.signIn(ledger.person);
    await tryOut(visitor, ledger, ledger.file());
    if (ledger.wrong) {
      const { column, line, value } = ledger.wrong;
      await seen(visitor, ledger, "journey-rejected");
      await page.getByLabel(text.cell(column, String(line))).fill(value);
      await button(visitor, text.again(1)).click();
      const rejected = page.getByRole("heading", { name: text.rejectedRows });
      await rejected.waitFor({ state: "detached" });
      await button(visitor, text.real).waitFor({ timeout: LONG_MS });
    }
    const [first] = ledger.wanted();
    await expect.poll(() => foreseen(visitor, first!.metric)).toBe(first!.value);
    await seen(visitor, ledger, "journey-changes");
    await record(visitor, ledger);
    const done = page.url();
    await expectWanted(visitor, ledger);
    if (ledger.wrong) await forgetTwoRows(visitor, ledger);

    await visitor.go(done);
    await button(visitor, text.undoCheck).click();
    await button(visitor, text.undoNow).waitFor();
    await seen(visitor, ledger, "journey-undo");
    await button(visitor, text.undoNow).click();
    await page.getByText(text.undone).waitFor({ timeout: LONG_MS });
    const question = { metric: first!.metric, query: { filter: { anchorIds: [ledger.anchor] } } };
    const left = async () => Number((await answered(daemon, ledger.person, question))[0] ?? 0);
    await expect.poll(left).toBe(0);
    await walkTo(visitor, ledger, text.title);
    await page.getByRole("cell", { name: text.states[9] ?? "" }).first().waitFor();
    await seen(visitor, ledger, "journey-history");
    await visitor.leave();
  }, 3 * LONG_MS);
});
