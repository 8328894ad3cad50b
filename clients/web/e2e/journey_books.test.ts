// Hospital finance and its books: a payment is recorded while the server dies, its period is
// closed, and what was wrong in it is corrected and taken out later. Figures follow, on a desktop
// and on a phone, in both languages.
import { describe, expect, it } from "vitest";
import { eventTitles } from "@/forms/texts/event_texts.ts";
import { formTexts } from "@/forms/form_texts.ts";
import { statusTexts } from "@/forms/status_texts.ts";
import { eventPageTexts } from "@/pages/event/texts.ts";
import { exploreTexts } from "@/pages/explore/texts.ts";
import { recordEventTexts } from "@/pages/record_event/texts.ts";
import { recordTexts } from "@/pages/record/texts.ts";
import { eventCount } from "./support/api.ts";
import type { Visitor } from "./support/browser.ts";
import { answered, expectColumn, minorOf, unitsOf } from "./support/figures.ts";
import { ask, fieldWords, look, walkTo, type Look } from "./support/journey.ts";
import { ownLedger } from "./support/own_ledger.ts";

const own = ownLedger();

const PARTNERSHIP = "bartlett-place";
const owed = { metric: "I-07", query: { filter: { partnershipIds: [PARTNERSHIP] } } };
const owedNow = () => answered(own.daemon, "finance", owed);

class Bookkeeper {
  private constructor(
    readonly visitor: Visitor,
    private readonly at: Look,
  ) {}

  static async arrive(at: Look): Promise<Bookkeeper> {
    const visitor = await own.arrive(at);
    await visitor.signIn("finance");
    return new Bookkeeper(visitor, at);
  }

  private get page() {
    return this.visitor.page;
  }

  private words<Text>(texts: { readonly en: Text; readonly es: Text }): Text {
    return texts[this.at.language];
  }

  private field(name: string, event = "LoanRepaymentReceived") {
    return this.page.getByLabel(fieldWords(this.at, event, name));
  }

  press(name: string) {
    return this.page.getByRole("button", { name, exact: true }).click();
  }

  good() {
    return this.page.getByText(this.words(statusTexts).good).waitFor();
  }

  async look(name: string): Promise<void> {
    await look(this.visitor, this.at, `journey-${name}`);
  }

  async form(event: string): Promise<void> {
    await walkTo(this.visitor, this.at, this.words(recordTexts).title);
    const title = this.words(eventTitles)[event] ?? "";
    await this.page.getByRole("link", { name: title, exact: true }).click();
    await this.page.getByRole("heading", { level: 1, name: title }).waitFor();
  }

  /** Its partnership follows by itself: else the figures of the partnership would miss it. */
  private async chooseLoan(): Promise<void> {
    const box = (event: string, name: string) =>
      this.page.getByRole("combobox", { name: fieldWords(this.at, event, name), exact: true });
    await box("LoanRepaymentReceived", "investment_id").fill("bartlett market lo");
    await this.page.getByRole("option", { name: /bartlett-market-loan/ }).click();
    const partnership = box("EventHeader", "partnership_id");
    await expect.poll(() => partnership.inputValue()).toMatch(/Bartlett/);
  }

  private async deny(event: string, name: string): Promise<void> {
    const asked = this.page.getByRole("group", { name: fieldWords(this.at, event, name) });
    await asked.getByLabel(this.words(formTexts).no, { exact: true }).check();
  }

  async fillRepayment(day: string, principal: string): Promise<void> {
    await this.chooseLoan();
    await this.field("received_on").fill(day);
    await this.field("principal").fill(principal);
    for (const name of ["interest", "fees"]) await this.field(name).fill("0");
    await this.deny("LoanRepaymentReceived", "prepayment");
    await this.good();
  }

  /** Records what is on the screen, although nobody answers at first. */
  async recordWhileServerDies(): Promise<void> {
    const status = this.words(statusTexts);
    await own.daemon.kill();
    await this.press(this.words(recordEventTexts).record);
    await this.page.getByText(status.unknownOutcome).waitFor();
    await this.look("outcome-unknown");
    await own.daemon.launch();
    await this.press(status.sendAgain);
    await this.recorded();
  }

  private recorded() {
    const { recorded } = this.words(recordEventTexts);
    return this.page.getByRole("heading", { name: recorded, exact: true }).waitFor();
  }

  async close(from: string, to: string): Promise<void> {
    await this.form("PeriodClosed");
    const ends = this.words(formTexts);
    await this.page.getByLabel(ends.from, { exact: true }).fill(from);
    await this.page.getByLabel(ends.to, { exact: true }).fill(to);
    await this.deny("PeriodClosed", "hard");
    await this.good();
    await this.press(this.words(recordEventTexts).record);
    await this.recorded();
  }

  /** Says why so late, which is asked for as soon as the ledger objects. */
  private async comeLate(): Promise<void> {
    await this.page.getByLabel(this.words(eventPageTexts).lateReason).selectOption(
      "found_in_review",
    );
    await this.good();
  }

  async correct(principal: string): Promise<void> {
    const text = this.words(eventPageTexts);
    await this.press(text.correct);
    await this.field("principal").fill(principal);
    await this.page.getByLabel(text.reason, { exact: true }).selectOption("AMEND_REASON_TYPO");
    await this.page.getByLabel(text.lateReason).waitFor();
    await this.look("late-correction");
    await this.comeLate();
    await this.press(text.record);
    await this.page.locator("[data-kind=corrected]").waitFor();
  }

  async takeOut(): Promise<void> {
    const text = this.words(eventPageTexts);
    await this.press(text.undo);
    await this.page.getByLabel(text.reason, { exact: true }).selectOption("VOID_REASON_NOT_REAL");
    await this.comeLate();
    await this.look("late-void");
    await this.press(text.recordUndo);
    await this.page.locator("[data-kind=takenOut]").waitFor();
  }

  /** Expects that Explore shows what the server answers, and that it is this. */
  async expectOwed(minor: bigint): Promise<void> {
    await ask(this.visitor, this.at, `metric=I-07&partnership=${PARTNERSHIP}`);
    const { value } = this.words(exploreTexts).table;
    await expectColumn(this.visitor, value, owedNow, [unitsOf(minor)]);
  }
}

describe("somebody in finance keeps the books", () => {
  it.each<Look & { year: number }>([
    { width: "desktop", language: "en", year: 2023 },
    { width: "phone", language: "es", year: 2024 },
  ])("on a $width, in $language", async ({ year, ...at }) => {
    const before = minorOf((await owedNow())[0] ?? "");
    const counted = await eventCount(own.daemon, "loanRepaymentReceived");
    const keeper = await Bookkeeper.arrive(at);
    const { page } = keeper.visitor;
    await keeper.form("LoanRepaymentReceived");
    await keeper.fillRepayment(`${year}-02-10`, "1,000.50");
    await keeper.recordWhileServerDies();
    expect(await eventCount(own.daemon, "loanRepaymentReceived")).toBe(counted + 1);
    const event = await page.getByRole("link", { name: /^Event(o)? \d+$/ }).getAttribute("href");
    await keeper.expectOwed(before - 100_050n);

    await keeper.close(`${year}-01-01`, `${year}-12-31`);
    await keeper.visitor.go(event ?? "");
    await keeper.correct("2,000.75");
    await keeper.expectOwed(before - 200_075n);

    await keeper.visitor.go(event ?? "");
    await keeper.takeOut();
    await keeper.expectOwed(before);
    // The browser has its say about a server that is gone.
    keeper.visitor.complaints.splice(0);
    await keeper.visitor.leave();
  });
});
