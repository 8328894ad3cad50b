import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { ListedRowSchema } from "@/gen/anchorledger/api/v1/import_pb";
import { eventIdsOf, factColumns, factText, type VanishedRow } from "@/imports/vanished.ts";

const columns = ["event_id", "import_id", "event_type", "supplier_id", "supplier_name"];

function rowOf(values: readonly string[], facts: Readonly<Record<string, string>>): VanishedRow {
  const told = Object.entries(facts).map(([path, text]) => ({ path, label: path, text }));
  return {
    row: create(ListedRowSchema, { values: [...values] }),
    told: { title: "Purchase recorded", day: "May 2", facts: told },
  };
}

describe("a row that an earlier file had", () => {
  it("names each of its events by its full id and its place", () => {
    const { row } = rowOf(["00ff-12; 00ff-13", "imp-1", "PurchaseRecorded", "", ""], {});
    expect(eventIdsOf(columns, row)).toEqual([
      { id: "00ff-12", position: "12" },
      { id: "00ff-13", position: "13" },
    ]);
    expect(eventIdsOf([], row)).toEqual([]);
    const earlier = create(ListedRowSchema, { position: 7n });
    expect(eventIdsOf([], earlier)).toEqual([{ id: "7", position: "7" }]);
  });

  it("has a column for each field that any row has, in the order in which they come", () => {
    const rows = [rowOf([], { amount: "1", note: "x" }), rowOf([], { amount: "2", place: "y" })];
    expect(factColumns(rows).map(([path]) => path)).toEqual(["amount", "note", "place"]);
    expect(factColumns([{ ...rows[0]!, told: undefined }])).toEqual([]);
  });

  it("shows the name of an organisation before its id", () => {
    const shown = rowOf(["", "", "", "s-1", "Bolt Co"], { supplier_id: "s-1", amount: "£5.00" });
    expect(factText(columns, shown, "supplier_id")).toBe("Bolt Co (s-1)");
    expect(factText(columns, shown, "amount")).toBe("£5.00");
    expect(factText(columns, shown, "place")).toBe("");
    expect(factText([], shown, "supplier_id")).toBe("s-1");
  });
});
