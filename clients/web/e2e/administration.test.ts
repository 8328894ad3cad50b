import { existsSync } from "node:fs";
import { join } from "node:path";
import { create, toBinary } from "@bufbuild/protobuf";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import {
  GetServerInfoResponseSchema,
  ListProjectionsResponseSchema,
} from "@/gen/anchorledger/api/v1/admin_pb";
import { call } from "./support/api.ts";
import { Visitor, type Width } from "./support/browser.ts";
import { ownLedger } from "./support/own_ledger.ts";

const own = ownLedger();

async function arrive(width: Width = "desktop"): Promise<Visitor> {
  const visitor = await own.arrive({ width });
  await visitor.comeAs("operator");
  await visitor.go("/administration");
  return visitor;
}

/** Has a call answered as a server in trouble would. */
async function answer(page: Page, method: string, body: Uint8Array): Promise<void> {
  const contentType = "application/proto";
  await page.route(`**/*.AdminService/${method}`, (route) =>
    route.fulfill({ contentType, body: Buffer.from(body) }),
  );
}

const question = (page: Page) => page.getByRole("alertdialog");

describe("the administration page", () => {
  it("is where an operator arrives, and nobody else may see it", async () => {
    const operator = await own.arrive();
    await operator.comeAs("operator");
    await operator.go("/");
    await operator.page.getByRole("heading", { name: "Administration" }).waitFor();
    expect(await operator.page.locator("nav a").allInnerTexts()).toEqual(["Administration"]);
    await operator.page.goto("/events");
    await operator.page.getByRole("heading", { name: "Not yours to see" }).waitFor();
    expect(await operator.page.title()).toContain("Not yours to see");
    await operator.page.getByText("as demo-operator for network, with: Operator").waitFor();
    await operator.page.getByRole("link", { name: "To your first page" }).click();
    await operator.page.getByRole("heading", { name: "Administration" }).waitFor();
    await operator.leave();
    const finance = await own.arrive();
    await finance.comeAs("finance");
    await finance.page.goto("/administration");
    await finance.page.getByRole("heading", { name: "Not yours to see" }).waitFor();
    await finance.expectAccessible();
    await finance.leave();
  });

  it("follows the projections, and rebuilds one after asking", async () => {
    const visitor = await arrive();
    const { page } = visitor;
    const row = page.getByRole("listitem").filter({ hasText: "directory" });
    await row.getByText("not behind").waitFor();
    await row.getByRole("button").click();
    await question(page).getByText("goes on answering").waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("administration-question-desktop");
    await page.keyboard.press("Escape");
    await question(page).waitFor({ state: "detached" });
    // The focus is where it was: Enter asks again.
    await page.keyboard.press("Enter");
    await question(page).getByRole("button", { name: "Rebuild" }).click();
    await page.getByText(/directory was rebuilt and took its place at event \d+/).waitFor();
    await visitor.leave();
  });

  it("makes a backup and says where it lies; a second one of that name is refused", async () => {
    const visitor = await arrive();
    const { page } = visitor;
    const name = page.getByLabel("Name of the backup");
    await name.fill("../elsewhere");
    await page.getByText("1 to 64 letters").waitFor();
    expect(await page.getByRole("button", { name: "Make a backup" }).isDisabled()).toBe(true);
    const make = async () => {
      await name.fill("before-audit");
      await page.getByRole("button", { name: "Make a backup" }).click();
      await question(page).getByRole("button", { name: "Make a backup" }).click();
    };
    await make();
    await page.getByText("The backup is complete").waitFor();
    const path = await page.locator("dd code").innerText();
    expect(path.endsWith("/before-audit")).toBe(true);
    expect(existsSync(join(path, "log"))).toBe(true);
    // What the page says to do is done, with the server away.
    const commands = await page.locator("pre").innerText();
    expect(commands).toContain(`--backup ${path}`);
    await own.daemon.kill("SIGTERM");
    own.daemon.shell(commands);
    await own.daemon.launch();
    await page.getByText("Events are accepted").waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("administration-backup-desktop");
    await make();
    await page.getByRole("alert").waitFor();
    await visitor.expectAccessible();
    await visitor.leave();
  });

  it("makes a token that lets somebody in, shows its secret once, and revokes it", async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await page.getByRole("button", { name: "New token" }).click();
    await page.getByLabel("Id of the person or program").fill("auditor-7");
    await page.getByLabel("Id of the organisation").fill("network");
    await page.getByRole("checkbox", { name: "Evaluator" }).check();
    await page.getByLabel("How long it works").selectOption("30");
    await page.getByLabel("Id of the organisation").press("Enter");
    await question(page).getByText("acts for network as: Evaluator").waitFor();
    await visitor.expectAccessible();
    await question(page).getByRole("button", { name: "New token" }).click();
    const secret = await page.getByLabel("Secret", { exact: true }).inputValue();
    await visitor.expectAccessible();
    await visitor.shoot("administration-secret-desktop");

    const asAuditor = { ...own.daemon.tokens, evaluator: secret };
    const auditor = { origin: own.daemon.origin, tokens: asAuditor };
    await call(auditor, "evaluator", "EventService/ListEvents", { pageSize: 1 });
    await page.getByRole("button", { name: "I have kept it" }).click();
    expect(await page.content()).not.toContain(secret);

    const row = page.getByRole("listitem").filter({ hasText: "auditor-7" });
    await row.getByText(/Works until/).waitFor();
    await row.getByRole("button").click();
    await question(page).getByText("stops to work at once").waitFor();
    await question(page).getByRole("button", { name: "Revoke" }).click();
    await row.waitFor({ state: "detached" });
    await expect(
      call(auditor, "evaluator", "EventService/ListEvents", { pageSize: 1 }),
    ).rejects.toThrow();
    await page.getByLabel("Show", { exact: true }).selectOption("all");
    await row.getByText("Revoked").waitFor();
    await visitor.leave();
  });

  it("warns who revokes a token of their own", async () => {
    const visitor = await arrive();
    const { page } = visitor;
    const row = page.getByRole("listitem").filter({ hasText: "demo-operator" });
    await row.getByText("you", { exact: true }).waitFor();
    await row.getByRole("button").click();
    await question(page).getByText("It is one of your own").waitFor();
    await visitor.expectAccessible();
    await question(page).getByRole("button", { name: "Cancel" }).click();
    await visitor.leave();
  });

  it("ends the session of somebody whose token is revoked, who comes back to what was typed",
    async () => {
      const { daemon } = own;
      const made = await call<{ secret: string; token: { tokenId: string } }>(
        daemon, "operator", "AdminService/CreateToken",
        { actorId: "clerk-1", organisationId: "boston-medical-center", roles: ["fin"] },
      );
      const clerk = await own.arrive();
      const { page } = clerk;
      const data = { token: made.secret };
      await page.context().request.post("/session", { data });
      await clerk.go("/record/LoanDisbursed");
      await page.getByLabel("Where your ledger has it").fill("GL 4711");
      const { tokenId } = made.token;
      await call(daemon, "operator", "AdminService/RevokeToken", { tokenId });
      // Whoever follows the log is told without asking for anything.
      await page.getByText("Your session has ended").waitFor();
      await clerk.expectAccessible();
      const again = await call<{ secret: string }>(
        daemon, "operator", "AdminService/CreateToken",
        { actorId: "clerk-1", organisationId: "boston-medical-center", roles: ["fin"] },
      );
      await page.locator("input[type=password]").fill(again.secret);
      await page.keyboard.press("Enter");
      const field = page.getByLabel("Where your ledger has it");
      await expect.poll(() => field.inputValue()).toBe("GL 4711");
      await clerk.leave();
    });

  it("shows a rebuild, a projection that stopped, and why nothing is recorded", async () => {
    const visitor = await arrive();
    const { page } = visitor;
    const projections = create(ListProjectionsResponseSchema, {
      headPosition: 2_000_000n,
      projections: [
        { name: "metrics", state: 1, position: 2_000_000n, rebuildPosition: 500_000n },
        { name: "directory", state: 2, position: 7n, lagEvents: 1_999_993n, failure: "CORRUPT" },
      ],
    });
    const info = create(GetServerInfoResponseSchema, { version: "1", appendRefusal: "CLOCK" });
    await answer(page, "ListProjections", toBinary(ListProjectionsResponseSchema, projections));
    await answer(page, "GetServerInfo", toBinary(GetServerInfoResponseSchema, info));
    await page.getByText("Rebuilding: 500,000 of 2,000,000 events").waitFor();
    await page.getByText("1,999,993 events behind").waitFor();
    expect(await page.getByRole("button", { name: "Rebuild metrics" }).isDisabled()).toBe(true);
    await page.getByText("No event can be recorded at present").waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("administration-trouble-desktop");
    await page.getByRole("button", { name: "Accept the server's clock" }).click();
    await question(page).getByText("correct the clock of the machine").waitFor();
    await question(page).getByRole("button", { name: "Cancel" }).click();
    await visitor.leave();
  });

  it("says that the server is away, and goes on by itself when it is back", async () => {
    const visitor = await arrive("phone");
    await visitor.page.route("**/*.AdminService/**", (route) => route.abort());
    await visitor.page.reload();
    await visitor.page.locator("[data-state=offline]").first().waitFor();
    await visitor.expectAccessible();
    await visitor.shoot("administration-offline-phone");
    await visitor.page.unroute("**/*.AdminService/**");
    await visitor.page.getByText("Events are accepted").waitFor();
    await visitor.leave();
  });
});
