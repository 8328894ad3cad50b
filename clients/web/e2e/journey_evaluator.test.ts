// An evaluator from the question to figures that can be cited: grouped, as known on another day,
// two moments side by side, down to the event that made the difference, as a file, and again by
// the link.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compareTexts } from "@/pages/explore/compare_texts.ts";
import { exploreTexts } from "@/pages/explore/texts.ts";
import { call } from "./support/api.ts";
import type { Visitor } from "./support/browser.ts";
import { answered, column, expectColumn, minorOf } from "./support/figures.ts";
import { look, walkTo, type Look } from "./support/journey.ts";
import { ownLedger } from "./support/own_ledger.ts";

const own = ownLedger();

const METRIC = "I-04";
const MS_PER_DAY = 86_400_000;
const grouped = { groupBy: ["METRIC_DIMENSION_PARTNERSHIP"] };

/** What the server says of the question of this journey, at another moment if need be. */
function says(moment: object = {}): Promise<string[]> {
  return answered(own.daemon, "evaluator", { metric: METRIC, query: { ...grouped, ...moment } });
}

/** Somebody at the hospital finds that less was paid out than was recorded. */
async function correctLoan(amount: string): Promise<void> {
  const filter = { eventTypes: ["LoanDisbursed"] };
  const { events } = await call<{ events: { position: string }[] }>(
    own.daemon, "everything", "EventService/ListEvents", { filter },
  );
  const change = [`amount=${amount} USD`, "--reason", "unit_error"];
  own.daemon.client("events", "amend", events[0]!.position, ...change);
}

function isoOf(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** From the navigation to the values of a metric by partnership. */
async function askByPartnership(visitor: Visitor, at: Look) {
  const { page } = visitor;
  const text = exploreTexts[at.language];
  await walkTo(visitor, at, text.title);
  await page.getByLabel(text.metric, { exact: true }).selectOption(METRIC);
  await page.locator("summary", { hasText: text.controls.ungrouped }).click();
  await page.getByRole("checkbox", { name: text.dimensions.partnership, exact: true }).check();
  await page.keyboard.press("Escape");
  const heading = page.getByRole("columnheader", { name: text.dimensions.partnership });
  await heading.waitFor();
}

/** The columns of a file by their names, without the totals' empty ends. */
function columnsOf(csv: string): Map<string, string[]> {
  const [head = [], ...lines] = csv
    .replace("\ufeff", "")
    .trim()
    .split("\r\n")
    .map((line) => line.split(","));
  return new Map(head.map((name, i) => [name, lines.map((line) => line[i] ?? "")]));
}

async function download(visitor: Visitor, name: string): Promise<string> {
  const coming = visitor.page.waitForEvent("download");
  await visitor.page.getByRole("button", { name, exact: true }).click();
  return readFileSync(await (await coming).path(), "utf8");
}

describe("an evaluator", () => {
  it.each<Look & { amount: string }>([
    { width: "desktop", language: "en", amount: "500000.00" },
    { width: "phone", language: "es", amount: "450000.25" },
  ])("cites figures that stay, and finds what changed since: $width, $language", async (given) => {
    const { amount, ...at } = given;
    const [text, compare] = [exploreTexts[at.language], compareTexts[at.language]];
    const visitor = await own.arrive(at);
    const { page } = visitor;
    await visitor.signIn("evaluator");
    await askByPartnership(visitor, at);
    const first = await expectColumn(visitor, text.table.value, () => says());
    const cited = await page
      .getByRole("region", { name: compare.cite })
      .locator("a")
      .getAttribute("href");

    // The ledger began today: of the days before it knew nothing.
    const before = Math.floor(Date.now() / MS_PER_DAY) - 2;
    await page.getByLabel(text.controls.known, { exact: true }).fill(isoOf(before));
    await page.waitForURL(/known=/);
    const saidBefore = () => says({ knownOn: { days: before } });
    await expectColumn(visitor, text.table.value, saidBefore);
    await look(visitor, at, "journey-known-before");

    await correctLoan(amount);
    await visitor.go(cited ?? "");
    const at1 = BigInt(new URL(cited ?? "").searchParams.get("at") ?? "0");
    const then = () => says({ knownPosition: String(at1) });
    expect(await expectColumn(visitor, text.table.value, then)).toEqual(first);

    await page.getByLabel(compare.compare, { exact: true }).selectOption("now");
    const now = await expectColumn(visitor, compare.then, () => says());
    const changes = await column(visitor, text.table.change);
    expect(changes.map(minorOf)).toEqual(first.map((one, i) => minorOf(one) - minorOf(now[i]!)));
    const changed = changes.findIndex((change) => minorOf(change) !== 0n);
    await look(visitor, at, "journey-compared");

    const file = columnsOf(await download(visitor, text.csv));
    expect(file.get("value")).toEqual(first);
    expect(file.get("value_then")).toEqual(now);
    expect(file.get("change")?.map(minorOf)).toEqual(changes.map(minorOf));
    expect(file.get("as_known")?.[0]).toBe(String(at1));

    const values = page.getByRole("grid", { name: text.table.title, exact: true });
    await values.locator(`[data-index="${changed}"]`).click();
    await page.getByRole("button", { name: compare.side.difference }).click();
    await page.getByText(compare.differenceLead).waitFor();
    await look(visitor, at, "journey-difference");
    const difference = page.getByRole("grid", { name: compare.side.difference });
    const made = difference.getByRole("link").first();
    const event = await made.getAttribute("href");
    await made.click();
    await page.waitForURL(new RegExp(`${event}$`));
    await page.locator("ins").first().waitFor();
    await look(visitor, at, "journey-changed-event");

    await page.goBack();
    await visitor.go(cited ?? "");
    expect(await expectColumn(visitor, text.table.value, then)).toEqual(first);
    await visitor.leave();
  });
});
