// Hires, retention, promotions and wages.
#include <algorithm>
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/hiring.pb.h"
#include "anchorledger/event/v1/registry.pb.h"
#include "services/domain/fact_rules.h"
#include "services/domain/in_words.h"
#include "services/domain/reference_sets.h"
#include "services/domain/rule_errors.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;

// Reasons in the header that allow a wage below the minimum.
bool MayPayLess(const std::string& reason_code) {
  return reason_code == "tipped" || reason_code == "apprentice";
}

base::Status CheckWage(const Subject& subject, const pb::HireRecorded& hire, BatchView& view) {
  if (!hire.has_starting_wage_cents_per_hour() || MayPayLess(subject.header.reason_code())) {
    return base::Status();
  }
  AL_ASSIGN_OR_RETURN(const std::optional<FoundRate> minimum,
                      MinimumWage(hire.has_residence_geo() ? &hire.residence_geo() : nullptr,
                                  subject.effective_on, view));
  if (!minimum.has_value() || hire.starting_wage_cents_per_hour() >= minimum->minor_per_hour) {
    return base::Status();
  }
  return Refuse({.rule = "minimum_wage",
                 .field = "starting_wage_cents_per_hour",
                 .message = std::to_string(hire.starting_wage_cents_per_hour()) +
                            " is below the minimum wage of " +
                            std::to_string(minimum->minor_per_hour) + " (set \"" + minimum->set_id +
                            "\", edition \"" + minimum->edition +
                            "\"); correct it, or give reason_code tipped or apprentice"});
}

// Nobody can have stayed 90 days before the 90th day after the last hire.
base::Status CheckRetention(const Subject& subject, const pb::RetentionReported& retention,
                            BatchView& view, std::vector<std::string>& notices) {
  AL_ASSIGN_OR_RETURN(const History* cohort, view.Read(subject.stream));
  const Entry* last_hire = nullptr;
  std::int64_t hired = 0;
  cohort->Each<pb::HireRecorded>([&](const Entry& entry, const pb::HireRecorded& hire) {
    hired += hire.count();
    if (last_hire == nullptr || last_hire->effective_on < entry.effective_on) last_hire = &entry;
  });
  if (hired != retention.cohort_size()) {
    notices.push_back("cohort_size is " + std::to_string(retention.cohort_size()) + ", but " +
                      std::to_string(hired) + " hires of the cohort are recorded");
  }
  if (last_hire == nullptr) return base::Status();
  const base::Date earliest = last_hire->effective_on.PlusDays(retention.checkpoint_days());
  if (subject.effective_on >= earliest) return base::Status();
  return Refuse({.rule = "checkpoint_reached",
                 .field = "effective_on",
                 .message = "the last hire of the cohort was on " +
                            InWords(last_hire->effective_on) + ", so the checkpoint of " +
                            std::to_string(retention.checkpoint_days()) + " days is reached on " +
                            InWords(earliest) + ", after " + InWords(subject.effective_on),
                 .events = {last_hire->position}});
}

}  // namespace

base::Status CheckHiringFact(const Subject& subject, BatchView& view,
                             std::vector<std::string>& notices) {
  if (const auto* hire = subject.As<pb::HireRecorded>()) return CheckWage(subject, *hire, view);
  if (const auto* retention = subject.As<pb::RetentionReported>()) {
    return CheckRetention(subject, *retention, view, notices);
  }
  if (const auto* wage = subject.As<pb::WageReported>()) {
    return CheckReferenceSetKind("living_wage_set_id", wage->living_wage_set_id(),
                                 pb::REFERENCE_SET_KIND_LIVING_WAGE, view);
  }
  return base::Status();
}

}  // namespace anchorledger::domain
