// The roadmap of a partnership as data: which steps belong to which phase, and which events can
// prove them. What exactly has to be shown is judged by the person who confirms; the ledger checks
// that the evidence exists, still stands, and is of a type that can show it.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace anchorledger::domain {

// Numbers equal those of event.v1.Phase.
enum class MilestonePhase {
  kMotivation = 1,
  kInitiation = 2,
  kImplementation = 3,
  kEvaluation = 4,
};

struct Milestone {
  std::string_view id;  // "M1"
  MilestonePhase phase;
  std::string_view title;
  // Names of the event types accepted as evidence, such as "ConveningHeld". Types that this edition
  // of the ledger does not record yet are named too: they never match an event.
  std::span<const std::string_view> evidence;
  // Proved by a metric, so a MetricSnapshotTaken that shows it is the evidence.
  bool proved_by_metric = false;
};

// All milestones, in order of phase and number.
std::span<const Milestone> Milestones();

// The milestone with this id; null when there is none.
const Milestone* FindMilestone(std::string_view id);

// Whether an event of this type may prove the milestone.
bool AcceptsEvidence(const Milestone& milestone, std::string_view event_type);

// "ConveningHeld or FunderIntroduced", for messages.
std::string EvidenceTypesInWords(const Milestone& milestone);

}  // namespace anchorledger::domain
