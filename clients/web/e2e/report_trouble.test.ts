// What goes wrong with a phone while a partner reports: each time the report still comes in, once.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { issueTexts } from "@/forms/issue_texts.ts";
import { statusTexts } from "@/forms/status_texts.ts";
import { linkTexts } from "@/links/texts.ts";
import { reportTexts } from "@/reports/texts.ts";
import { call, eventCount } from "./support/api.ts";
import type { Visitor } from "./support/browser.ts";
import { ownLedger } from "./support/own_ledger.ts";
import { daysOf, makeDue } from "./support/reports.ts";

const DAYS_A_YEAR = 366;
const months = ["forbidden", "clock", "closed", "typed", "offline", "wrong"];
const lastYear = new Date().getUTCFullYear() - 1;
const firstOf = (month: number) => daysOf(Date.UTC(lastYear, month, 1));
const own = ownLedger((daemon) =>
  makeDue(
    daemon,
    months.map((reportId, month) => {
      const about = [firstOf(month), firstOf(month + 1) - 1] as const;
      return { reportId, reportKind: "jobs", about, dueIn: 10 };
    }),
  ),
);
const text = reportTexts.es;
const words = linkTexts.es;

async function linkFor(reportId: string): Promise<string> {
  const method = "ReportLinkService/CreateReportLink";
  const made = await call<{ secret: string }>(own.daemon, "finance", method, { reportId });
  return `/r#${made.secret}`;
}

/** A phone of its own: what is done to it stays with it. */
function phone(width = 390): Promise<Visitor> {
  return own.arrive({ language: "es", screen: { viewport: { width, height: 800 } } });
}

const field = (page: Page) => page.getByLabel("Todos los empleos, a tiempo completo");
const send = (page: Page) => page.getByRole("button", { name: text.send }).click();
const receipt = (page: Page) => page.getByRole("heading", { name: words.sentTitle }).waitFor();

describe("a report by a link", () => {
  it("comes in from a browser that keeps nothing, which says so", async () => {
    const visitor = await phone(320);
    const { page } = visitor;
    await page.addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException("denied", "SecurityError");
          },
        });
      }
    });
    await visitor.go(await linkFor("forbidden"));
    await field(page).fill("18,5");
    await page.getByText(statusTexts.es.notKept).waitFor();
    await page.getByText(statusTexts.es.good).waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("link-unkept-320-es");
    await page.context().setOffline(true);
    await send(page);
    await page.getByText(text.laterUnkept).waitFor();
    await page.context().setOffline(false);
    await receipt(page);
    await visitor.shoot("link-receipt-320-es");
    visitor.complaints.splice(0);
    await visitor.leave();
  });

  it("has the right day although the clock of the phone is wrong", async () => {
    const visitor = await phone(360);
    const { page } = visitor;
    await page.clock.setFixedTime(Date.now() - DAYS_A_YEAR * 86_400_000);
    await visitor.go(await linkFor("clock"));
    await page.getByRole("button", { name: text.nil, exact: true }).click();
    await receipt(page);
    await page.getByText(words.nilSent).waitFor();
    await visitor.shoot("link-receipt-nil-360-es");
    visitor.complaints.splice(0);
    await visitor.leave();
  });

  it("counts as a late entry where the books were closed while it was typed", async () => {
    const visitor = await phone();
    const { page } = visitor;
    await visitor.go(await linkFor("closed"));
    await field(page).fill("19");
    await page.getByText(statusTexts.es.good).waitFor();
    const month = months.indexOf("closed");
    const period = { from: { days: firstOf(month) }, to: { days: firstOf(month + 1) - 1 } };
    await call(own.daemon, "everything", "EventService/AppendEvents", {
      requestId: "close",
      events: [
        {
          any: {}, anchorId: "boston-medical-center", effectiveOn: period.to,
          payload: { periodClosed: { period, hard: false } },
        },
      ],
    });
    await send(page);
    await receipt(page);
    visitor.complaints.splice(0);
    await visitor.leave();
  });

  it("is not thrown away by a finger that slips, and stands on its receipt", async () => {
    const address = await linkFor("typed");
    const visitor = await phone();
    const { page } = visitor;
    await visitor.go(address);
    await field(page).fill("1.234,5");
    await page.getByText(statusTexts.es.good).waitFor();
    await page.getByRole("button", { name: text.nil, exact: true }).click();
    await page.getByRole("heading", { name: text.nilInstead }).waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("link-nil-instead-phone-es");
    await page.getByRole("button", { name: "Cancelar" }).click();
    const before = await eventCount(own.daemon, "jobsReported");
    await page.getByRole("button", { name: text.send }).dblclick();
    await receipt(page);
    await page.getByText("1,234.5").waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("link-receipt-figures-phone-es");
    expect(await eventCount(own.daemon, "jobsReported")).toBe(before + 1);
    // Opened again, the link shows what it brought: after the page was loaded anew, and later.
    await page.reload();
    await page.getByText("1,234.5").waitFor();
    await page.goto("about:blank");
    await visitor.go(address);
    await page.getByText(words.sentBefore).waitFor();
    await page.getByText("1,234.5").waitFor();
    await visitor.expectAccessible();
    visitor.complaints.splice(0);
    await visitor.leave();
  });

  it("is not sent while something is missing, with no signal either", async () => {
    const visitor = await phone();
    const { page } = visitor;
    await visitor.go(await linkFor("offline"));
    await page.context().setOffline(true);
    await send(page);
    await expect.poll(() => field(page).evaluate((it) => it === document.activeElement)).toBe(true);
    await page.getByText("Esto es necesario.", { exact: true }).waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("link-missing-offline-phone-es");
    await page.context().setOffline(false);
    visitor.complaints.splice(0);
    await visitor.leave();
  });

  it("says what is wrong beside the field, in words and without codes", async () => {
    const visitor = await phone(320);
    const { page } = visitor;
    await visitor.go(await linkFor("wrong"));
    await field(page).fill("12");
    await page.getByText("Más, si lo sabe").click();
    const living = page.getByLabel(/salario digno/);
    await living.fill("18.5");
    const wrong = issueTexts.es.moreThan("18.5", "Todos los empleos, a tiempo completo", "12");
    await page.getByText(statusTexts.es.wrong(1)).waitFor();
    await send(page);
    await page.getByText(wrong).waitFor();
    await expect.poll(() => living.evaluate((it) => it === document.activeElement)).toBe(true);
    expect(await living.evaluate((it) => it.ariaInvalid)).toBe("true");
    expect(await page.locator("main").innerText()).not.toContain("fte_x100");
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("link-wrong-320-es");
    await visitor.leave();
  });
});
