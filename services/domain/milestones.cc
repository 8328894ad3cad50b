#include "services/domain/milestones.h"

#include <algorithm>
#include <array>

namespace anchorledger::domain {
namespace {

using Types = std::string_view;
constexpr auto kMotivation = MilestonePhase::kMotivation;
constexpr auto kInitiation = MilestonePhase::kInitiation;
constexpr auto kImplementation = MilestonePhase::kImplementation;
constexpr auto kEvaluation = MilestonePhase::kEvaluation;

constexpr Types kM1[] = {"NeedIdentified"};
constexpr Types kM2[] = {"ConditionMeasured"};
constexpr Types kM3[] = {"NeedPrioritised"};
constexpr Types kM4[] = {"InterestAligned"};
constexpr Types kM5[] = {"InterestAligned", "NeedPrioritised"};
constexpr Types kM6[] = {"GeographyDefined"};
constexpr Types kM7[] = {"BaselineReported"};

constexpr Types kI1[] = {"LandscapeScanCompleted"};
constexpr Types kI2[] = {"PartnerOnboarded", "PartyJoined"};
constexpr Types kI3[] = {"ChampionDesignated"};
constexpr Types kI4[] = {"LeadershipEngaged"};
constexpr Types kI5[] = {"RiskMitigationAdopted", "ApprovalDecided"};
constexpr Types kI6[] = {"AssessmentCompleted"};
constexpr Types kI7[] = {"DealStageChanged"};
constexpr Types kI8[] = {"ApprovalDecided"};
constexpr Types kI9[] = {"AgreementSigned"};
constexpr Types kI10[] = {"EvaluationQuestionRegistered"};

constexpr Types kP1[] = {"LoanDisbursed", "GrantDisbursed", "DepositPlaced", "EquityFunded",
                         "InKindContributed"};
constexpr Types kP2[] = {"ConveningHeld", "FunderIntroduced"};
constexpr Types kP3[] = {"CapacityBuildingDelivered"};
constexpr Types kP4[] = {"CoInvestmentReported"};
constexpr Types kP5[] = {"ContractAwarded"};
constexpr Types kP6[] = {"PipelineProgramStarted", "HireRecorded"};
constexpr Types kP7[] = {"MetricSnapshotTaken", "RiskMitigationAdopted"};
constexpr Types kP8[] = {"CommunityGovernanceReported", "OwnershipReported"};
constexpr Types kP9[] = {"MetricSnapshotTaken"};
constexpr Types kP10[] = {"LoanTermsModified", "BorrowerReassigned", "ApprovalDecided"};

constexpr Types kE1[] = {"MetricSnapshotTaken"};
constexpr Types kE2[] = {"MetricSnapshotTaken"};
constexpr Types kE3[] = {"ApprovalDecided"};
constexpr Types kE4[] = {"ResultsShared"};
constexpr Types kE5[] = {"LessonRecorded"};
constexpr Types kE6[] = {"ReportSubmitted"};
constexpr Types kE7[] = {"EvaluationFindingPublished", "ReportSubmitted"};
constexpr Types kE8[] = {"PartnershipStatusChanged", "ApprovalDecided"};

constexpr std::array kMilestones = {
    Milestone{"M1", kMotivation, "Community need documented from a shared source", kM1},
    Milestone{"M2", kMotivation, "Need checked again against current conditions", kM2},
    Milestone{"M3", kMotivation, "Residents took part in ranking", kM3},
    Milestone{"M4", kMotivation, "Interest of the health system stated openly", kM4},
    Milestone{"M5", kMotivation, "Gain for both sides named", kM5},
    Milestone{"M6", kMotivation, "Local, disadvantaged and target areas defined", kM6},
    Milestone{"M7", kMotivation, "Baselines taken before any spending", kM7},

    Milestone{"I1", kInitiation, "Internal and external landscape scanned", kI1},
    Milestone{"I2", kInitiation, "Community-wealth partner found and onboarded", kI2},
    Milestone{"I3", kInitiation, "Champions on both sides, with time", kI3},
    Milestone{"I4", kInitiation, "Leadership educated about the model", kI4},
    Milestone{"I5", kInitiation, "Risk mitigation chosen before approval", kI5},
    Milestone{"I6", kInitiation, "Readiness known on both sides", kI6},
    Milestone{"I7", kInitiation, "Deal in the pipeline, with its gap", kI7},
    Milestone{"I8", kInitiation, "Approval recorded, with its conditions", kI8},
    Milestone{"I9", kInitiation, "Written agreement on data and reporting", kI9},
    Milestone{"I10", kInitiation, "Measures of success agreed with the partner", kI10},

    Milestone{"P1", kImplementation, "Financial capital flows", kP1},
    Milestone{"P2", kImplementation, "Social capital used", kP2},
    Milestone{"P3", kImplementation, "Capacity building delivered", kP3},
    Milestone{"P4", kImplementation, "Other capital came in", kP4},
    Milestone{"P5", kImplementation, "Purchasing tie with an enterprise partner", kP5},
    Milestone{"P6", kImplementation, "Hiring tie with a pathway", kP6},
    Milestone{"P7", kImplementation, "Dependence on the anchor managed", kP7, true},
    Milestone{"P8", kImplementation, "Community control in place", kP8},
    Milestone{"P9", kImplementation, "Partner reports arrive", kP9, true},
    Milestone{"P10", kImplementation, "Changes of loans handled openly", kP10},

    Milestone{"E1", kEvaluation, "Process metrics published", kE1, true},
    Milestone{"E2", kEvaluation, "Community-level metrics published", kE2, true},
    Milestone{"E3", kEvaluation, "No individual-outcome or return test as a gate", kE3},
    Milestone{"E4", kEvaluation, "Results back with residents and workers", kE4},
    Milestone{"E5", kEvaluation, "Lessons shared with peers", kE5},
    Milestone{"E6", kEvaluation, "Filed reports can be reproduced", kE6},
    Milestone{"E7", kEvaluation, "Next needs assessment fed", kE7},
    Milestone{"E8", kEvaluation, "Decided: scale, sustain or exit", kE8},
};

}  // namespace

std::span<const Milestone> Milestones() { return kMilestones; }

const Milestone* FindMilestone(std::string_view id) {
  const auto found = std::find_if(kMilestones.begin(), kMilestones.end(),
                                  [id](const Milestone& milestone) { return milestone.id == id; });
  return found == kMilestones.end() ? nullptr : &*found;
}

bool AcceptsEvidence(const Milestone& milestone, std::string_view event_type) {
  return std::find(milestone.evidence.begin(), milestone.evidence.end(), event_type) !=
         milestone.evidence.end();
}

std::string EvidenceTypesInWords(const Milestone& milestone) {
  std::string words;
  for (std::string_view type : milestone.evidence) {
    if (!words.empty()) words += " or ";
    words += type;
  }
  return words;
}

}  // namespace anchorledger::domain
