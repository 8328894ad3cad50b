// Where a partnership stands: its phases with the days they were open, and the steps of each.
import type { InForce } from "@/events/in_force.ts";
import type { ConfirmedMilestone, Partnership } from "@/gen/anchorledger/api/v1/directory_pb";
import { MilestoneOutcome } from "@/gen/anchorledger/event/v1/partnership_pb";
import { phaseWords, type PhaseWord } from "@/metrics/question.ts";
import { isRecordable, milestones, proofOf, type Milestone } from "./milestones.ts";

/** A span in which a phase was open, in days since 1970; both ends count. */
export interface Spell {
  readonly from: number;
  /** Absent = it is open. */
  readonly to: number | undefined;
  /** How many days so far. */
  readonly days: number;
}

export type StepState =
  | "met"
  | "not applicable"
  // It was confirmed, and an event that proved it was taken out since.
  | "reopened"
  // The evidence is there; a person has to confirm.
  | "proposed"
  | "missing"
  // Nothing that could prove it can be recorded in this edition of the ledger.
  | "not recordable";

export interface Step {
  readonly id: string;
  readonly state: StepState;
  /** The day of the confirmation, in days since 1970. */
  readonly confirmedOn: number | undefined;
  /** Positions of the events that prove it or speak for it. */
  readonly evidence: readonly bigint[];
}

export interface Stage {
  readonly phase: PhaseWord;
  readonly spells: readonly Spell[];
  readonly isOpen: boolean;
  /** Of the phases that are open, the one that was entered last. */
  readonly isCurrent: boolean;
  readonly steps: readonly Step[];
}

const order = Object.keys(phaseWords) as PhaseWord[];

/** The four phases in their order. `events`: what is in force and may be evidence. */
export function roadmapOf(
  partnership: Partnership,
  events: readonly InForce[],
  today: number,
): Stage[] {
  return order.map((phase): Stage => {
    const spells = partnership.phases
      .filter((spell) => spell.phase === phaseWords[phase])
      .map(({ enteredOn, lastDay }): Spell => {
        const from = enteredOn?.days ?? 0;
        const to = lastDay?.days;
        // A phase that begins in the future has not lasted yet.
        return { from, to, days: Math.max(0, (to ?? today) - from + 1) };
      });
    return {
      phase,
      spells,
      isOpen: spells.some(({ to }) => to === undefined),
      isCurrent: partnership.currentPhase === phaseWords[phase],
      steps: milestones
        .filter((one) => one.phase === phase)
        .map((one) => stepOf(one, partnership, events)),
    };
  });
}

function stepOf(milestone: Milestone, partnership: Partnership, events: readonly InForce[]): Step {
  const { id } = milestone;
  const confirmed = partnership.milestones.find(({ milestoneId }) => milestoneId === id);
  if (confirmed) {
    return {
      id,
      state: stateOf(confirmed),
      confirmedOn: confirmed.confirmedOn?.days,
      evidence: confirmed.evidencePositions,
    };
  }
  const evidence = proofOf(milestone, events, partnership);
  const without = isRecordable(milestone) ? "missing" : "not recordable";
  return {
    id,
    state: evidence.length > 0 ? "proposed" : without,
    confirmedOn: undefined,
    evidence,
  };
}

function stateOf({ outcome, reopened }: ConfirmedMilestone): StepState {
  if (outcome === MilestoneOutcome.NOT_APPLICABLE) return "not applicable";
  return reopened ? "reopened" : "met";
}
