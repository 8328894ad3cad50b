// What one choice in a form fills in elsewhere.
import { describe, expect, it } from "vitest";
import { canonicalJson } from "@/forms/corrections.ts";
import { eventTypeNamed, type EventType } from "@/forms/definitions.ts";
import type { EnteredGroup } from "@/forms/entered.ts";
import { filledFields, fillsOf, withFills, type FilledFields } from "@/forms/implied.ts";
import { impliedInForce } from "@/forms/references.ts";
import { recordedEvent } from "./support/events.ts";

function typeNamed(name: string): EventType {
  const type = eventTypeNamed(name);
  if (!type) throw new Error(`no event type ${name}`);
  return type;
}

describe("a choice", () => {
  const purchase = typeNamed("PurchaseRecorded");
  const contract = { supplier: "s-1", partnership: "p-1", anchor: "" };
  const choose = (
    entered: { values: EnteredGroup; header: EnteredGroup },
    implies: Record<string, string>,
    before: FilledFields = new Map(),
  ) => fillsOf(purchase, entered, "contract_id", implies, before);

  it("fills in what follows from it and nobody has said, by what fields refer to", () => {
    const entered = { values: { contract_id: "c-1" }, header: { anchor_id: "bmc" } };
    const fills = choose(entered, contract);
    expect(withFills(entered, fills)).toEqual({
      values: { contract_id: "c-1", supplier_id: "s-1" },
      header: { anchor_id: "bmc", partnership_id: "p-1" },
    });
    const shown = filledFields(purchase, withFills(entered, fills), fills);
    expect(shown.map(({ name }) => name)).toEqual(["supplier_id", "partnership_id"]);
  });

  it("leaves what somebody chose, and follows only the choice that filled a field", () => {
    const entered = { values: { supplier_id: "mine" }, header: { partnership_id: "p-1" } };
    const filled = (by: string) => new Map([["header.partnership_id", { id: "p-1", by }]]);
    expect([...choose(entered, contract)]).toEqual([]);
    const next = { supplier: "s-2", partnership: "" };
    expect([...choose(entered, next, filled("other_id"))]).toEqual([]);
    const followed = choose(entered, next, filled("contract_id"));
    expect(withFills(entered, followed).header).toEqual({ partnership_id: "" });
  });

  it("says nothing of two fields for one kind of thing", () => {
    const deposit = typeNamed("DepositPlaced");
    const nothing = { values: {}, header: {} };
    const fills = fillsOf(deposit, nothing, "x", { investment: "i-1" }, new Map());
    expect([...fills]).toEqual([]);
  });
});

describe("what a contract belongs to", () => {
  const chosen = { id: "c-1", name: "c-1", detail: "", implies: { supplier: "s-1" } };
  const award = recordedEvent(
    5,
    { contract_awarded: { contract_id: "c-1", supplier_id: "s-1" } },
    { partnership_id: "p-1", anchor_id: "bmc" },
  );
  const correction = recordedEvent(6, {
    event_amended: {
      target_position: "5",
      field_changes: [
        { path: "supplier_id", old_json: '"s-1"', new_json: canonicalJson("s-2") },
        { path: "header.partnership_id", old_json: '"p-1"', new_json: canonicalJson("p-2") },
      ],
    },
  });

  it("is what was recorded, as long as nobody has corrected it", () => {
    expect(impliedInForce("contract", chosen, [award])).toMatchObject({
      supplier: "s-1", partnership: "p-1", anchor: "bmc",
    });
  });

  it("follows a later correction", () => {
    expect(impliedInForce("contract", chosen, [award, correction])).toMatchObject({
      supplier: "s-2", partnership: "p-2", anchor: "bmc",
    });
  });

  it("is nothing once the award was taken out", () => {
    const voided = recordedEvent(7, { event_voided: { target_position: "5" } });
    expect(impliedInForce("contract", chosen, [award, correction, voided])).toBeUndefined();
  });
});
