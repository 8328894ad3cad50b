import { describe, expect, it } from "vitest";
import { byDay, linesOf } from "@/events/lines.ts";
import { Format } from "@/locale/format.ts";
import { recordedEvent, usd } from "./support/events.ts";

const reader = { language: "en", format: new Format("en-US") } as const;
const on = (days: number) => ({ effective_on: { days } });

const draw = recordedEvent(
  5,
  { loan_disbursed: { investment_id: "l-1", draw_no: 1, amount: usd(60_000) } },
  on(19_000),
);
const correction = recordedEvent(
  7,
  {
    event_amended: {
      target_position: "5",
      reason: "AMEND_REASON_TYPO",
      field_changes: [
        {
          path: "amount",
          old_json: '{"minor":"60000","currency":"USD"}',
          new_json: '{"minor":"50000","currency":"USD"}',
        },
        { path: "header.effective_on", old_json: '{"days":19000}', new_json: '{"days":18900}' },
      ],
    },
  },
  on(19_001),
);

describe("a line of a list of events", () => {
  it("says what happened in people's words, with its amount", () => {
    const [line] = linesOf([draw], reader);
    expect(line?.title).toBe("We paid out part of a loan");
    expect(line?.words).toBe("Amount paid out: $600.00");
    expect(line?.fate).toBe("as recorded");
  });

  it("says what counts after a correction, whatever their order in the list", () => {
    const line = linesOf([correction, draw], reader).find(({ position }) => position === 5n);
    expect(line?.words).toBe("Amount paid out: $500.00");
    expect(line?.day).toEqual({ days: 18_900 });
    expect(line?.fate).toBe("corrected");
  });

  it("says when the event counts nowhere any more", () => {
    const voided = recordedEvent(8, { event_voided: { target_position: "5" } });
    const lines = linesOf([draw, correction, voided], reader);
    expect(lines.map(({ fate }) => fate)).toEqual(["taken out", "as recorded", "as recorded"]);
  });

  it("leaves amounts of nothing out, and puts money first", () => {
    const paid = recordedEvent(9, {
      loan_repayment_received: { principal: usd(100_000), interest: usd(0), fees: usd(0) },
    });
    expect(linesOf([paid], reader)[0]?.words).toBe("Principal paid: $1,000.00");
  });

  it("has no words for a type that is newer than the page", () => {
    const strange = recordedEvent(10, {}, { event_type: 9999, ...on(1) });
    expect(linesOf([strange], reader)[0]).toMatchObject({ title: "", words: "" });
  });
});

describe("lines by day", () => {
  it("stand newest first, those of one day in the order of the log", () => {
    const lines = linesOf(
      [
        recordedEvent(1, { phase_entered: { phase: "PHASE_MOTIVATION" } }, on(10)),
        recordedEvent(2, { phase_entered: { phase: "PHASE_INITIATION" } }, on(30)),
        recordedEvent(3, { phase_entered: { phase: "PHASE_MOTIVATION" } }, on(10)),
      ],
      reader,
    );
    expect(byDay(lines).map(({ position }) => position)).toEqual([2n, 3n, 1n]);
  });
});
