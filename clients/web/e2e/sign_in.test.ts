import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, Visitor } from "./support/browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe("the sign-in page", () => {
  it.each(["phone", "desktop"] as const)("is accessible on a %s, in its states", async (width) => {
    const visitor = await Visitor.arrive(browser, { width });
    await visitor.page.goto("/");
    await visitor.page.locator("h1").waitFor();
    await visitor.expectAccessible();
    await visitor.shoot(`sign-in-${width}`);
    await visitor.page.locator("input[type=password]").fill("al_unknown");
    await visitor.page.keyboard.press("Enter");
    await visitor.page.getByText("unknown, expired or revoked").waitFor();
    await visitor.expectAccessible();
    await visitor.expectNoSidewaysScroll();
    await visitor.shoot(`sign-in-refused-${width}`);
    await visitor.leave();
  });

  it("opens in the browser's language and changes it at once", async () => {
    const visitor = await Visitor.arrive(browser, { language: "es" });
    await visitor.page.goto("/");
    await visitor.page.getByRole("heading", { name: "Iniciar sesión" }).waitFor();
    expect(await visitor.page.locator("html").getAttribute("lang")).toBe("es");
    await visitor.page.getByRole("button", { name: "English" }).click();
    await visitor.page.getByRole("heading", { name: "Sign in" }).waitFor();
    await visitor.page.reload();
    await visitor.page.getByRole("heading", { name: "Sign in" }).waitFor();
    await visitor.leave();
  });
});

describe("a session", () => {
  it("outlives a reload, keeps its token from scripts, and ends when signed out", async () => {
    const visitor = await Visitor.arrive(browser);
    await visitor.signIn("evaluator");
    await visitor.page.reload();
    await visitor.page.locator("nav").waitFor();
    const seen = await visitor.page.evaluate(
      () => document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage),
    );
    expect(seen).not.toContain(inject("tokens").evaluator);
    await visitor.page.getByRole("button", { name: "Sign out" }).click();
    await visitor.page.getByRole("heading", { name: "Sign in" }).waitFor();
    await visitor.page.reload();
    await visitor.page.getByRole("heading", { name: "Sign in" }).waitFor();
    await visitor.leave();
  });
});
