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
    await visitor.page.getByRole("button", { name: "Sign out", exact: true }).click();
    await visitor.page.getByRole("heading", { name: "Sign in" }).waitFor();
    await visitor.page.reload();
    await visitor.page.getByRole("heading", { name: "Sign in" }).waitFor();
    await visitor.leave();
  });

  it("ends on all devices at once, after asking; another person's goes on", async () => {
    const [here, there, other] = await Promise.all(
      [0, 1, 2].map(() => Visitor.arrive(browser)),
    );
    if (!here || !there || !other) throw new Error("three visitors were asked for");
    await here.comeAs("coordinator");
    await there.comeAs("coordinator");
    await other.comeAs("evaluator");
    for (const visitor of [here, there, other]) await visitor.go("/directory");
    await here.page.getByRole("button", { name: "Sign out on all devices" }).click();
    const question = here.page.getByRole("alertdialog");
    await question.getByText("Every browser in which demo-coordinator is signed in").waitFor();
    await here.expectAccessible();
    await here.shoot("sign-out-everywhere-desktop");
    await question.getByRole("button", { name: "Sign out everywhere" }).click();
    await here.page.getByRole("heading", { name: "Sign in" }).waitFor();
    await there.page.getByRole("link", { name: "Suppliers" }).click();
    await there.page.getByText("Your session has ended").waitFor();
    await other.page.getByRole("link", { name: "Suppliers" }).click();
    await other.page.getByRole("row").nth(1).waitFor();
    for (const visitor of [here, there, other]) await visitor.leave();
  });

  it("says that it goes on where signing out did not reach the server", async () => {
    const visitor = await Visitor.arrive(browser, { width: "phone" });
    await visitor.comeAs("evaluator");
    await visitor.go("/directory");
    await visitor.page.getByRole("button", { name: "Menu" }).click();
    await visitor.page.route("**/session*", (route) => route.abort());
    await visitor.page.getByRole("button", { name: "Sign out", exact: true }).click();
    await visitor.page.getByText("You are still signed in").waitFor();
    await visitor.expectAccessible();
    await visitor.leave();
  });
});
