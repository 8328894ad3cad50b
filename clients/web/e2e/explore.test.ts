import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareTexts } from "@/pages/explore/compare_texts.ts";
import { openBrowser, Visitor, type Width } from "./support/browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const byYear = "/explore?metric=I-04&by=partnership,fiscal_year";
const explained =
  "/explore?metric=I-07&by=partnership&cell=partnership:bartlett-place&currency=USD";

describe("the explore page", () => {
  it.each<[Width, "en" | "es", "light" | "dark", string]>([
    ["phone", "es", "light", explained],
    ["tablet", "en", "dark", byYear],
    ["desktop", "en", "light", byYear],
  ])("is accessible on a %s in %s, %s", async (width, language, scheme, address) => {
    const visitor = await Visitor.arrive(browser, { width, language, scheme });
    await visitor.comeAs("evaluator");
    await visitor.go(address);
    await visitor.page.getByRole("grid").first().waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot(`explore-${width}-${language}-${scheme}`);
    await visitor.leave();
  });

  it("leads from a figure of the overview to the events that add up to it", async () => {
    const visitor = await Visitor.arrive(browser);
    await visitor.comeAs("evaluator");
    await visitor.go("/");
    await visitor.page
      .getByRole("link", { name: "$1,400,000. Loan principal outstanding: where it comes from" })
      .last()
      .click();
    await visitor.page.getByText("Together: $1,400,000.00.").waitFor();
    await visitor.page.getByRole("link", { name: "Event 30" }).click();
    await expect.poll(() => visitor.page.url()).toMatch(/\/events\/30$/);
    await visitor.leave();
  });

  it("leads from a part of a figure to its events, and on to those of another", async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    await visitor.comeAs("evaluator");
    await visitor.go("/overview");
    const row = page.getByRole("row", { name: /Three-capital mix/ });
    await row.getByRole("link", { name: /hours of capacity building: where/ }).last().click();
    await page.getByText("Together: 500.00.").waitFor();
    await page.getByLabel("Figure", { exact: true }).selectOption("capital deployed");
    await page.getByText("Together: $4,850,000.00.").waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("explore-part-desktop");
    await visitor.leave();
  });

  it("moves through its table with the keyboard, and opens a row with Enter", async () => {
    const visitor = await Visitor.arrive(browser);
    await visitor.comeAs("evaluator");
    await visitor.go("/explore?metric=I-07&by=partnership");
    await visitor.page.getByRole("row", { name: /Bartlett/ }).focus();
    await visitor.page.keyboard.press("ArrowDown");
    await visitor.page.keyboard.press("Enter");
    await visitor.page.getByText("Together: $400,000.00.").waitFor();
    expect(visitor.page.url()).toContain("cell=partnership%3Aevergreen-laundry");
    await visitor.leave();
  });

  it("saves the table as a file with the figures as they are", async () => {
    const visitor = await Visitor.arrive(browser, { language: "es" });
    await visitor.comeAs("evaluator");
    await visitor.go("/explore?metric=I-07&by=partnership&to=2023-12-31");
    const [file] = await Promise.all([
      visitor.page.waitForEvent("download"),
      visitor.page.getByRole("button", { name: "Guardar como CSV" }).click(),
    ]);
    const text = readFileSync(await file.path(), "utf8");
    expect(text).toContain(
      "value,bartlett-place,Bartlett Place and its market,,2023-12-31,1000000.00,money,USD",
    );
    const [workbook] = await Promise.all([
      visitor.page.waitForEvent("download"),
      visitor.page.getByRole("button", { name: "Guardar como XLSX" }).click(),
    ]);
    expect(workbook.suggestedFilename()).toMatch(/^I-07-event-\d+\.xlsx$/);
    const sheet = unzipSync(readFileSync(await workbook.path()))["xl/worksheets/sheet1.xml"];
    expect(strFromU8(sheet ?? new Uint8Array())).toContain("<v>1000000.00</v>");
    await visitor.leave();
  });

  it("saves the picture", async () => {
    const visitor = await Visitor.arrive(browser);
    await visitor.comeAs("evaluator");
    await visitor.go(byYear);
    const [file] = await Promise.all([
      visitor.page.waitForEvent("download"),
      visitor.page.getByRole("button", { name: "Save as PNG" }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^I-04-event-\d+-USD\.png$/);
    const bytes = readFileSync(await file.path());
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    // Twice as many points as on a screen, with room for what is written above and below.
    expect(bytes.readUInt32BE(16)).toBe(1920);
    expect(bytes.readUInt32BE(20)).toBeGreaterThan(1100);
    await visitor.leave();
  });

  it("groups by several things and filters by several, with the keyboard alone", async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    await visitor.comeAs("evaluator");
    await visitor.go("/explore?metric=I-07");
    const { keyboard } = page;
    await page.locator("summary", { hasText: "Not grouped" }).focus();
    await keyboard.press("Enter");
    for (const name of ["Partnership", "Phase"]) {
      await page.getByRole("checkbox", { name, exact: true }).focus();
      await keyboard.press("Space");
    }
    await keyboard.press("Escape");
    await expect.poll(() => page.url()).toContain("by=partnership%2Cphase");
    await page.getByRole("columnheader", { name: "Phase" }).waitFor();
    // Single investments: the directory is searched for them.
    await page.locator("summary", { hasText: /^All$/ }).nth(7).focus();
    await keyboard.press("Enter");
    await page.getByRole("searchbox", { name: "Search" }).focus();
    await keyboard.type("equipment");
    await page.getByRole("checkbox", { name: /^bartlett/ }).first().waitFor({ state: "detached" });
    await page.getByRole("checkbox", { name: /evergreen-equipment-loan/ }).focus();
    await keyboard.press("Space");
    await expect.poll(() => page.url()).toContain("investment=evergreen-equipment-loan");
    await page.getByRole("row", { name: /Bartlett/ }).first().waitFor({ state: "detached" });
    await visitor.expectAccessible();
    await visitor.shoot("explore-investments-desktop");
    await keyboard.press("Space");
    await page.getByRole("row", { name: /Bartlett/ }).first().waitFor();
    await keyboard.press("Escape");
    await page.locator("summary", { hasText: /^All$/ }).nth(4).focus();
    await keyboard.press("Enter");
    await page.getByRole("checkbox", { name: "Hiring" }).focus();
    await keyboard.press("Space");
    await expect.poll(() => page.url()).toContain("strategy=hiring");
    await page.getByRole("row", { name: /Bartlett/ }).first().waitFor({ state: "detached" });
    await visitor.leave();
  });
});

describe("two answers side by side", () => {
  // Before the last loan was paid out, and after it.
  const compared =
    "/explore?metric=I-07&by=partnership&at=122&compare=event:40" +
    "&cell=partnership:evergreen-laundry&of=USD&side=difference";
  // What is local depends on a definition of places, which has editions.
  const local = "/explore?metric=P-02&by=partnership&at=122&compare=event:40";

  it.each<[Width, "en" | "es", "light" | "dark"]>([
    ["phone", "es", "dark"],
    ["desktop", "en", "light"],
  ])("are accessible on a %s in %s, %s", async (width, language, scheme) => {
    const visitor = await Visitor.arrive(browser, { width, language, scheme });
    await visitor.comeAs("evaluator");
    await visitor.go(compared);
    await visitor.page.getByRole("grid").nth(1).waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot(`explore-compared-${width}-${language}-${scheme}`);
    await visitor.go(local);
    await visitor.page.locator("details", { hasText: /edition|edici/ }).last().click();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot(`explore-editions-${width}-${language}-${scheme}`);
    await visitor.leave();
  });

  it("show what made the difference, and what was recorded in between", async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    await visitor.comeAs("evaluator");
    await visitor.go(compared);
    await page.getByText(/^Difference: /).waitFor();
    await page.getByRole("button", { name: "Behind the value compared with" }).click();
    await expect.poll(() => page.url()).toContain("side=second");
    await page.getByText("After event 40, up to event 122").waitFor();
    await page.getByRole("button", { name: "Close", exact: true }).first().click();
    await page.getByLabel("Compare with", { exact: true }).selectOption("");
    await expect.poll(() => page.url()).not.toContain("compare");
    await visitor.leave();
  });
});

describe("two medians side by side", () => {
  it("may be each period as known now, and as it was known at its end", async () => {
    const visitor = await Visitor.arrive(browser, { width: "phone", language: "es" });
    const { page } = visitor;
    await visitor.comeAs("evaluator");
    await visitor.go("/explore?metric=P-03&anchor=cleveland-clinic&by=fiscal_year");
    await page.getByLabel(compareTexts.es.compare, { exact: true }).selectOption("close");
    await expect.poll(() => page.url()).toContain("compare=close");
    await page.getByText(compareTexts.es.closeState).waitFor();
    await page.getByRole("columnheader", { name: compareTexts.es.then }).waitFor();
    // The ledger began today: of years long over it knew nothing at their end.
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Guardar como CSV" }).click(),
    ]);
    const lines = readFileSync(await file.path(), "utf8").split("\r\n");
    expect(lines[1]).toMatch(/,FY2018,2018-01-01,2018-12-31,100\.00,percent,USD,.*,2018-12-31$/);
    const link = page.getByRole("region", { name: compareTexts.es.cite }).locator("a");
    expect(await link.getAttribute("href")).toContain("compare=close");
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("explore-closings-phone-es");
    await visitor.leave();
  });

  it("name the values that differ and how far the middle moved, and add nothing up", async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    await visitor.comeAs("evaluator");
    await visitor.go("/explore?metric=X-02&at=122&compare=event:60&cell=total&side=difference");
    await page.getByText(/^The middle moved from /).waitFor();
    expect(await page.getByText(/^Difference: /).count()).toBe(0);
    const rows = page.getByRole("grid", { name: "What made the difference" }).getByRole("row");
    expect(await rows.count()).toBeGreaterThan(1);
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot("explore-medians-desktop-en");
    await visitor.leave();
  });
});

describe("a view", () => {
  it("is saved with a name, opened, renamed and deleted", async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    await visitor.comeAs("evaluator");
    await visitor.go("/explore?metric=I-07&by=partnership");
    await page.getByLabel("Name of this view").fill("Loans by place");
    await page.getByRole("button", { name: "Save this view" }).click();
    await expect.poll(() => page.url()).toContain("view=Loans+by+place");
    await visitor.go("/explore");
    await page.getByRole("link", { name: "Loans by place" }).click();
    await expect.poll(() => page.url()).toContain("metric=I-07");
    await page.getByRole("button", { name: "Rename “Loans by place”" }).click();
    await page.getByLabel("New name of “Loans by place”").fill("Loans");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Loans", exact: true }).waitFor();
    await expect.poll(() => page.url()).toMatch(/view=Loans$/);
    await visitor.expectAccessible();
    await page.getByRole("button", { name: "Delete “Loans”" }).click();
    await page.getByRole("link", { name: "Loans", exact: true }).waitFor({ state: "detached" });
    await visitor.leave();
  });

  it("gives a link that shows the same figures again", async () => {
    const visitor = await Visitor.arrive(browser);
    await visitor.comeAs("evaluator");
    await visitor.go("/explore?metric=I-07&by=partnership&to=2023-12-31");
    const link = visitor.page.getByRole("region", { name: "Cite these figures" }).locator("a");
    const address = (await link.getAttribute("href")) ?? "";
    expect(new URL(address).searchParams.get("edition")).toBe("1");
    const shown = await visitor.page.getByRole("grid").innerText();
    await visitor.go(address);
    await visitor.page.getByText(/^Fixed at event/).waitFor();
    expect(await visitor.page.getByRole("grid").innerText()).toBe(shown);
    await visitor.leave();
  });
});
