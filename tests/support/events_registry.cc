#include <algorithm>

#include "anchorledger/event/v1/envelope.pb.h"
#include "tests/support/event_words.h"
#include "tests/support/events.h"

namespace anchorledger::testing {
namespace {

namespace pb = ::anchorledger::event::v1;

pb::EventPayload Baseline(Text measure, Text from, Text to) {
  pb::EventPayload payload;
  auto* event = payload.mutable_baseline_reported();
  event->set_measure(Word<pb::BaselineMeasure>(measure));
  Assign(event->mutable_period(), from, to);
  return payload;
}

pb::EventPayload ReferenceSet(Text set_id, Text kind, Text edition, Text valid_from) {
  pb::EventPayload payload;
  auto* event = payload.mutable_reference_set_published();
  event->set_set_id(std::string(set_id));
  event->set_kind(Word<pb::ReferenceSetKind>(kind));
  event->set_source("Test source");
  event->set_edition(std::string(edition));
  Assign(event->mutable_valid_from(), valid_from);
  return payload;
}

pb::Strategy kAllStrategies[] = {pb::STRATEGY_HIRING, pb::STRATEGY_PURCHASING,
                                 pb::STRATEGY_INVESTING};

}  // namespace

Draft AnchorRegistered(Text id, Text fiscal_year_start, Text on) {
  const auto start = base::ParseFiscalYearStart(fiscal_year_start);
  AL_CHECK(start.ok());
  pb::EventPayload payload;
  auto* event = payload.mutable_anchor_registered();
  event->set_anchor_id(std::string(id));
  event->set_legal_name("Hospital " + std::string(id));
  event->mutable_fiscal_year_start()->set_month(start->month);
  event->mutable_fiscal_year_start()->set_day(start->day);
  event->set_currency("USD");
  event->set_time_zone("America/New_York");
  event->set_han_member(true);
  return Draft(std::move(payload)).On(on);
}

Draft PartnerOnboarded(Text id, Text kind, Text on) {
  pb::EventPayload payload;
  auto* event = payload.mutable_partner_onboarded();
  event->set_partner_id(std::string(id));
  event->set_org_name("Organisation " + std::string(id));
  event->set_kind(Word<pb::PartnerKind>(kind));
  Assign(event->mutable_home_geo(), "zcta5:02119");
  return Draft(std::move(payload)).On(on);
}

Draft GeographyDefined(Text id, Text purpose, const std::vector<std::string>& members,
                       Text valid_from) {
  pb::EventPayload payload;
  auto* event = payload.mutable_geography_defined();
  event->set_geo_id(std::string(id));
  event->set_name("Area " + std::string(id));
  event->set_purpose(Word<pb::GeographyPurpose>(purpose));
  event->set_applies_to(pb::GEOGRAPHY_USE_ALL);
  std::vector<std::string> sorted = members;
  std::sort(sorted.begin(), sorted.end());
  for (const std::string& member : sorted) Assign(event->add_members(), member);
  Assign(event->mutable_valid_from(), valid_from);
  event->set_rationale(pb::GEOGRAPHY_RATIONALE_CHNA);
  event->set_population(25'000);
  return Draft(std::move(payload)).On(valid_from);
}

Draft WageSetPublished(Text set_id, Text kind, Text edition, Text valid_from,
                       const std::vector<std::pair<std::string, Count>>& lines) {
  pb::EventPayload payload = ReferenceSet(set_id, kind, edition, valid_from);
  auto* event = payload.mutable_reference_set_published();
  auto sorted = lines;
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [key, minor_per_hour] : sorted) {
    auto* entry = event->add_entries();
    entry->set_key(key);
    entry->set_minor_per_hour(minor_per_hour);
  }
  return Draft(std::move(payload)).On(valid_from);
}

Draft BenchmarkSetPublished(Text set_id, Text edition, Text valid_from,
                            const std::vector<std::pair<std::string, Count>>& lines) {
  pb::EventPayload payload = ReferenceSet(set_id, "benchmark_rate", edition, valid_from);
  auto* event = payload.mutable_reference_set_published();
  auto sorted = lines;
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [key, basis_points] : sorted) {
    auto* entry = event->add_entries();
    entry->set_key(key);
    entry->set_basis_points(basis_points);
  }
  return Draft(std::move(payload)).On(valid_from);
}

Draft BaselineReported(Text measure, Text from, Text to, Count people) {
  pb::EventPayload payload = Baseline(measure, from, to);
  payload.mutable_baseline_reported()->mutable_value()->set_count(people);
  return Draft(std::move(payload));
}

Draft BaselineReported(Text measure, Text from, Text to, base::Money amount) {
  pb::EventPayload payload = Baseline(measure, from, to);
  Assign(payload.mutable_baseline_reported()->mutable_value()->mutable_money(), amount);
  return Draft(std::move(payload));
}

Draft AssetsReported(Text as_of, base::Money amount) {
  pb::EventPayload payload;
  auto* event = payload.mutable_baseline_reported();
  event->set_measure(pb::BASELINE_MEASURE_INVESTABLE_ASSETS);
  Assign(event->mutable_as_of(), as_of);
  Assign(event->mutable_value()->mutable_money(), amount);
  event->add_exclusions("pensions");
  event->add_exclusions("restricted_assets");
  return Draft(std::move(payload));
}

Draft TargetSet(Text id, Text metric_id, Count basis_points, Text on, Text due) {
  pb::EventPayload payload;
  auto* event = payload.mutable_target_set();
  event->set_target_id(std::string(id));
  event->set_metric_id(std::string(metric_id));
  event->mutable_scope()->set_anchor_id("anchor-1");
  event->mutable_value()->set_basis_points(basis_points);
  event->set_direction(pb::TARGET_DIRECTION_AT_LEAST);
  Assign(event->mutable_due(), due);
  return Draft(std::move(payload)).On(on);
}

Draft PartnershipProposed(Text id, Text on, Text lead_partner) {
  pb::EventPayload payload;
  auto* event = payload.mutable_partnership_proposed();
  event->set_partnership_id(std::string(id));
  event->set_title("Partnership " + std::string(id));
  event->set_cwb_model(pb::CWB_MODEL_MIXED);
  for (const pb::Strategy strategy : kAllStrategies) event->add_strategies(strategy);
  event->set_lead_anchor_id("anchor-1");
  event->set_lead_partner_id(std::string(lead_partner));
  event->set_geo_id("geo-1");
  event->set_proposed_by_side(pb::PARTNERSHIP_SIDE_ANCHOR);
  return Draft(std::move(payload)).On(on);
}

Draft PartnershipFormed(Text partnership, Text on) {
  pb::EventPayload payload;
  auto* event = payload.mutable_partnership_formed();
  event->set_agreement_kind(pb::AGREEMENT_KIND_MOU);
  event->set_governance(pb::PARTNERSHIP_GOVERNANCE_JOINT_COMMITTEE);
  event->set_decision_rights(pb::DECISION_RIGHTS_SHARED);
  event->set_review_cycle_months(12);
  return Draft(std::move(payload)).Partnership(partnership).On(on);
}

Draft PartyJoined(Text partnership, Text org, Text role, Text on) {
  pb::EventPayload payload;
  auto* event = payload.mutable_party_joined();
  event->set_org_id(std::string(org));
  event->set_role(Word<pb::PartyRole>(role));
  return Draft(std::move(payload)).Partnership(partnership).On(on);
}

Draft PhaseEntered(Text partnership, Text phase, Text on, Text reason) {
  pb::EventPayload payload;
  auto* event = payload.mutable_phase_entered();
  event->set_phase(Word<pb::Phase>(phase));
  event->set_reason(std::string(reason));
  event->set_concurrent(false);
  return Draft(std::move(payload)).Partnership(partnership).On(on);
}

Draft PhaseEnteredBeside(Text partnership, Text phase, Text on) {
  Draft draft = PhaseEntered(partnership, phase, on);
  draft.payload().mutable_phase_entered()->set_concurrent(true);
  return draft;
}

Draft PhaseExited(Text partnership, Text phase, Text on, Text outcome) {
  pb::EventPayload payload;
  auto* event = payload.mutable_phase_exited();
  event->set_phase(Word<pb::Phase>(phase));
  event->set_outcome(Word<pb::PhaseOutcome>(outcome));
  return Draft(std::move(payload)).Partnership(partnership).On(on);
}

Draft MilestoneMet(Text partnership, Text milestone, const std::vector<std::uint64_t>& evidence,
                   Text on) {
  pb::EventPayload payload;
  auto* event = payload.mutable_milestone_achieved();
  event->set_milestone_id(std::string(milestone));
  event->set_outcome(pb::MILESTONE_OUTCOME_MET);
  for (const std::uint64_t position : evidence) event->add_evidence_positions(position);
  return Draft(std::move(payload)).Partnership(partnership).On(on);
}

Draft MilestoneNotApplicable(Text partnership, Text milestone, Text reason, Text on) {
  pb::EventPayload payload;
  auto* event = payload.mutable_milestone_achieved();
  event->set_milestone_id(std::string(milestone));
  event->set_outcome(pb::MILESTONE_OUTCOME_NOT_APPLICABLE);
  event->set_reason_code(std::string(reason));
  return Draft(std::move(payload)).Partnership(partnership).On(on);
}

std::vector<Draft> StandardNetwork() {
  return {
      AnchorRegistered("anchor-1", "07-01"),
      AnchorRegistered("anchor-2"),
      PartnerOnboarded("partner-1", "worker_coop"),
      PartnerOnboarded("partner-2", "clt"),
      PartnerOnboarded("bank-1", "cdfi"),
      SupplierRegistered("supplier-1"),
      SupplierRegistered("supplier-2", "2000-01-01", "zcta5:90210"),
      GeographyDefined("geo-1", "local", {"zcta5:02119", "zcta5:02121"}),
      GeographyDefined("geo-target", "target", {"zcta5:02119"}),
      GeographyDefined("geo-disadvantaged", "disadvantaged", {"zcta5:02119"}),
      WageSetPublished("living-wage", "living_wage", "2000", "2000-01-01", {{"default", 1'800}}),
      BenchmarkSetPublished("benchmark", "2000", "2000-01-01", {{"T5", 500}}),
      PartnershipProposed("ps-1", "2010-01-01"),
  };
}

}  // namespace anchorledger::testing
