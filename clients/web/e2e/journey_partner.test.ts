// A partner from sign-in, or from a link, to the figure that others see: the server dies while the
// report is sent, and a link that ended gives way to a new one without anything typed anew.
import { describe, expect, it } from "vitest";
import { statusTexts } from "@/forms/status_texts.ts";
import { linkTexts } from "@/links/texts.ts";
import { exploreTexts } from "@/pages/explore/texts.ts";
import { reportTexts } from "@/reports/texts.ts";
import { call, eventCount } from "./support/api.ts";
import type { Visitor } from "./support/browser.ts";
import { answered, expectColumn } from "./support/figures.ts";
import { ask, fieldWords, look, walkTo, type Look } from "./support/journey.ts";
import { ownLedger } from "./support/own_ledger.ts";
import { daysOf, makeDue, type Due } from "./support/reports.ts";

const SPAN_DAYS = 90;

function due(reportId: string, ago: number): Due {
  const last = daysOf(Date.now()) - ago;
  return { reportId, reportKind: "jobs", about: [last - SPAN_DAYS, last], dueIn: 10 };
}

const own = ownLedger((daemon) =>
  makeDue(daemon, [due("first", 300), due("second", 200), due("third", 100)]),
);

interface Made {
  readonly link: { readonly linkId: string };
  readonly secret: string;
}

async function linkFor(reportId: string, expiresAt?: Date): Promise<Made & { address: string }> {
  const method = "ReportLinkService/CreateReportLink";
  const request = { reportId, ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}) };
  const made = await call<Made>(own.daemon, "finance", method, request);
  return { ...made, address: `/r#${made.secret}` };
}

function jobsField(visitor: Visitor, at: Look) {
  return visitor.page.getByLabel(fieldWords(at, "JobsReported", "fte_x100_total"));
}

async function fill(visitor: Visitor, at: Look, jobs: string) {
  await jobsField(visitor, at).fill(jobs);
  await visitor.page.getByText(statusTexts[at.language].good).waitFor();
}

/** Sends the report while nobody answers; it goes out when the page is opened again. */
async function sendWhileServerDies(visitor: Visitor, at: Look) {
  const { page } = visitor;
  const text = reportTexts[at.language];
  await own.daemon.kill();
  await page.getByRole("button", { name: text.send, exact: true }).click();
  await page.getByText(text.later).waitFor();
  await look(visitor, at, "journey-report-later");
  await own.daemon.launch();
  await page.reload();
}

/** Expects that the others see what was reported, and that it is what the server answers. */
async function expectJobs(at: Look, jobs: string) {
  const visitor = await own.arrive(at);
  await visitor.comeAs("finance");
  const query = { filter: { partnerIds: ["bartlett-market"] } };
  await ask(visitor, at, "metric=C-15&partner=bartlett-market");
  const says = () => answered(own.daemon, "finance", { metric: "C-15", query });
  const heading = exploreTexts[at.language].table.value;
  await expectColumn(visitor, heading, says, [jobs]);
  await visitor.leave();
}

const desktop: Look = { width: "desktop", language: "en" };
const phone: Look = { width: "phone", language: "es" };

describe("a partner", () => {
  it("with an account, on a desktop, in English, reports though the server dies", async () => {
    const text = reportTexts.en;
    const before = await eventCount(own.daemon, "jobsReported");
    const visitor = await own.arrive(desktop);
    const { page } = visitor;
    await visitor.signIn("partner");
    await walkTo(visitor, desktop, text.title);
    await look(visitor, desktop, "journey-reports-due");
    const open = page.locator('a[href="/report/first"]');
    await open.click();
    await fill(visitor, desktop, "21.5");
    await sendWhileServerDies(visitor, desktop);
    await page.getByText(text.recorded).waitFor();
    await open.waitFor({ state: "detached" });
    expect(await eventCount(own.daemon, "jobsReported")).toBe(before + 1);
    await page.getByRole("link", { name: text.showRecorded }).click();
    await page.waitForURL(/\/events\/\d+$/);
    await page.getByRole("heading", { level: 1, name: text.title }).waitFor({ state: "detached" });
    await visitor.settled();
    await look(visitor, desktop, "journey-report-recorded");
    await expectJobs(desktop, "21.50");
    visitor.complaints.splice(0);
    await visitor.leave();
  });

  it("goes on with a new link after one was withdrawn, though the server dies", async () => {
    const words = linkTexts.es;
    const before = await eventCount(own.daemon, "jobsReported");
    const [old, next] = [await linkFor("second"), await linkFor("second")];
    const visitor = await own.arrive(phone);
    const { page } = visitor;
    await visitor.go(old.address);
    await fill(visitor, phone, "22.5");
    const { linkId } = old.link;
    await call(own.daemon, "finance", "ReportLinkService/RevokeReportLink", { linkId });
    await page.getByRole("button", { name: reportTexts.es.send, exact: true }).click();
    await page.getByRole("heading", { name: words.trouble.revoked.title }).waitFor();
    await look(visitor, phone, "journey-link-withdrawn");

    await page.goto("about:blank");
    await visitor.go(next.address);
    await expect.poll(() => jobsField(visitor, phone).inputValue()).toBe("22.5");
    await page.getByText(statusTexts.es.good).waitFor();
    await sendWhileServerDies(visitor, phone);
    await page.getByRole("heading", { name: words.sentTitle }).waitFor();
    await look(visitor, phone, "journey-link-receipt");
    expect(await eventCount(own.daemon, "jobsReported")).toBe(before + 1);
    await expectJobs(phone, "22.50");
    visitor.complaints.splice(0);
    await visitor.leave();
  });

  it.each([phone, desktop])("is told that a link expired: $width, $language", async (at) => {
    const { link, address } = await linkFor("third", new Date(Date.now() + 1_000));
    const method = "ReportLinkService/ListReportLinks";
    const state = async () => {
      const listed = await call<{ links: { linkId: string; state: string }[] }>(
        own.daemon, "finance", method, { reportId: "third" },
      );
      return listed.links.find(({ linkId }) => linkId === link.linkId)?.state;
    };
    await expect.poll(state).toBe("REPORT_LINK_STATE_EXPIRED");
    const visitor = await own.arrive(at);
    await visitor.go(address);
    const { title, help } = linkTexts[at.language].trouble.expired;
    await visitor.page.getByRole("heading", { name: title }).waitFor();
    await visitor.page.getByText(help).waitFor();
    await look(visitor, at, "journey-link-expired");
    await visitor.leave();
  });
});
