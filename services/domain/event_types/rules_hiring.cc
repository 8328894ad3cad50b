// Rules of hiring events.
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/hiring.pb.h"
#include "services/domain/event_types/compare.h"
#include "services/domain/event_types/event_rules.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;

// Smaller groups could tell something about single persons.
constexpr std::int64_t kDetailFromPeople = 11;

void CheckPopulations(const pb::HireRecorded& event, const Violations& out) {
  const pb::TargetPopulationCounts& counts = event.target_population_counts();
  if (event.count() < kDetailFromPeople) {
    out.Add("target_population_counts", "is given for " + std::to_string(event.count()) +
                                            " hires; wanted groups of at least " +
                                            std::to_string(kDetailFromPeople));
  }
  const auto* descriptor = pb::TargetPopulationCounts::descriptor();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const auto* field = descriptor->field(i);
    const std::string path = "target_population_counts." + field->name();
    CheckAtMost({path, counts.GetReflection()->GetInt64(counts, field)}, {"count", event.count()},
                out);
  }
}

}  // namespace

void CheckRules(const pb::PipelineCohortReported& event, const RuleContext& context) {
  const Violations& out = context.out;
  CheckAtMost({"enrolled", event.enrolled()}, {"applied", event.applied()}, out);
  CheckAtMost({"completed", event.completed()}, {"enrolled", event.enrolled()}, out);
  if (event.placed_anchor() < 0 || event.placed_other() < 0 || event.completed() < 0) return;
  // Compared by difference, since a sum could overflow.
  const bool too_many = event.placed_anchor() > event.completed() ||
                        event.placed_other() > event.completed() - event.placed_anchor();
  if (too_many && context.header.reason_code().empty()) {
    out.Add("placed_other",
            "is " + std::to_string(event.placed_other()) + " beside placed_anchor, " +
                std::to_string(event.placed_anchor()) + ": together more than completed, " +
                std::to_string(event.completed()) + "; such a report needs a reason_code");
  }
}

void CheckRules(const pb::HireRecorded& event, const RuleContext& context) {
  const Violations& out = context.out;
  if (event.has_target_population_counts() && event.has_count()) CheckPopulations(event, out);
  if (event.has_count() && event.count() < kDetailFromPeople &&
      event.residence_geo().scheme() == pb::GEO_SCHEME_TRACT2020) {
    out.Add("residence_geo.scheme",
            "is a census tract for " + std::to_string(event.count()) +
                " hires; below 11 nothing finer than a ZIP code area is stored");
  }
}

void CheckRules(const pb::RetentionReported& event, const RuleContext& context) {
  const Violations& out = context.out;
  const std::int32_t days = event.checkpoint_days();
  if (event.has_checkpoint_days() && days != 90 && days != 180 && days != 365 && days != 730) {
    out.Add("checkpoint_days", "is " + std::to_string(days) + "; wanted 90, 180, 365 or 730");
  }
  CheckAtMost({"still_employed", event.still_employed()}, {"cohort_size", event.cohort_size()},
              out);
  std::int64_t left = event.cohort_size() - event.still_employed();
  for (int i = 0; i < event.reasons_left_size() && left >= 0; ++i) {
    if (event.reasons_left(i).count() < 0) return;
    left -= event.reasons_left(i).count();
    if (left < 0) {
      out.Add("reasons_left", "counts more people than the " +
                                  std::to_string(event.cohort_size() - event.still_employed()) +
                                  " who left");
    }
  }
}

void CheckRules(const pb::PromotionRecorded& event, const RuleContext& context) {
  const Violations& out = context.out;
  const bool both_levels = event.from_education_req() != pb::EDUCATION_LEVEL_UNSPECIFIED &&
                           event.to_education_req() != pb::EDUCATION_LEVEL_UNSPECIFIED;
  if (both_levels && event.to_education_req() < event.from_education_req()) {
    out.Add("to_education_req", "is lower than from_education_req; that is no promotion");
  }
  if (event.has_from_wage_cents_per_hour() && event.has_to_wage_cents_per_hour() &&
      event.to_wage_cents_per_hour() < event.from_wage_cents_per_hour()) {
    out.Add("to_wage_cents_per_hour", "is " + std::to_string(event.to_wage_cents_per_hour()) +
                                          ", less than from_wage_cents_per_hour, " +
                                          std::to_string(event.from_wage_cents_per_hour()));
  }
}

void CheckRules(const pb::WageReported& event, const RuleContext& context) {
  CheckAtMost({"at_or_above_living_wage_count", event.at_or_above_living_wage_count()},
              {"workers_count", event.workers_count()}, context.out);
  if (event.has_p25_wage_cents_per_hour() && event.has_median_wage_cents_per_hour()) {
    CheckAtMost({"p25_wage_cents_per_hour", event.p25_wage_cents_per_hour()},
                {"median_wage_cents_per_hour", event.median_wage_cents_per_hour()}, context.out);
  }
}

}  // namespace anchorledger::event_types
