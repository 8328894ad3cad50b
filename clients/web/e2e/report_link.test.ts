// A partner without an account, on a phone: from the link that somebody sends to the receipt.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { call, eventCount } from "./support/api.ts";
import { ownLedger } from "./support/own_ledger.ts";
import { daysOf, makeDue, sendWithoutSignal } from "./support/reports.ts";

const FOUR_WEEKS = 28;
const own = ownLedger((daemon) =>
  makeDue(
    daemon,
    ["one", "two", "three", "four", "five"].map((reportId, month) => {
      const first = daysOf(Date.UTC(2025, month, 1));
      const about = [first, first + FOUR_WEEKS - 1] as const;
      return { reportId, reportKind: "jobs", about, dueIn: 10 };
    }),
  ),
);

/** The address of a new link. */
async function linkFor(reportId: string): Promise<string> {
  const method = "ReportLinkService/CreateReportLink";
  const made = await call<{ secret: string }>(own.daemon, "finance", method, { reportId });
  return `/r#${made.secret}`;
}

function trouble(page: Page, name: string) {
  return page.locator(`[data-trouble=${name}]`).waitFor();
}

describe("a partner with a link, on a phone, in Spanish", () => {
  it("fills the report in without a signal, sends it once, and gets a receipt", async () => {
    const address = await linkFor("one");
    const visitor = await own.arrive({ width: "phone", language: "es" });
    const { page } = visitor;
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await visitor.go(address);
    expect(new URL(page.url()).hash).toBe("");
    await page.getByRole("heading", { name: "Informe de empleos" }).waitFor();
    await page.getByText("Market at Bartlett Station").waitFor();
    expect(await page.locator("nav").count()).toBe(0);
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("link-open-phone-es");

    await page.getByLabel("Todos los empleos, a tiempo completo").fill("18.5");
    await page.getByText("se puede registrar").waitFor();
    await page.reload();
    const kept = page.getByLabel("Todos los empleos, a tiempo completo");
    await expect.poll(() => kept.inputValue()).toBe("18.5");
    await page.getByText("se puede registrar").waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("link-form-phone-es");

    const before = await eventCount(own.daemon, "jobsReported");
    await sendWithoutSignal(visitor, "link-offline-phone-es");
    await page.getByRole("heading", { name: "Su informe llegó. Gracias." }).waitFor();
    await page.getByText("Número de comprobante").waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("link-receipt-phone-es");
    expect(await eventCount(own.daemon, "jobsReported")).toBe(before + 1);

    const secret = address.slice("/r#".length + 17);
    expect(asked.filter((url) => url.includes(secret))).toEqual([]);
    expect(own.daemon.log()).not.toContain(secret);
    const stored = () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]);
    expect(await page.evaluate(stored)).not.toContain(secret);

    await page.goto("about:blank");
    await visitor.go(address);
    await page.getByRole("heading", { name: "Este informe ya llegó" }).waitFor();
    await page.getByText("Número de comprobante").waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("link-used-phone-es");
    visitor.complaints.splice(0);
    await visitor.leave();
  });

  it("says in one tap that there is nothing, however often the link was opened", async () => {
    const address = await linkFor("two");
    for (const last of [false, true]) {
      const visitor = await own.arrive({ width: "phone", language: "es" });
      await visitor.go(address);
      const nothing = visitor.page.getByRole("button", { name: "Nada que informar" });
      await nothing.waitFor();
      if (last) {
        await nothing.click();
        await visitor.page.getByRole("heading", { name: "Su informe llegó. Gracias." }).waitFor();
      }
      await visitor.leave();
    }
  });

  it("sends once from two phones, and the second is told that the report is in", async () => {
    const address = await linkFor("five");
    const before = await eventCount(own.daemon, "partnerReportReceived");
    const visitors = [];
    for (let i = 0; i < 2; i++) {
      const visitor = await own.arrive({ width: "phone", language: "es" });
      await visitor.go(address);
      await visitor.page.getByLabel("Todos los empleos, a tiempo completo").fill(`1${i}`);
      await visitor.page.getByText("se puede registrar").waitFor();
      visitors.push(visitor);
    }
    const [first, second] = visitors;
    if (!first || !second) throw new Error("two came");
    await first.page.getByRole("button", { name: "Enviar el informe" }).click();
    await first.page.getByText("Número de comprobante").waitFor();
    await second.page.getByRole("button", { name: "Enviar el informe" }).click();
    await trouble(second.page, "used");
    expect(await eventCount(own.daemon, "partnerReportReceived")).toBe(before + 1);
    for (const visitor of visitors) await visitor.leave();
  });

  it("is told what to do when the link opens nothing, each case in its own words", async () => {
    const address = await linkFor("three");
    const id = address.slice("/r#".length, "/r#".length + 16);
    const wrong = `${address.slice(0, -64)}${"0".repeat(64)}`;
    const stranger = `/r#${"0".repeat(16)}.${"0".repeat(64)}`;
    const visitor = await own.arrive({ width: "phone", language: "es" });
    const { page } = visitor;
    const see = async (where: string, name: string) => {
      await page.goto("about:blank");
      await visitor.go(where);
      await trouble(page, name);
      await visitor.expectAccessible();
      await visitor.expectNoSidewaysScroll();
      return page.locator("main").innerText();
    };
    expect(await see(wrong, "unknown")).toBe(await see(stranger, "unknown"));
    await see(address.slice(0, 40), "incomplete");
    await visitor.shoot("link-incomplete-phone-es");
    await call(own.daemon, "finance", "ReportLinkService/RevokeReportLink", { linkId: id });
    await see(address, "revoked");
    await see("/r", "missing");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "Open the link again" }).waitFor();
    await visitor.leave();
  });
});

describe("somebody of the hospital", () => {
  it("sends a link to a partner, sees that it works, and ends it", async () => {
    const visitor = await own.arrive();
    await visitor.comeAs("finance");
    await visitor.go("/reports-due");
    const { page } = visitor;
    const report = page.getByRole("region", { name: /Report on jobs/ }).first();
    await report.waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("reports-due-desktop");
    await report.getByRole("button", { name: "Send a link" }).click();
    await report.getByLabel("The link works for").selectOption("30");
    await report.getByRole("button", { name: "Make the link" }).click();
    const made = await report.getByRole("textbox", { name: "Link" }).inputValue();
    expect(made).toMatch(/\/r#[0-9a-f]{16}\.[0-9a-f]{64}$/);
    const message = report.getByRole("textbox", { name: "Message in Spanish" });
    expect(await message.inputValue()).toContain(made);
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("reports-due-link-desktop");
    await report.getByRole("button", { name: "Done" }).click();

    const partner = await own.arrive({ width: "phone" });
    await partner.go(made);
    await partner.page.getByRole("button", { name: "Nothing to report" }).waitFor();
    await partner.shoot("link-open-phone-en");
    await report.getByRole("button", { name: /^End it/ }).first().click();
    await page.getByText("The link does not work any more.").waitFor();
    // The page may have asked something by itself since, and say so already.
    const isRevoked = trouble(partner.page, "revoked");
    const nothing = partner.page.getByRole("button", { name: "Nothing to report" });
    await Promise.race([isRevoked, nothing.click()]);
    await isRevoked;
    await partner.leave();
    await visitor.leave();
  });

  it("tells an auditor who made the link that a report came by", async () => {
    const address = await linkFor("four");
    const partner = await own.arrive({ width: "phone" });
    await partner.go(address);
    await partner.page.getByRole("button", { name: "Nothing to report" }).click();
    await partner.page.getByText("Receipt number").waitFor();
    await partner.leave();
    const { links } = await call<{ links: { linkId: string; receivedPosition?: string }[] }>(
      own.daemon, "finance", "ReportLinkService/ListReportLinks", { reportId: "four" },
    );
    const link = links.find(({ linkId }) => address.includes(linkId));
    for (const [width, language, words] of [
      ["desktop", "en", "Came by a link of"],
      ["phone", "es", "Llegó por un enlace de"],
    ] as const) {
      const visitor = await own.arrive({ width, language });
      await visitor.comeAs("finance");
      await visitor.go(`/events/${link?.receivedPosition}`);
      const row = visitor.page.locator("dl > div", { hasText: words });
      await row.getByText(/demo-finance/).waitFor();
      await visitor.expectAccessible();
      await visitor.expectNoSidewaysScroll();
      await visitor.shoot(`event-by-link-${width}-${language}`);
      await visitor.leave();
    }
  });

  it("finds its way on a phone, too", async () => {
    const visitor = await own.arrive({ width: "phone", language: "es" });
    await visitor.comeAs("finance");
    await visitor.go("/reports-due");
    await visitor.page.getByRole("button", { name: "Mandar un enlace" }).first().waitFor();
    const answered = visitor.page.getByRole("region", { name: "Informes que llegaron" });
    await answered.getByText("nada que informar").first().waitFor();
    await answered.getByText("a tiempo").first().waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("reports-due-phone-es");
    await visitor.leave();
  });
});
