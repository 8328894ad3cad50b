import { describe, expect, it } from "vitest";
import { isHeld } from "@/directory/classes.ts";
import { enumValues, placeOf, placeText } from "@/directory/words.ts";
import { GeoScheme } from "@/gen/anchorledger/event/v1/common_pb";
import { Phase, PhaseSchema } from "@/gen/anchorledger/event/v1/enums_pb";
import { filtersOf, isNarrowed, narrowedFrom, nothingNarrowed } from
  "@/pages/directory/kinds.ts";
import { netByCurrency, purchasesOf } from "@/pages/supplier/purchases.ts";
import { recordedEvent, usd } from "./support/events.ts";

describe("a place that somebody enters", () => {
  it("is told by its length, or by the scheme before it", () => {
    expect(placeOf(" 02119 ")).toEqual({ scheme: GeoScheme.ZCTA5, code: "02119" });
    expect(placeOf("25025080100")).toEqual({
      scheme: GeoScheme.TRACT2020,
      code: "25025080100",
    });
    expect(placeOf("county:25025")).toEqual({ scheme: GeoScheme.COUNTY, code: "25025" });
    expect(placeOf("ward:7")).toEqual({ scheme: GeoScheme.CUSTOM, code: "ward:7" });
    expect(placeOf("  ")).toBeUndefined();
  });

  it("is shown with what kind of code it is", () => {
    expect(placeText(placeOf("02119"), "en")).toBe("02119 · ZIP code area (5 digits)");
    expect(placeText(undefined, "en")).toBe("");
  });
});

describe("what the address narrows a list to", () => {
  it("is read with the words that the lists of choices write", () => {
    expect(enumValues(PhaseSchema, "initiation")).toEqual([Phase.INITIATION]);
    expect(enumValues(PhaseSchema, "unspecified")).toEqual([]);
    expect(narrowedFrom({ kind: "partnerships", phase: "initiation", q: " a " })).toMatchObject({
      phases: [Phase.INITIATION],
      search: "a",
    });
  });

  it("holds nothing that belongs to another list", () => {
    const search = { kind: "suppliers", phase: "initiation", anchor: "bmc" };
    expect(narrowedFrom(search)).toMatchObject({ phases: [], anchorId: "" });
    expect(isNarrowed(search)).toBe(false);
    expect(isNarrowed({ ...search, class: "mbe" })).toBe(true);
  });

  it("can be emptied whole", () => {
    const words = Object.values(filtersOf).flat();
    expect(words.every((word) => nothingNarrowed[word] === "")).toBe(true);
  });
});

describe("a supplier's class", () => {
  it("is held on both its first and its last day", () => {
    const span = { validFrom: { days: 10 }, validTo: { days: 20 } } as never;
    expect([9, 10, 20, 21].map((days) => isHeld(span, { days }))).toEqual([
      false, true, true, false,
    ]);
    expect(isHeld({} as never, { days: 5 })).toBe(true);
  });
});

describe("the purchases from a supplier", () => {
  const bought = (position: number, supplier: string, minor: number) =>
    recordedEvent(
      position,
      {
        purchase_recorded: {
          purchase_id: `p-${position}`,
          supplier_id: supplier,
          amount: usd(minor),
        },
      },
      { effective_on: { days: position } },
    );
  const reversed = recordedEvent(8, {
    purchase_reversed: { purchase_id: "p-1", amount: usd(30) },
  });

  it("are net of what came back, the newest first, without those of others", () => {
    const found = purchasesOf("laundry", [
      reversed,
      bought(3, "laundry", 70),
      bought(2, "paper", 999),
      bought(1, "laundry", 100),
    ]);
    expect(found.map(({ position, net }) => [position, net])).toEqual([[3n, 70n], [1n, 70n]]);
    expect(netByCurrency(found).get("USD")).toBe(140n);
  });

  it("count a credit that names no invoice against them", () => {
    const credit = recordedEvent(5, {
      supplier_credit_recorded: { supplier_id: "laundry", amount: usd(25) },
    });
    expect(netByCurrency(purchasesOf("laundry", [credit, bought(1, "laundry", 100)]))).toEqual(
      new Map([["USD", 75n]]),
    );
  });

  it("follow a correction of who was paid", () => {
    const amended = recordedEvent(9, {
      event_amended: {
        target_position: "2",
        field_changes: [{ path: "supplier_id", old_json: '"paper"', new_json: '"laundry"' }],
      },
    });
    const found = purchasesOf("laundry", [amended, bought(2, "paper", 40)]);
    expect(found.map(({ net }) => net)).toEqual([40n]);
    expect(purchasesOf("paper", [amended, bought(2, "paper", 40)])).toEqual([]);
  });
});
