// Rules of partnership and support events.
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/partnership.pb.h"
#include "anchorledger/event/v1/support.pb.h"
#include "services/domain/event_types/compare.h"
#include "services/domain/event_types/event_rules.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;

// The steps of the roadmap: a letter for the phase and a number from 1.
struct MilestoneSeries {
  char letter;
  int count;
};
constexpr MilestoneSeries kMilestones[] = {{'M', 7}, {'I', 10}, {'P', 10}, {'E', 8}};

bool IsMilestone(std::string_view id) {
  for (const MilestoneSeries& series : kMilestones) {
    for (int number = 1; number <= series.count; ++number) {
      if (id == series.letter + std::to_string(number)) return true;
    }
  }
  return false;
}

}  // namespace

void CheckRules(const pb::PartnershipProposed& event, const RuleContext& context) {
  const std::string& header_id = context.header.partnership_id();
  if (!header_id.empty() && header_id != event.partnership_id()) {
    context.out.Add("partnership_id",
                    "is " + event.partnership_id() + "; the header says " + header_id);
  }
}

void CheckRules(const pb::MilestoneAchieved& event, const RuleContext& context) {
  const Violations& out = context.out;
  if (!event.milestone_id().empty() && !IsMilestone(event.milestone_id())) {
    out.Add("milestone_id",
            "is " + event.milestone_id() + "; wanted M1 to M7, I1 to I10, P1 to P10 or E1 to E8");
  }
  if (event.outcome() == pb::MILESTONE_OUTCOME_NOT_APPLICABLE && event.reason_code().empty()) {
    out.AddMissing("reason_code", "is missing; setting a milestone aside needs a reason");
  }
  if (event.outcome() == pb::MILESTONE_OUTCOME_MET && event.evidence_positions().empty()) {
    out.AddMissing("evidence_positions", "is empty; a milestone is met by evidence");
  }
}

void CheckRules(const pb::ConveningHeld& event, const RuleContext& context) {
  CheckAtMost({"residents_count", event.residents_count()},
              {"participants_count", event.participants_count()}, context.out);
}

}  // namespace anchorledger::event_types
