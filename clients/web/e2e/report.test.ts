import { describe, expect, it } from "vitest";
import { call, eventCount } from "./support/api.ts";
import { ownLedger } from "./support/own_ledger.ts";
import { daysOf, makeDue, sendWithoutSignal } from "./support/reports.ts";

const spring = [daysOf(Date.UTC(2026, 0, 1)), daysOf(Date.UTC(2026, 2, 31))] as const;
const own = ownLedger(async (daemon) => {
  await makeDue(daemon, [
    { reportId: "late", reportKind: "jobs", about: spring, dueIn: -10 },
    { reportId: "soon", reportKind: "annual", about: spring, dueIn: 10 },
  ]);
  const jobs = { orgId: "bartlett-market", asOf: { days: spring[0] - 1 }, fteX100Total: "1600" };
  await call(daemon, "everything", "EventService/AppendEvents", {
    requestId: "last-time",
    events: [
      {
        any: {}, visibility: "VISIBILITY_PARTNERS", partnershipId: "bartlett-place",
        anchorId: "boston-medical-center", payload: { jobsReported: jobs },
      },
    ],
  });
});

describe("a partner on a phone, in Spanish", () => {
  it("sees what is due, fills it in, and sends it once, though the signal drops", async () => {
    const visitor = await own.arrive({ width: "phone", language: "es" });
    await visitor.comeAs("partner");
    await visitor.go("/report");
    const { page } = visitor;
    // Where the reader is it may still be yesterday.
    await page.getByText(/\b(9|10) días de retraso/).waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("report-phone-es");
    await page.getByRole("link", { name: "Completar" }).first().click();
    await page.getByText(/^La vez pasada, 31 dic 2025.*Todos los empleos.*: 16/).waitFor();
    await page.getByLabel("Todos los empleos, a tiempo completo").fill("17.5");
    await page.getByText("se puede registrar").waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("report-form-phone-es");
    const before = await eventCount(own.daemon, "jobsReported");
    await sendWithoutSignal(visitor, "report-offline-phone-es");
    await page.getByText("Enviado y registrado").waitFor();
    expect(await eventCount(own.daemon, "jobsReported")).toBe(before + 1);
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("17.5");
    visitor.complaints.splice(0);
    await visitor.leave();
  });

  it("says in one tap that there is nothing to report", async () => {
    const visitor = await own.arrive({ width: "phone", language: "es" });
    await visitor.comeAs("partner");
    await visitor.go("/report");
    const before = await eventCount(own.daemon, "partnerReportReceived");
    const nothing = visitor.page.getByRole("button", { name: "Nada que informar" });
    // One from above, and the one that the demo has for its partner.
    await expect.poll(() => nothing.count()).toBe(2);
    for (const left of [1, 0]) {
      await nothing.first().click();
      await expect.poll(() => nothing.count()).toBe(left);
    }
    await visitor.page.getByText("Enviado y registrado").first().waitFor();
    // A report leaves the list when it is on its way.
    const received = () => eventCount(own.daemon, "partnerReportReceived");
    await expect.poll(received).toBe(before + 2);
    await visitor.page.getByText("No hay nada pendiente").waitFor();
    await visitor.expectAccessible();
    await visitor.leave();
  });
});
