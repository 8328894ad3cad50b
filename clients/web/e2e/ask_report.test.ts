import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventCount } from "./support/api.ts";
import { openBrowser, Visitor } from "./support/browser.ts";
import { Daemon } from "./support/daemon.ts";

let browser: Browser;
let daemon: Daemon;

beforeAll(async () => {
  browser = await openBrowser();
  daemon = await Daemon.start();
  daemon.loadDemo();
});
afterAll(async () => {
  await browser.close();
  await daemon.stop();
});

const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const partners = [/Market at Bartlett/, /Laundry/] as const;

async function choose(visitor: Visitor, list: string): Promise<void> {
  const { page } = visitor;
  await page.getByText(list, { exact: true }).click();
  for (const name of partners) await page.getByRole("checkbox", { name }).check();
  await page.keyboard.press("Escape");
}

describe("a coordinator", () => {
  it("asks several partners at once and has a link for each of them", async () => {
    const visitor = await Visitor.arrive(browser, { daemon });
    const { page } = visitor;
    await visitor.signIn("coordinator");
    await visitor.go("/reports-due");
    await page.getByRole("link", { name: "Ask for a report" }).click();
    await page.getByRole("heading", { name: "Ask partners for a report" }).waitFor();
    await page.getByText("Choose at least one partner.").waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("ask-report-empty-desktop");

    await page.getByLabel("What is reported").selectOption("jobs");
    await choose(visitor, "Choose partners");
    await page.getByText("1 field is still to be filled in").waitFor();
    await page.getByLabel("Day it is due").fill(inAMonth);
    await page.getByText("this can be recorded").waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("ask-report-filled-desktop");
    const before = await eventCount(daemon, "partnerReportDue");
    await page.getByRole("button", { name: "Ask 2 partners for the report" }).click();
    await page.getByRole("heading", { name: "2 partners are asked" }).waitFor();
    expect(await eventCount(daemon, "partnerReportDue")).toBe(before + 2);

    await page.getByRole("button", { name: "Make 2 links" }).click();
    await page.getByText("2 of 2 links are made.").waitFor();
    const links = page.getByRole("textbox", { name: "Link" });
    const made = [await links.nth(0).inputValue(), await links.nth(1).inputValue()];
    expect(new Set(made).size).toBe(2);
    const message = page.getByRole("textbox", { name: "Message" }).first();
    expect(await message.inputValue()).toContain(made[0]);
    await page.getByLabel("Language of the messages").selectOption("es");
    expect(await message.inputValue()).toContain("por favor envíenos");
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save links and messages as a file" }).click();
    expect((await saving).suggestedFilename()).toMatch(/^links-.*\.csv$/);
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("ask-report-links-desktop");

    const partner = await Visitor.arrive(browser, { width: "phone", daemon });
    await partner.go(made[0] ?? "");
    await partner.page.getByRole("heading", { name: "Report on jobs" }).waitFor();
    await partner.leave();
    await visitor.leave();
  });

  it("asks the same partners again from a phone, in Spanish", async () => {
    const visitor = await Visitor.arrive(browser, { width: "phone", language: "es", daemon });
    const { page } = visitor;
    await visitor.signIn("coordinator");
    await visitor.go("/reports-due/ask");
    await page.getByRole("button", { name: "Los 2 socios de la última petición" }).click();
    await page.getByLabel("Día en que vence").fill(inAMonth);
    await page.getByText("se puede registrar").waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("ask-report-filled-phone-es");
    await page.getByRole("button", { name: /^Quitar / }).first().click();
    await page.getByText("se puede registrar").waitFor();
    await page.getByRole("button", { name: "Pedir el informe", exact: true }).click();
    await page.getByRole("heading", { name: "Se pidió a un socio" }).waitFor();
    await page.getByRole("button", { name: "Crear el enlace" }).click();
    await page.getByText("1 de 1 enlaces").waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("ask-report-links-phone-es");
    await visitor.leave();
  });

  it("is not offered to those who may not record it", async () => {
    const visitor = await Visitor.arrive(browser, { daemon });
    await visitor.signIn("finance");
    await visitor.go("/reports-due");
    expect(await visitor.page.getByRole("link", { name: "Ask for a report" }).count()).toBe(0);
    await visitor.leave();
  });
});
