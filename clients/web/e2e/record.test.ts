import { describe, expect, it } from "vitest";
import { eventCount } from "./support/api.ts";
import { ownLedger } from "./support/own_ledger.ts";

const own = ownLedger();

describe("the record pages", () => {
  it("say so where there is no such event or form, or no right to it", async () => {
    const visitor = await own.arrive();
    await visitor.comeAs("evaluator");
    for (const address of ["/events/999999999", "/record", "/record/LoanDisbursed", "/import"]) {
      await visitor.page.goto(address);
      const said = /There is no such event|Not yours to see/;
      await visitor.page.getByRole("heading", { name: said }).waitFor();
      await visitor.expectAccessible();
    }
    await visitor.leave();
  });
});

describe("somebody who records", () => {
  it("is told by the ledger's rules, at the field, while typing", async () => {
    const visitor = await own.arrive();
    await visitor.comeAs("finance");
    await visitor.go("/record/LoanDisbursed");
    const { page } = visitor;
    await page.getByLabel("Investment", { exact: true }).fill("bartlett market lo");
    await page.getByRole("option", { name: /bartlett-market-loan/ }).click();
    await page.getByLabel("Number of the draw").fill("2");
    await page.getByLabel("Amount paid out").fill("1,250.505");
    await page.getByLabel("Day the money left").fill("2019-05-02");
    await page.getByLabel("Where your ledger has it").fill("GL 1");
    await page.getByText("There are too many decimals.").waitFor();
    await page.getByLabel("Amount paid out").fill("1,250.50");
    await page.getByLabel("Where your ledger has it").focus();
    await page.getByText("exceed the commitment").first().waitFor();
    await visitor.shoot("record-rule");
    await visitor.leave();
  });

  it("finds filled in what follows from a choice, and may choose otherwise", async () => {
    const visitor = await own.arrive();
    await visitor.comeAs("everything");
    await visitor.go("/record/PurchaseRecorded");
    const { page } = visitor;
    await page.locator("details > summary").first().click();
    const contract = page.getByLabel("Contract", { exact: true });
    await contract.fill("collin");
    // The list closes when the page scrolls to the field.
    await contract.press("ArrowDown");
    await page.getByRole("option", { name: /collinwood-plant/ }).click();
    const filled = page.getByText(/^Filled in from what you chose/);
    await expect.poll(() => filled.innerText()).toMatch(/: Supplier, Partnership/);
    const supplier = page.getByLabel("Supplier", { exact: true });
    await expect.poll(() => supplier.inputValue()).toMatch(/Evergreen/);
    await visitor.expectAccessible();
    await visitor.shoot("record-filled-in");
    await page.getByLabel("Partnership it belongs to").fill("bartlett");
    await page.getByRole("option", { name: /Bartlett/ }).click();
    await expect.poll(() => filled.innerText()).not.toContain("Partnership");
    await visitor.leave();
  });

  it("records, corrects and takes out with the keyboard alone", async () => {
    const visitor = await own.arrive();
    await visitor.comeAs("finance");
    await visitor.go("/record/SupplierRegistered");
    const { page } = visitor;
    await page.getByLabel("Name of the business").focus();
    await page.keyboard.type("Corner Bakery <3>");
    await page.keyboard.press("Enter");
    // A form that was not checked yet is checked first; then Enter records it.
    await page.getByText("this can be recorded").or(page.getByText("for good")).first().waitFor();
    if (await page.getByText("this can be recorded").isVisible()) {
      await page.keyboard.press("Enter");
    }
    await page.getByRole("heading", { name: "Recorded", exact: true }).waitFor();
    await visitor.expectAccessible();
    await page.getByRole("link", { name: /^Event \d+$/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Correct it" }).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Name of the business").fill("Corner Bakery <4>");
    await page.getByLabel("Why", { exact: true }).selectOption("AMEND_REASON_TYPO");
    await page.getByText("this can be recorded").waitFor();
    await visitor.expectAccessible();
    await page.getByRole("button", { name: "Record the correction" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("How it came to this").waitFor();
    await page.locator("del", { hasText: "Corner Bakery <3>" }).waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("event-corrected");
    await page.getByRole("button", { name: "Take it out" }).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Why", { exact: true }).selectOption("VOID_REASON_NOT_REAL");
    await page.getByText("this can be recorded").waitFor();
    await page.getByRole("button", { name: "Take it out for good" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("it counts nowhere").waitFor();
    await visitor.expectAccessible();
    await visitor.leave();
  });
});

describe("a draft", () => {
  it("survives a closed tab, and holds nothing that lets anybody in", async () => {
    const visitor = await own.arrive();
    await visitor.comeAs("finance");
    await visitor.go("/record/SupplierRegistered");
    await visitor.page.getByLabel("Name of the business").fill("Half a name");
    const context = visitor.page.context();
    await visitor.page.close();
    const next = await context.newPage();
    await next.goto("/record");
    await next.getByRole("link", { name: /We have a new supplier.*20\d\d/ }).click();
    await expect.poll(() => next.getByLabel("Name of the business").inputValue()).toBe(
      "Half a name",
    );
    const kept = await next.evaluate(() => JSON.stringify(localStorage));
    expect(kept).toContain("Half a name");
    expect(kept).not.toContain(own.daemon.tokens.finance);
    await visitor.leave();
  });

  it("that is sent while the server dies is recorded once", async () => {
    const visitor = await own.arrive();
    await visitor.comeAs("finance");
    await visitor.go("/record/SupplierRegistered");
    const { page } = visitor;
    const before = await eventCount(own.daemon, "supplierRegistered");
    await page.getByLabel("Name of the business").fill("Survivor");
    await page.getByText("this can be recorded").waitFor();
    await own.daemon.kill();
    await page.getByRole("button", { name: "Record", exact: true }).click();
    const again = page.getByRole("button", { name: "Send again" });
    await again.waitFor();
    expect(await page.getByLabel("Name of the business").isDisabled()).toBe(true);
    await visitor.expectAccessible();
    await own.daemon.launch();
    // A session that ended meanwhile decides nothing: the draft waits for who signs in again.
    await page.context().clearCookies();
    await again.click();
    await page.locator("input[type=password]").fill(own.daemon.tokens.finance);
    await page.keyboard.press("Enter");
    await again.click();
    await page.getByRole("heading", { name: "Recorded", exact: true }).waitFor();
    expect(await eventCount(own.daemon, "supplierRegistered")).toBe(before + 1);
    // The browser has its say about a server that is gone.
    visitor.complaints.splice(0);
    await visitor.leave();
  });
});
