import { describe, expect, it } from "vitest";
import { cashFlowsOf } from "@/investments/cash_flows.ts";
import { recordedEvent, usd } from "./support/events.ts";

const on = (days: number, more = {}) => ({ effective_on: { days }, ...more });

const committed = recordedEvent(
  1,
  { investment_committed: { investment_id: "l-1", amount: usd(100_000) } },
  on(10),
);
const second = recordedEvent(2, { loan_disbursed: { draw_no: 2, amount: usd(40_000) } }, on(30));
const first = recordedEvent(3, { loan_disbursed: { draw_no: 1, amount: usd(60_000) } }, on(20));
const repaid = recordedEvent(
  4,
  { loan_repayment_received: { principal: usd(10_000), interest: usd(500), fees: usd(25) } },
  on(40),
);

describe("the cash flows of a loan", () => {
  it("stand in the order of their days, whenever they were recorded", () => {
    const flows = cashFlowsOf([committed, second, first, repaid]);
    expect(flows.map(({ position, balance }) => [position, balance])).toEqual([
      [3n, 60_000n],
      [2n, 100_000n],
      [4n, 90_000n],
    ]);
  });

  it("tell interest and fees from principal in what came back", () => {
    const flow = cashFlowsOf([first, repaid])[1];
    expect(flow).toMatchObject({ cameBack: 10_525n, earned: 525n, balance: 50_000n });
  });

  it("count what was capitalised, forgiven and written off without money", () => {
    const accrued = (position: number, capitalised: boolean) =>
      recordedEvent(
        position,
        { loan_interest_accrued: { interest: usd(700), capitalised } },
        on(50 + position),
      );
    const flows = cashFlowsOf([
      first,
      accrued(5, true),
      accrued(6, false),
      recordedEvent(7, { loan_forgiven: { principal: usd(5_000), interest: usd(9) } }, on(60)),
      recordedEvent(8, { loan_written_off: { principal: usd(700) } }, on(61)),
    ]);
    expect(flows.map(({ balance }) => balance)).toEqual([60_000n, 60_700n, 55_700n, 55_000n]);
    expect(flows.reduce((sum, { cameBack }) => sum + cameBack, 0n)).toBe(0n);
  });

  it("follow corrections, and leave out what was taken out or only corroborates", () => {
    const correction = recordedEvent(5, {
      event_amended: {
        target_position: "3",
        field_changes: [
          {
            path: "amount",
            old_json: '{"minor":"60000","currency":"USD"}',
            new_json: '{"minor":"55000","currency":"USD"}',
          },
        ],
      },
    });
    const voided = recordedEvent(6, { event_voided: { target_position: "2" } });
    const again = recordedEvent(
      7,
      { loan_disbursed: { draw_no: 1, amount: usd(60_000) } },
      on(20, { corroborates_position: "3" }),
    );
    const flows = cashFlowsOf([second, first, correction, voided, again]);
    expect(flows.map(({ position, paidOut }) => [position, paidOut])).toEqual([[3n, 55_000n]]);
  });
});

describe("the cash flows of a deposit", () => {
  it("leave rollovers out: the money stays where it is", () => {
    const placed = recordedEvent(1, { deposit_placed: { amount: usd(1_000) } }, on(1));
    const flows = cashFlowsOf([
      placed,
      recordedEvent(2, { deposit_withdrawn: { amount: usd(1_000), rollover: true } }, on(9)),
      recordedEvent(3, { deposit_placed: { amount: usd(1_000), rollover: true } }, on(9)),
      recordedEvent(4, { deposit_withdrawn: { amount: usd(400), rollover: false } }, on(12)),
    ]);
    expect(flows.map(({ paidOut, cameBack, balance }) => [paidOut, cameBack, balance])).toEqual([
      [1_000n, 0n, 1_000n],
      [0n, 400n, 600n],
    ]);
  });
});
