// Two answers side by side, what made their difference, views and links that stay.
import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import {
  MetricCellSchema,
  MetricContributionSchema,
  MetricDimension,
  MetricResultSchema,
} from "@/gen/anchorledger/api/v1/metrics_pb";
import { openQuestion } from "@/metrics/question.ts";
import { changesBetween, valuesBetween } from "@/pages/explore/changes.ts";
import { comparisonText, otherQuestion, parseComparison } from "@/pages/explore/comparison.ts";
import { momentOf, momentText } from "@/pages/explore/moment.ts";
import { pinnedSearch } from "@/pages/explore/pinned.ts";
import { rowsOf } from "@/pages/explore/rows.ts";
import { picturesOf } from "@/pages/explore/series.ts";
import { effectOf, usedEditions } from "@/pages/explore/used.ts";
import { ViewStore, viewSearch } from "@/pages/explore/views.ts";

describe("what an answer is compared with", () => {
  it.each(["2024-01-31", "event:30", "edition:1", "now"])("goes to an address: %s", (text) => {
    expect(comparisonText(parseComparison(text))).toBe(text);
  });

  it("is nothing where the address makes no sense", () => {
    expect(parseComparison("event:-1")).toBeUndefined();
    expect(parseComparison("2024-02-30")).toBeUndefined();
    expect(parseComparison(undefined)).toBeUndefined();
  });

  it("is the same question at another moment, or of another edition", () => {
    const past = { ...openQuestion, knownOn: { days: 10 }, at: 7n };
    const other = (text: string) => {
      const comparison = parseComparison(text);
      if (!comparison) throw new Error(text);
      return otherQuestion(past, comparison);
    };
    expect(other("1970-01-21")).toMatchObject({ at: undefined, knownOn: { days: 20 } });
    expect(other("event:3")?.at).toBe(3n);
    expect(other("close")).toBeUndefined();
    expect(other("now")).toMatchObject({ at: undefined, knownOn: undefined });
    expect(other("edition:2")).toMatchObject({ at: 7n, edition: 2 });
  });
});

const contribution = (position: bigint, fact: string, numerator: bigint, denominator = 0n) =>
  create(MetricContributionSchema, { position, fact, numerator, denominator });

describe("the difference of two figures", () => {
  it("is made of what only one has, or has in another amount", () => {
    const first = [contribution(3n, "loan", 500n), contribution(9n, "draw", 40n, 2n)];
    const second = [contribution(3n, "loan", 500n), contribution(9n, "draw", 10n, 2n),
      contribution(12n, "draw", 7n)];
    const changes = changesBetween(first, second);
    expect(changes.map(({ position, numerator }) => [position, numerator])).toEqual([
      [9n, 30n],
      [12n, -7n],
    ]);
    expect(changes.reduce((sum, { numerator }) => sum + numerator, 0n)).toBe(540n - 517n);
  });

  it("is nothing where both come from the same events, however they are listed", () => {
    const halves = [contribution(1n, "a", 3n), contribution(1n, "a", 4n)];
    expect(changesBetween(halves, [contribution(1n, "a", 7n)])).toEqual([]);
  });
});

describe("the difference of two medians", () => {
  const shown = (list: ReturnType<typeof valuesBetween>) =>
    list.map(({ position, first, second }) => [position, first, second]);

  it("is no sum: it names the values that only one has, or has otherwise", () => {
    const first = [contribution(3n, "spell", 10n), contribution(9n, "spell", 40n)];
    const second = [contribution(3n, "spell", 10n), contribution(9n, "spell", 25n),
      contribution(12n, "spell", 70n)];
    expect(shown(valuesBetween(first, second))).toEqual([
      [9n, 40n, 25n],
      [12n, undefined, 70n],
    ]);
  });

  it("leaves out what is equal, each value once", () => {
    const first = [contribution(1n, "spell", 5n), contribution(1n, "spell", 5n)];
    const second = [contribution(1n, "spell", 5n)];
    expect(shown(valuesBetween(first, second))).toEqual([[1n, 5n, undefined]]);
    expect(valuesBetween(second, second)).toEqual([]);
  });

  it("keeps a value of zero apart from none", () => {
    expect(shown(valuesBetween([contribution(4n, "spell", 0n)], []))).toEqual([
      [4n, 0n, undefined],
    ]);
  });
});

const inPhase = (key: string) => [{ dimension: MetricDimension.PHASE, key }];
const count = (shown: string, key: string) =>
  create(MetricCellSchema, {
    group: inPhase(key),
    unit: "people",
    value: { value: { case: "count", value: BigInt(shown) }, shown },
    to: { days: 19722 },
  });

describe("the picture of two answers", () => {
  it("has the second beside the first, with a gap where it has no value", () => {
    const now = create(MetricResultSchema, { cells: [count("5", "a"), count("7", "b")] });
    const then = create(MetricResultSchema, { cells: [count("4", "a")] });
    const nameOf = ({ key }: { key: string }) => key;
    const [picture] = picturesOf(rowsOf(now, then), "Hires", nameOf, (name) => `${name} then`);
    expect(picture?.series).toEqual([
      { name: "Hires", points: [{ at: "a", value: 5 }, { at: "b", value: 7 }], isThen: false },
      {
        name: "Hires then",
        points: [{ at: "a", value: 4 }, { at: "b", value: undefined }],
        isThen: true,
      },
    ]);
  });
});

describe("the link that stays", () => {
  const result = create(MetricResultSchema, {
    metricId: "H-01",
    edition: 2,
    cells: [count("5", "a")],
  });
  const at = (position: bigint) => ({ result, moment: { kind: "position" as const, position } });
  const first = at(122n);

  it("fixes what the ledger knew, the edition and the last day", () => {
    const search = { by: "phase", known: "2026-01-01", view: "mine" };
    expect(pinnedSearch(search, first, undefined, undefined)).toEqual({
      by: "phase", metric: "H-01", at: "122", known: "", to: "2023-12-31", edition: "2",
      compare: "", view: "",
    });
  });

  it("fixes the other answer by its position, or by its edition", () => {
    const now = parseComparison("now");
    expect(pinnedSearch({}, first, now, at(30n))["compare"]).toBe("event:30");
    const edition = parseComparison("edition:1");
    expect(pinnedSearch({}, first, edition, first)["compare"]).toBe("edition:1");
  });
});

describe("what an answer is true for", () => {
  const now = { days: 20000 };
  const known = (days: number) => ({ ...openQuestion, knownOn: { days } });

  it("is the position asked for, not how far the server had read", () => {
    expect(momentOf({ ...openQuestion, at: 7n }, 122n, now)).toMatchObject({ position: 7n });
    expect(momentOf(openQuestion, 122n, now)).toMatchObject({ position: 122n });
  });

  it("is the end of a day that is over; on one that goes on, what is known so far", () => {
    expect(momentText(momentOf(known(10), 122n, now))).toBe("1970-01-11");
    expect(momentText(momentOf(known(20000), 122n, now))).toBe("122");
  });

  it("stays in the link as it is", () => {
    const result = create(MetricResultSchema, { metricId: "H-01", edition: 1 });
    const day = { result, moment: { kind: "day" as const, day: { days: 10 } } };
    const pinned = pinnedSearch({}, day, parseComparison("1970-01-21"), {
      result, moment: { kind: "day", day: { days: 20 } },
    });
    expect(pinned).toMatchObject({ at: "", known: "1970-01-11", compare: "1970-01-21" });
  });
});

describe("editions that an answer rests on", () => {
  it("are read from the words of the contract", () => {
    const used = usedEditions(["geography/roxbury@4", "reference-set/wage@2024@30", "moon@3"]);
    expect(used).toEqual([
      { kind: "geography", id: "roxbury", position: 4n },
      { kind: "reference-set", id: "wage@2024", position: 30n },
    ]);
  });

  it("show what one changed: the ledger with it and without it", () => {
    const [used] = usedEditions(["reference-set/wage@30"]);
    if (!used) throw new Error("not read");
    expect(effectOf(used)).toMatchObject({ at: "30", compare: "event:29", known: "" });
  });
});

describe("saved views", () => {
  const person = { tenantId: "demo", actorId: "eva" };

  it("are kept by name, without what belongs to one moment only", () => {
    const store = new ViewStore(person);
    store.put({ name: " Loans ", search: { metric: "I-07", cell: "total", of: "USD", by: "" } });
    expect(store.all()).toEqual([{ name: "Loans", search: { metric: "I-07" } }]);
    store.put({ name: "Loans", search: { metric: "I-04" } });
    expect(store.all()).toEqual([{ name: "Loans", search: { metric: "I-04" } }]);
    expect(viewSearch({ view: "Loans", metric: "I-04" })).toEqual({ metric: "I-04" });
  });

  it("are renamed and deleted, each for its person", () => {
    const store = new ViewStore(person);
    store.put({ name: "b", search: { metric: "I-07" } });
    store.put({ name: "a", search: { metric: "I-04" } });
    expect(store.all().map(({ name }) => name)).toEqual(["a", "b"]);
    expect(store.rename("b", " c ")).toBe(true);
    expect(store.rename("a", "  ")).toBe(false);
    store.remove("a");
    expect(store.all().map(({ name }) => name)).toEqual(["c"]);
    expect(new ViewStore({ tenantId: "demo", actorId: "bob" }).all()).toEqual([]);
  });

  it("survive a device that keeps nonsense, or nothing", () => {
    localStorage.setItem("anchorledger.views/demo/eva", "{oops");
    expect(new ViewStore(person).all()).toEqual([]);
    const full = { getItem: () => null, setItem: () => { throw new Error("full"); } };
    const store = new ViewStore(person, full as unknown as Storage);
    expect(store.put({ name: "a", search: {} })).toBe(false);
  });
});
