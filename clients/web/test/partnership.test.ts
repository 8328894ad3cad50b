import { readFileSync } from "node:fs";
import { join } from "node:path";
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { inForceByDay } from "@/events/in_force.ts";
import { PartnershipSchema } from "@/gen/anchorledger/api/v1/directory_pb";
import { Phase } from "@/gen/anchorledger/event/v1/enums_pb";
import { MilestoneOutcome, PartyRole } from "@/gen/anchorledger/event/v1/partnership_pb";
import { milestones } from "@/pages/partnership/milestones.ts";
import { milestoneTexts } from "@/pages/partnership/milestone_texts.ts";
import { moneyOf, usedLanes } from "@/pages/partnership/money.ts";
import { roadmapOf } from "@/pages/partnership/roadmap.ts";
import { recordedEvent, usd } from "./support/events.ts";

const TODAY = 20_000;

function partnership(more: MessageInitShape<typeof PartnershipSchema> = {}) {
  return create(PartnershipSchema, {
    partnershipId: "place",
    leadAnchorId: "hospital",
    geoId: "target",
    parties: [{ orgId: "trust", role: PartyRole.LEAD_PARTNER }],
    ...more,
  } as MessageInitShape<typeof PartnershipSchema>);
}

const here = { partnership_id: "place", effective_on: { days: 100 } };

function step(id: string, events: ReturnType<typeof recordedEvent>[], more = {}) {
  const stages = roadmapOf(partnership(more), inForceByDay(events), TODAY);
  return stages.flatMap(({ steps }) => steps).find((one) => one.id === id);
}

describe("the phases of the roadmap", () => {
  const stages = roadmapOf(
    partnership({
      currentPhase: Phase.MOTIVATION,
      phases: [
        { phase: Phase.MOTIVATION, enteredOn: { days: 100 }, lastDay: { days: 199 } },
        { phase: Phase.INITIATION, enteredOn: { days: 200 }, lastDay: { days: 299 } },
        { phase: Phase.IMPLEMENTATION, enteredOn: { days: 300 } },
        { phase: Phase.MOTIVATION, enteredOn: { days: TODAY - 9 } },
      ],
    }),
    [],
    TODAY,
  );

  it("stand in their order, with every span in which they were open", () => {
    expect(stages.map(({ phase, spells }) => [phase, spells.length])).toEqual([
      ["motivation", 2],
      ["initiation", 1],
      ["implementation", 1],
      ["evaluation", 0],
    ]);
    expect(stages[0]?.spells).toEqual([
      { from: 100, to: 199, days: 100 },
      { from: TODAY - 9, to: undefined, days: 10 },
    ]);
  });

  it("are open side by side, and one of them is the current one", () => {
    expect(stages.map(({ isOpen }) => isOpen)).toEqual([true, false, true, false]);
    expect(stages.map(({ isCurrent }) => isCurrent)).toEqual([true, false, false, false]);
  });
});

describe("a step of the roadmap", () => {
  const draw = recordedEvent(7, { loan_disbursed: { amount: usd(100) } }, here);

  it("is met where a person confirmed it, and reopened where its proof was taken out", () => {
    const { MET } = MilestoneOutcome;
    const confirmed = { milestoneId: "P1", outcome: MET, confirmedOn: { days: 5 } };
    const proof = { evidencePositions: [7n] };
    expect(step("P1", [], { milestones: [{ ...confirmed, ...proof }] })).toEqual({
      id: "P1",
      state: "met",
      confirmedOn: 5,
      evidence: [7n],
    });
    const reopened = { ...confirmed, ...proof, reopened: true };
    expect(step("P1", [draw], { milestones: [reopened] })?.state).toBe("reopened");
    const aside = { ...confirmed, outcome: MilestoneOutcome.NOT_APPLICABLE };
    expect(step("P1", [draw], { milestones: [aside] })?.state).toBe("not applicable");
  });

  it("is proposed while only its evidence is there", () => {
    expect(step("P1", [draw])).toMatchObject({ state: "proposed", evidence: [7n] });
  });

  it("misses its evidence where the event counts no more or belongs elsewhere", () => {
    const voided = recordedEvent(8, { event_voided: { target_position: "7" } }, here);
    expect(step("P1", [draw, voided])?.state).toBe("missing");
    const foreign = recordedEvent(7, { loan_disbursed: { amount: usd(1) } }, {
      ...here,
      partnership_id: "other",
    });
    expect(step("P1", [foreign])?.state).toBe("missing");
  });

  it("is not proposed by an event that cannot show it", () => {
    const held = (purpose: string) =>
      recordedEvent(9, { convening_held: { convening_id: "c", purpose } }, here);
    expect(step("P2", [held("CONVENING_PURPOSE_RESIDENTS")])?.state).toBe("missing");
    expect(step("P2", [held("CONVENING_PURPOSE_MIXED")])?.state).toBe("proposed");
  });

  it("of finding a partner needs both that it was taken on and that it joined", () => {
    const joined = recordedEvent(
      4,
      { party_joined: { org_id: "trust", role: "PARTY_ROLE_LEAD_PARTNER" } },
      here,
    );
    const taken = recordedEvent(3, { partner_onboarded: { partner_id: "trust" } });
    expect(step("I2", [joined])?.state).toBe("missing");
    expect(step("I2", [taken, joined])).toMatchObject({ state: "proposed", evidence: [3n, 4n] });
  });

  it("says where nothing that could prove it can be recorded yet", () => {
    expect(step("M1", [])?.state).toBe("not recordable");
  });
});

describe("the list of steps", () => {
  it("is the server's: the same ids, titles and accepted events", () => {
    const source = readFileSync(
      join(import.meta.dirname, "../../../services/domain/milestones.cc"),
      "utf8",
    );
    const types = new Map(
      [...source.matchAll(/constexpr Types k(\w+)\[\] = \{([^}]*)\}/g)].map(([, id, names]) => [
        id,
        [...(names ?? "").matchAll(/"(\w+)"/g)].map(([, name]) => name),
      ]),
    );
    const theirs = [...source.matchAll(/Milestone\{"(\w+)", k(\w+), "([^"]+)", k\w+/g)].map(
      ([, id, phase, title]) => ({ id, phase: phase?.toLowerCase(), title, types: types.get(id) }),
    );
    const ours = milestones.map(({ id, phase, evidence }) => ({
      id,
      phase,
      title: milestoneTexts.en[id],
      types: evidence,
    }));
    expect(ours).toHaveLength(35);
    expect(ours).toEqual(theirs);
  });
});

describe("money in and out", () => {
  const at = (iso: string, more = {}) => ({
    partnership_id: "place",
    effective_on: { days: Date.parse(`${iso}T00:00:00Z`) / 86_400_000 },
    ...more,
  });
  const events = [
    recordedEvent(1, { loan_disbursed: { amount: usd(1_000) } }, at("2018-06-15")),
    recordedEvent(2, { purchase_recorded: { amount: usd(300) } }, at("2018-06-30")),
    recordedEvent(
      3,
      { loan_repayment_received: { principal: usd(100), interest: usd(10), fees: usd(0) } },
      at("2019-01-02"),
    ),
    recordedEvent(4, { purchase_reversed: { amount: usd(50) } }, at("2019-02-01")),
    recordedEvent(5, { capacity_building_delivered: { cost: usd(40) } }, at("2019-03-31")),
  ];

  it("is summed by quarter, with the quarters between in which nothing moved", () => {
    const [money] = moneyOf(inForceByDay(events), "quarter");
    expect(money?.spans.map(({ key }) => key)).toEqual([
      "2018-Q2", "2018-Q3", "2018-Q4", "2019-Q1",
    ]);
    expect(money?.spans.at(-1)?.sums).toEqual({
      invested: 0n, bought: 0n, supported: 40n, cameBack: 160n,
    });
    expect(money?.total.invested).toBe(1_000n);
  });

  it("is summed by month and by year just as well", () => {
    const months = moneyOf(inForceByDay(events), "month")[0];
    expect(months?.spans.map(({ key }) => key).slice(0, 2)).toEqual(["2018-06", "2018-07"]);
    expect(moneyOf(inForceByDay(events), "year")[0]?.spans).toHaveLength(2);
  });

  it("leaves out what is projected, rolled over, reported twice or paid by an investment", () => {
    const odd = [
      recordedEvent(1, { loan_disbursed: { amount: usd(1) } }, {
        ...at("2020-01-01"),
        basis: "BASIS_PROJECTED",
      }),
      recordedEvent(2, { deposit_placed: { amount: usd(2), rollover: true } }, at("2020-01-01")),
      recordedEvent(3, { grant_disbursed: { amount: usd(4) } }, {
        ...at("2020-01-01"),
        corroborates_position: "1",
      }),
      recordedEvent(
        4,
        { capacity_building_delivered: { cost: usd(8), paid_by_investment_id: "grant" } },
        at("2020-01-01"),
      ),
    ];
    expect(moneyOf(inForceByDay(odd), "year")).toEqual([]);
  });

  it("never adds currencies, and names only the lanes on which money moved", () => {
    const pounds = recordedEvent(
      9,
      { grant_disbursed: { amount: { minor: "7", currency: "GBP" } } },
      at("2020-01-01"),
    );
    const all = moneyOf(inForceByDay([...events, pounds]), "year");
    expect(all.map(({ currency }) => currency)).toEqual(["USD", "GBP"]);
    expect(all.map(usedLanes)).toEqual([
      ["invested", "bought", "supported", "cameBack"],
      ["invested"],
    ]);
  });
});
