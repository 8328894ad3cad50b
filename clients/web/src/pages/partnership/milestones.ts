// The steps of the roadmap, and what of the ledger speaks for them. The server keeps the same list;
// a test compares them.
import { amountOf, type InForce } from "@/events/in_force.ts";
import { eventTypeNamed } from "@/forms/definitions.ts";
import type { Partnership } from "@/gen/anchorledger/api/v1/directory_pb";
import type { PhaseWord } from "@/metrics/question.ts";

export interface Milestone {
  readonly id: string;
  readonly phase: PhaseWord;
  /** Types of events that can prove it; some are not recorded by this edition of the ledger. */
  readonly evidence: readonly string[];
}

function of(phase: PhaseWord, evidence: Readonly<Record<string, string>>): Milestone[] {
  return Object.entries(evidence).map(([id, types]) => ({
    id,
    phase,
    evidence: types.split(" "),
  }));
}

/** All steps, in order of phase and number. */
export const milestones: readonly Milestone[] = [
  ...of("motivation", {
    M1: "NeedIdentified",
    M2: "ConditionMeasured",
    M3: "NeedPrioritised",
    M4: "InterestAligned",
    M5: "InterestAligned NeedPrioritised",
    M6: "GeographyDefined",
    M7: "BaselineReported",
  }),
  ...of("initiation", {
    I1: "LandscapeScanCompleted",
    I2: "PartnerOnboarded PartyJoined",
    I3: "ChampionDesignated",
    I4: "LeadershipEngaged",
    I5: "RiskMitigationAdopted ApprovalDecided",
    I6: "AssessmentCompleted",
    I7: "DealStageChanged",
    I8: "ApprovalDecided",
    I9: "AgreementSigned",
    I10: "EvaluationQuestionRegistered",
  }),
  ...of("implementation", {
    P1: "LoanDisbursed GrantDisbursed DepositPlaced EquityFunded InKindContributed",
    P2: "ConveningHeld FunderIntroduced",
    P3: "CapacityBuildingDelivered",
    P4: "CoInvestmentReported",
    P5: "ContractAwarded",
    P6: "PipelineProgramStarted HireRecorded",
    P7: "MetricSnapshotTaken RiskMitigationAdopted",
    P8: "CommunityGovernanceReported OwnershipReported",
    P9: "MetricSnapshotTaken",
    P10: "LoanTermsModified BorrowerReassigned ApprovalDecided",
  }),
  ...of("evaluation", {
    E1: "MetricSnapshotTaken",
    E2: "MetricSnapshotTaken",
    E3: "ApprovalDecided",
    E4: "ResultsShared",
    E5: "LessonRecorded",
    E6: "ReportSubmitted",
    E7: "EvaluationFindingPublished ReportSubmitted",
    E8: "PartnershipStatusChanged ApprovalDecided",
  }),
];

/** Whether events that can prove it may be recorded at all. */
export function isRecordable({ evidence }: Milestone): boolean {
  return evidence.some((name) => eventTypeNamed(name) !== undefined);
}

// Facts of the network that a partnership builds on; they carry no partnership of their own.
export const registryTypes = ["GeographyDefined", "BaselineReported", "PartnerOnboarded"] as const;

/** The types of evidence that events of a partnership can be, as far as they can be recorded. */
export const evidenceTypes: readonly string[] = [
  ...new Set(milestones.flatMap(({ evidence }) => evidence)),
].filter((name) => eventTypeNamed(name) && !registryTypes.some((other) => other === name));

function belongs({ type, values, header }: InForce, partnership: Partnership): boolean {
  const { partnershipId, leadAnchorId, geoId, parties } = partnership;
  const isOfAnchor = header["anchor_id"] === leadAnchorId;
  switch (type.name) {
    case "GeographyDefined":
      return isOfAnchor || values["geo_id"] === geoId;
    case "BaselineReported":
      return isOfAnchor;
    case "PartnerOnboarded":
      return parties.some(({ orgId }) => orgId === values["partner_id"]);
    default:
      return header["partnership_id"] === partnershipId;
  }
}

// What has to be true of an event beyond its type. What exactly counts is judged by the person who
// confirms; these only keep proposals from being silly.
function speaksFor(id: string, { type, values }: InForce): boolean {
  switch (`${id} ${type.name}`) {
    case "I2 PartyJoined":
      return /_(LEAD_PARTNER|DEVELOPER)$/.test(String(values["role"]));
    case "P2 ConveningHeld":
      return /_(FUNDERS|MIXED)$/.test(String(values["purpose"]));
    case "P3 CapacityBuildingDelivered":
      return Number(values["hours_x100"] ?? 0) > 0;
    case "P4 CoInvestmentReported":
      return amountOf(values, "amount") !== undefined;
    case "P6 HireRecorded":
      return String(values["pathway_id"] ?? "") !== "";
    default:
      return true;
  }
}

/** The events in force that speak for a step, by position. */
export function proofOf(
  milestone: Milestone,
  events: readonly InForce[],
  partnership: Partnership,
): bigint[] {
  const found = events.filter(
    (one) =>
      milestone.evidence.includes(one.type.name) &&
      belongs(one, partnership) &&
      speaksFor(milestone.id, one),
  );
  // A partner is found when it was taken on and has joined: one without the other is half a proof.
  const kinds = new Set(found.map(({ type }) => type.name));
  if (milestone.id === "I2" && kinds.size < 2) return [];
  return found.map(({ event }) => event.position);
}
