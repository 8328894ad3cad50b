import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fetchAhead, forgetAskedAhead, leave } from "@/api/asked_ahead.ts";
import { eventTypeNamed } from "@/forms/definitions.ts";
import { requestIdOf } from "@/forms/drafts.ts";
import { LinkError, LinkSession, takeLink, troubleOf } from "@/links/link_session.ts";
import { linkedFields } from "@/reports/report_draft.ts";

const link = `0123456789abcdef.${"a".repeat(64)}`;

function arriveAt(address: string) {
  const replaceState = vi.fn();
  const found = takeLink(
    new URL(address) as unknown as Location,
    { replaceState } as unknown as History,
  );
  return { found, left: replaceState.mock.calls[0]?.[2] as string | undefined };
}

describe("a link in the address", () => {
  it("is taken, and does not stay there", () => {
    expect(arriveAt(`https://ledger.example/r#${link}`)).toEqual({ found: link, left: "/r" });
  });

  it("is told from a part of one, and from none", () => {
    const part = arriveAt(`https://ledger.example/r#${link.slice(0, 40)}`);
    expect(part).toEqual({ found: "incomplete", left: "/r" });
    expect(arriveAt("https://ledger.example/r")).toEqual({ found: undefined, left: undefined });
  });
});

const who = {
  signedIn: true, tenantId: "t", actorId: "link-0123456789abcdef", organisationId: "p-1",
  roles: ["par"], reportId: "r-1",
};

/** A server that answers these, one after the other, and keeps what it was asked. */
function serverWith(...answers: { status: number; body: object }[]) {
  const asked: RequestInit[] = [];
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
    asked.push(init);
    const answer = answers.shift();
    if (!answer) return Promise.reject(new TypeError("Failed to fetch"));
    return Promise.resolve(
      new Response(JSON.stringify(answer.body), { status: answer.status }),
    );
  });
  return asked;
}

async function troubleWith(session: LinkSession): Promise<string> {
  return session.enter().then(
    () => "none",
    (error: unknown) => (error instanceof LinkError ? error.trouble : "another"),
  );
}

describe("a session of a link", () => {
  beforeEach(() => sessionStorage.clear());

  it("is exchanged for the link, which goes into the body and is kept nowhere", async () => {
    const asked = serverWith({ status: 200, body: { ...who, session: "5e55" } });
    const session = await new LinkSession(link).enter();
    expect(session.reportId).toBe("r-1");
    expect(asked[0]?.body).toBe(JSON.stringify({ link }));
    expect(JSON.stringify(sessionStorage)).not.toContain(link.slice(17));
    expect(JSON.stringify(localStorage)).not.toContain(link.slice(17));
    expect(JSON.stringify(session)).not.toContain("5e55");
  });

  it("goes on after the page was loaded anew, while it lasts", async () => {
    serverWith({ status: 200, body: { ...who, session: "5e55" } });
    await new LinkSession(link).enter();
    const asked = serverWith(
      { status: 200, body: who },
      { status: 401, body: {} },
    );
    expect((await new LinkSession(undefined).enter()).reportId).toBe("r-1");
    expect(asked[0]?.headers).toEqual({ Authorization: "Session 5e55" });
    expect(await troubleWith(new LinkSession(undefined))).toBe("missing");
  });

  it("is that of the new link when another is opened in the same tab", async () => {
    sessionStorage.setItem("anchorledger.link", "old");
    const asked = serverWith({ status: 200, body: { ...who, session: "new" } });
    await new LinkSession(link).enter();
    expect(asked).toHaveLength(1);
    expect(sessionStorage.getItem("anchorledger.link")).toBe("new");
  });

  it("says why there is none", async () => {
    const refused = (state: string) => ({
      status: 401, body: { details: [{ debug: { metadata: { link_state: state } } }] },
    });
    for (const state of ["unknown", "expired", "revoked", "used", "not_due"]) {
      serverWith(refused(state));
      expect(await troubleWith(new LinkSession(link))).toBe(state);
    }
    serverWith(refused("made up"));
    expect(await troubleWith(new LinkSession(link))).toBe("failed");
    serverWith();
    expect(await troubleWith(new LinkSession(link))).toBe("offline");
    expect(await troubleWith(new LinkSession("incomplete"))).toBe("incomplete");
    expect(await troubleWith(new LinkSession(undefined))).toBe("missing");
    expect(troubleOf({})).toBe("failed");
  });
});

describe("what was asked for ahead of the page", () => {
  const address = "https://ledger.example/anchorledger.api.v1.ReportLinkService/GetLinkedReport";
  const json = (body: object) => Promise.resolve(new Response(JSON.stringify(body)));

  /** An exchange of this link, and a report. */
  function askedAhead(of: string, session: Promise<Response>, report = json({ ahead: true })) {
    report.catch(() => undefined);
    const method = "anchorledger.api.v1.ReportLinkService/GetLinkedReport";
    const calls = [{ method, body: new Uint8Array(), answer: report }];
    leave({ link: of, at: performance.now(), session, calls });
  }

  beforeEach(() => sessionStorage.clear());
  afterEach(forgetAskedAhead);

  it("is the session of its own link, once", async () => {
    const asked = serverWith({ status: 200, body: { ...who, session: "second" } });
    askedAhead(link, json({ ...who, session: "first" }));
    expect((await new LinkSession(link).enter()).reportId).toBe("r-1");
    expect(asked).toHaveLength(0);
    expect(sessionStorage.getItem("anchorledger.link")).toBe("first");
    await new LinkSession(link).enter();
    expect(asked).toHaveLength(1);
    expect(sessionStorage.getItem("anchorledger.link")).toBe("second");
  });

  it("is not the session of another link, and says when there is no signal", async () => {
    const asked = serverWith({ status: 200, body: { ...who, session: "own" } });
    askedAhead(`f${link.slice(1)}`, json({ ...who, session: "of another" }));
    await new LinkSession(link).enter();
    expect(asked).toHaveLength(1);
    expect(sessionStorage.getItem("anchorledger.link")).toBe("own");
    askedAhead(link, Promise.reject(new TypeError("Failed to fetch")));
    expect(await troubleWith(new LinkSession(link))).toBe("offline");
  });

  it("is the report, once, for who took the session", async () => {
    serverWith({ status: 200, body: { asked: 1 } }, { status: 200, body: { asked: 2 } });
    askedAhead(link, json({ ...who, session: "first" }));
    const read = async () => (await (await fetchAhead(address)).json()) as object;
    expect(await read()).toEqual({ asked: 1 });
    await new LinkSession(link).enter();
    expect(await read()).toEqual({ ahead: true });
    expect(await read()).toEqual({ asked: 2 });
  });

  it("is asked for again where it failed", async () => {
    for (const report of [
      Promise.reject(new TypeError("Failed to fetch")),
      Promise.resolve(new Response("{}", { status: 503 })),
    ]) {
      serverWith({ status: 200, body: { asked: 1 } });
      askedAhead(link, json({ ...who, session: "first" }), report);
      await new LinkSession(link).enter();
      expect(await (await fetchAhead(address)).json()).toEqual({ asked: 1 });
    }
  });
});

describe("a report by a link", () => {
  it("has one request id for ever, and an account a new one each time", () => {
    const session = { ...who, roles: ["par"] as const };
    expect(requestIdOf(session)).toBe("link-0123456789abcdef");
    const { reportId: _, ...account } = session;
    expect(requestIdOf(account)).not.toBe(requestIdOf(account));
  });

  it("asks for nothing that the report says, or that only a directory could find", () => {
    const jobs = eventTypeNamed("JobsReported");
    const hires = eventTypeNamed("HireRecorded");
    if (!jobs || !hires) throw new Error("no such types");
    expect([...linkedFields(jobs)]).toEqual(expect.arrayContaining(["org_id", "as_of"]));
    expect(linkedFields(jobs).has("fte_x100_total")).toBe(false);
    expect(linkedFields(hires).has("employer_org_id")).toBe(true);
    expect(linkedFields(hires).has("pathway_id")).toBe(true);
    expect(linkedFields(hires).has("cohort_id")).toBe(false);
  });
});
