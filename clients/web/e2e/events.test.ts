import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { call } from "./support/api.ts";
import { prepareAudit, type AuditData } from "./support/audit_data.ts";
import { Visitor, type Width } from "./support/browser.ts";
import { ownLedger } from "./support/own_ledger.ts";

let data: AuditData;
const own = ownLedger(async (daemon) => {
  data = await prepareAudit(daemon);
});

const looks: [Width, "en" | "es", "light" | "dark"][] = [
  ["phone", "es", "light"],
  ["tablet", "en", "dark"],
  ["desktop", "en", "light"],
];

async function arrive(width: Width = "desktop"): Promise<Visitor> {
  const visitor = await own.arrive({ width });
  await visitor.comeAs("everything");
  return visitor;
}

function rows(visitor: Visitor) {
  return visitor.page.getByRole("grid", { name: "Events" }).getByRole("row");
}

describe("the events page", () => {
  it.each(looks)("is accessible on a %s in %s, %s", async (width, language, scheme) => {
    const visitor = await own.arrive({ width, language, scheme });
    await visitor.comeAs("everything");
    await visitor.go("/events?late=");
    await visitor.page.getByRole("grid").waitFor();
    await visitor.page.locator("[data-mark=takenOut]").first().waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    const grid = visitor.page.getByRole("grid");
    expect(await grid.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
    await visitor.shoot(`events-${width}-${language}-${scheme}`);
    await visitor.page.locator("details > summary").first().click();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot(`events-filters-${width}-${language}-${scheme}`);
    await visitor.leave();
  });

  it("narrows the list by its fields, and keeps them in the address", async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await visitor.go("/events");
    await page.getByLabel("What happened").selectOption("LoanDisbursed");
    await page.getByLabel("Words, numbers or ids").fill("gl");
    await page.waitForURL(/type=LoanDisbursed.*words=gl|words=gl.*type=LoanDisbursed/);
    await page.getByText("all there are").waitFor();
    const titles = await rows(visitor).getByRole("rowheader").allInnerTexts();
    expect(titles.length).toBeGreaterThan(0);
    for (const title of titles) expect(title).toContain("We paid out part of a loan");
    await page.reload();
    await page.getByText("all there are").waitFor();
    expect(await rows(visitor).getByRole("rowheader").allInnerTexts()).toEqual(titles);
    await page.getByRole("button", { name: "Clear the search" }).click();
    await page.waitForURL(/\/events$/);
    await visitor.leave();
  });

  it("narrows the list to whom events are about, as the server finds them", async () => {
    const visitor = await arrive();
    const { page } = visitor;
    const partnerId = "evergreen-coop-laundry";
    const found = await call<{ events: { stream: string }[] }>(
      own.daemon, "everything", "EventService/ListEvents", { filter: { partnerId } },
    );
    // Also what does not name the partner itself: a step of a thing that was begun with it.
    expect(found.events.some(({ stream }) => stream.startsWith("investment/"))).toBe(true);
    await visitor.go("/events");
    await page.locator("details > summary").first().click();
    await page.getByLabel("About the partner").selectOption(partnerId);
    await page.waitForURL(/partner=evergreen-coop-laundry/);
    await page.getByText("all there are").waitFor();
    await expect.poll(() => rows(visitor).count()).toBe(found.events.length + 1);
    await visitor.expectAccessible();
    await visitor.shoot("events-partner-desktop");
    await page.getByLabel("Organisation (id)").fill("nobody-at-all");
    await page.getByText("No event fits").waitFor();
    await visitor.leave();
  });

  it("reads on while one scrolls with the keyboard, to the first event", async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await visitor.go("/events");
    await rows(visitor).nth(1).focus();
    await page.keyboard.press("End");
    await page.getByText("all there are").waitFor();
    await page.keyboard.press("End");
    const last = page.locator("[role=row]:focus");
    await expect.poll(() => last.getByRole("gridcell").first().innerText()).toMatch(/No. 1$/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/events\/1$/);
    await visitor.settled();
    // Whoever comes back finds the list where it was left.
    await page.goBack();
    await page.getByText("No. 1", { exact: true }).waitFor();
    await visitor.leave();
  });

  it("shows an event that is recorded elsewhere by itself", async () => {
    const visitor = await arrive();
    await visitor.go("/events?type=ConveningHeld&order=oldest");
    await visitor.page.getByText("all there are").waitFor();
    const before = await rows(visitor).count();
    await call(own.daemon, "everything", "EventService/AppendEvents", {
      requestId: `convening-${before}`,
      events: [
        {
          payload: {
            conveningHeld: {
              conveningId: `c-${before}`,
              purpose: "CONVENING_PURPOSE_PARTNERS",
              participantsCount: "9",
              orgsCount: "3",
              residentsCount: "2",
              decisionMade: true,
            },
          },
          effectiveOn: { days: 18000 },
          noStream: {},
        },
      ],
    });
    await expect.poll(() => rows(visitor).count()).toBe(before + 1);
    await visitor.leave();
  });

  it("says that nothing fits, and that the server is away", async () => {
    const visitor = await arrive("phone");
    await visitor.go("/events?from=1950-01-01&to=1950-01-02");
    await visitor.page.getByText("No event fits").waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("events-empty-phone");
    await visitor.page.route("**/*.EventService/ListEvents", (route) => route.abort());
    await visitor.page.getByLabel("Words, numbers or ids").fill("loan");
    await visitor.page.locator("[data-state=offline]").first().waitFor();
    await visitor.expectAccessible();
    visitor.complaints.splice(0);
    await visitor.leave();
  });

  it("offers the events of what the directory knows by the words", async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await visitor.go("/events?words=evergreen+laundry");
    const named = page.getByRole("group", { name: "By this name, in the directory" });
    await named.getByText("partnership").waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("events-named-desktop");
    const supplier = named.getByRole("listitem").filter({ hasText: "supplier" });
    await supplier.getByRole("link").click();
    await page.waitForURL(/\/events\?supplier=evergreen-laundry-supplier$/);
    await page.getByText("all there are").waitFor();
    await rows(visitor).getByText("We bought something").first().waitFor();
    await visitor.leave();
  });

  it("finds what was corrected since, and what a proof is kept as", async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await visitor.go("/events?type=LoanDisbursed");
    await page.locator("details > summary").first().click();
    await page.getByLabel("Corrected since").selectOption("yes");
    await page.waitForURL(/changed=yes/);
    await page.getByText("all there are").waitFor();
    const found = await rows(visitor).getByText(/^No\. /).allInnerTexts();
    expect(found).toEqual(expect.arrayContaining([`No. ${data.corrected}`, `No. ${data.voided}`]));
    for (const row of (await rows(visitor).all()).slice(1)) {
      expect(await row.locator("[data-mark]").count()).toBeGreaterThan(0);
    }
    await visitor.go("/events?words=published_figure+s48");
    await page.getByText("all there are").waitFor();
    expect(await rows(visitor).count()).toBeGreaterThan(1);
    await visitor.leave();
  });

  it("says what nobody has recorded, with a way back", async () => {
    const visitor = await arrive("phone");
    await visitor.go("/batches/imp-nobody");
    await visitor.page.getByRole("heading", { name: "There is no such import" }).waitFor();
    await visitor.expectAccessible();
    await visitor.go("/events/999999999");
    await visitor.page.getByRole("heading", { name: "There is no such event" }).waitFor();
    await visitor.page.getByRole("link", { name: "Search the events" }).click();
    await rows(visitor).nth(1).waitFor();
    await visitor.leave();
  });

  it("saves what is found as a file", async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await visitor.go("/events?type=LoanDisbursed&order=oldest");
    await page.locator("[data-mark=takenOut]").first().waitFor();
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download as CSV" }).click();
    const text = readFileSync(await (await downloading).path(), "utf8");
    const [head, ...lines] = text.trim().split("\r\n");
    expect(head).toContain("position,recorded_at,effective_on,event_type");
    expect(head).toContain("evidence");
    expect(head?.endsWith("log_id,log_epoch")).toBe(true);
    expect(lines.length).toBe((await rows(visitor).count()) - 1);
    const line = lines.find((one) => one.startsWith(`${data.voided},`));
    expect(line).toContain("takenOut");
    await page.getByText("events saved").waitFor();
    await visitor.leave();
  });
});

describe("the page of an event", () => {
  it.each(looks)("shows the way to its value in force on a %s in %s, %s", async (...look) => {
    const [width, language, scheme] = look;
    const visitor = await own.arrive({ width, language, scheme });
    await visitor.comeAs("everything");
    await visitor.go(`/events/${data.corrected}`);
    await visitor.page.locator("del").first().waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot(`event-chain-${width}-${language}-${scheme}`);
    await visitor.go(`/events/${data.voided}`);
    await visitor.page.locator("[data-kind=takenOut]").waitFor();
    await visitor.expectAccessible();
    await visitor.shoot(`event-voided-${width}-${language}-${scheme}`);
    await visitor.leave();
  });

  it("leads to what it names, by name, and says on paper where it is from", async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await visitor.go(`/events/${data.corrected}`);
    expect(await page.title()).toContain(`event ${data.corrected}`);
    await page.locator("header [data-mark=corrected]").waitFor();
    const facts = page.getByRole("region", { name: "What counts today" });
    await facts.getByRole("link", { name: /Boston Medical Center \(boston-/ }).waitFor();
    await visitor.putOnPaper();
    const from = new RegExp(`Printed .* by demo-everything, network.*/events/${data.corrected}$`);
    await page.getByText(from).waitFor();
    await page.getByText(/^Log [0-9a-f]+, epoch 1/).waitFor();
    await visitor.shoot("event-printed");
    await page.emulateMedia({ media: null });
    const thing = page.getByRole("region", { name: "Where it lies in the log" });
    await thing.getByRole("link", { name: /^Investment / }).click();
    await page.waitForURL(/\/investments\//);
    await page.goBack();
    await page.waitForURL(new RegExp(`/events/${data.corrected}$`));
    await visitor.leave();
  });

  it("tells before and after, who took a correction back, and what it was known as", async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await visitor.go(`/events/${data.corrected}`);
    await page.locator("ins", { hasText: "GL 8" }).waitFor();
    await page.locator("ins", { hasText: "$1,234.56" }).waitFor();
    await page.getByText("This correction was taken back").waitFor();
    await visitor.go(`/events/${data.corrected}?known=2001-01-01`);
    await page.getByText("As the ledger was known").waitFor();
    expect(await page.locator("ins").count()).toBe(0);
    await page.getByRole("link", { name: "Show it as known today" }).click();
    await page.locator("ins").first().waitFor();
    await page.locator("[data-kind=corrected] a").first().click();
    await page.getByRole("heading", { name: "What it corrects" }).waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("event-correction-desktop");
    await visitor.leave();
  });
});

describe("the page of a batch", () => {
  it.each(looks)("shows the import and its undo on a %s in %s, %s", async (...look) => {
    const [width, language, scheme] = look;
    const visitor = await own.arrive({ width, language, scheme });
    await visitor.comeAs("everything");
    await visitor.go(`/batches/${data.importId}`);
    await visitor.page.locator("[data-mark=takenOut]").first().waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot(`batch-${width}-${language}-${scheme}`);
    await visitor.leave();
  });

  it("is reached from an event, and leads to the import", async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await visitor.go(`/events?batch=${data.importId}&type=LoanDisbursed`);
    await page.getByRole("gridcell").getByRole("link", { name: data.importId }).click();
    await page.getByRole("heading", { name: "Its undo" }).waitFor();
    await page.getByText(/Undone .* by demo-everything/).waitFor();
    await page.getByRole("link", { name: "Rows and next steps" }).click();
    await page.getByText("The import was undone").waitFor();
    await visitor.leave();
  });
});
