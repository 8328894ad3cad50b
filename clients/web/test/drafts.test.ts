import { describe, expect, it } from "vitest";
import { DraftStore, eventDraftKey, eventTypeOfDraft, type Draft } from "@/forms/drafts.ts";
import { Shelf } from "@/kept.ts";

const person = { tenantId: "demo", actorId: "a-1" };

function draft(key: string, savedAt = 1): Draft {
  return { key, requestId: `r-${key}`, values: { a: "1" }, header: {}, sent: false, savedAt };
}

describe("a draft", () => {
  it("survives the tab, with the request id that it will be sent under", () => {
    new DraftStore(person).put(draft("event/LoanDisbursed"));
    expect(new DraftStore(person).get("event/LoanDisbursed")).toEqual(draft("event/LoanDisbursed"));
  });

  it("is seen by its own person only", () => {
    new DraftStore(person).put(draft("event/X"));
    expect(new DraftStore({ tenantId: "demo", actorId: "a-2" }).get("event/X")).toBeUndefined();
    expect(new DraftStore({ tenantId: "other", actorId: "a-1" }).list()).toEqual([]);
  });

  it("is listed by what it is of, the last changed first", () => {
    const store = new DraftStore(person);
    store.put(draft(eventDraftKey("A"), 1));
    store.put(draft(eventDraftKey("B"), 2));
    store.put(draft("report/r-1", 3));
    expect(store.list(eventDraftKey("")).map(eventTypeOfDraft)).toEqual(["B", "A"]);
  });

  it("of a link that ran out is taken over by the next link for the same report", () => {
    const earlier = new DraftStore({ tenantId: "demo", actorId: "link-1" });
    earlier.put(draft("report/r-1", 1));
    earlier.put(draft("report/r-2", 2));
    const next = new DraftStore({ tenantId: "demo", actorId: "link-2" });
    next.takeOver("report/r-1", "link-2");
    expect(next.list()).toEqual([{ ...draft("report/r-1"), requestId: "link-2" }]);
    expect(earlier.list().map(({ key }) => key)).toEqual(["report/r-2"]);
  });

  it("of a link is not taken from accounts, nor where something was typed already", () => {
    new DraftStore(person).put(draft("report/r-1", 9));
    const next = new DraftStore({ tenantId: "demo", actorId: "link-2" });
    next.takeOver("report/r-1", "link-2");
    expect(next.list()).toEqual([]);
    next.put(draft("report/r-1", 1));
    new DraftStore({ tenantId: "demo", actorId: "link-1" }).put(draft("report/r-1", 5));
    next.takeOver("report/r-1", "link-2");
    expect(next.get("report/r-1")?.savedAt).toBe(1);
  });

  it("of a link that may be on its way stays with it as well", () => {
    const earlier = new DraftStore({ tenantId: "demo", actorId: "link-1" });
    earlier.put({ ...draft("report/r-1"), sent: true });
    const next = new DraftStore({ tenantId: "demo", actorId: "link-2" });
    next.takeOver("report/r-1", "link-2");
    expect(next.get("report/r-1")?.sent).toBe(false);
    expect(earlier.get("report/r-1")?.sent).toBe(true);
  });

  it("that was damaged is as good as none", () => {
    localStorage.setItem("anchorledger.draft/demo/a-1/event/X", "{");
    localStorage.setItem("anchorledger.draft/demo/a-1/event/Y", '{"key":"event/Y"}');
    const store = new DraftStore(person);
    expect(store.get("event/X")).toBeUndefined();
    expect(store.list()).toEqual([]);
  });

  it("that the device has no room for says so", () => {
    const place = { ...localStorage, setItem: () => { throw new Error("full"); } };
    const full = new Shelf(() => place as unknown as Storage);
    expect(new DraftStore(person, full).put(draft("event/X"))).toBe(false);
  });

  it("is remembered by the page where the browser keeps nothing", () => {
    const forbidden = new Shelf(() => {
      throw new DOMException("denied", "SecurityError");
    });
    const store = new DraftStore(person, forbidden);
    expect(store.put(draft("event/X"))).toBe(false);
    expect(new DraftStore(person, forbidden).get("event/X")?.key).toBe("event/X");
    expect(store.list().map(({ key }) => key)).toEqual(["event/X"]);
    store.remove("event/X");
    expect(store.list()).toEqual([]);
  });
});
