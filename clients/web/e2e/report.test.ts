import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, eventCount } from "./support/api.ts";
import { openBrowser, Visitor } from "./support/browser.ts";
import { Daemon } from "./support/daemon.ts";

let browser: Browser;
let daemon: Daemon;

const today = Math.floor(Date.now() / 86_400_000);

function due(reportId: string, reportKind: string, days: number) {
  const period = { from: { days: 20454 }, to: { days: 20543 } };
  return {
    any: {},
    visibility: "VISIBILITY_PARTNERS",
    partnershipId: "bartlett-place",
    anchorId: "boston-medical-center",
    payload: {
      partnerReportDue: {
        reportId, reportKind, period, reminderNo: 0,
        partnerId: "bartlett-market",
        dueOn: { days },
      },
    },
  };
}

beforeAll(async () => {
  browser = await openBrowser();
  daemon = await Daemon.start();
  daemon.loadDemo();
  await call(daemon, "everything", "EventService/AppendEvents", {
    requestId: "reports-are-due",
    events: [due("late", "jobs", today - 10), due("soon", "annual", today + 10)],
  });
});
afterAll(async () => {
  await browser.close();
  await daemon.stop();
});

describe("a partner on a phone, in Spanish", () => {
  it("sees what is due, fills it in, and sends it once, though the signal drops", async () => {
    const visitor = await Visitor.arrive(browser, { width: "phone", language: "es", daemon });
    await visitor.signIn("partner");
    await visitor.go("/report");
    const { page } = visitor;
    await page.getByText("10 días de retraso").waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("report-phone-es");
    await page.getByRole("link", { name: "Completar" }).first().click();
    await page.getByLabel("Todos los empleos, a jornada completa").fill("17.5");
    await page.getByText("se puede registrar").waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("report-form-phone-es");
    const before = await eventCount(daemon, "jobsReported");
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Enviar el informe" }).click();
    await page.getByText("Se envía en cuanto vuelva la conexión").waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("report-offline-phone-es");
    await page.context().setOffline(false);
    await page.getByText("Enviado y registrado").waitFor();
    expect(await eventCount(daemon, "jobsReported")).toBe(before + 1);
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("17.5");
    visitor.complaints.splice(0);
    await visitor.leave();
  });

  it("says in one tap that there is nothing to report", async () => {
    const visitor = await Visitor.arrive(browser, { width: "phone", language: "es", daemon });
    await visitor.signIn("partner");
    await visitor.go("/report");
    const before = await eventCount(daemon, "partnerReportReceived");
    const nothing = visitor.page.getByRole("button", { name: "Nada que informar" });
    // One from above, and the one that the demo has for its partner.
    await expect.poll(() => nothing.count()).toBe(2);
    for (const left of [1, 0]) {
      await nothing.first().click();
      await expect.poll(() => nothing.count()).toBe(left);
    }
    await visitor.page.getByText("Enviado y registrado").first().waitFor();
    expect(await eventCount(daemon, "partnerReportReceived")).toBe(before + 2);
    await visitor.page.getByText("No hay nada pendiente").waitFor();
    await visitor.expectAccessible();
    await visitor.leave();
  });
});
