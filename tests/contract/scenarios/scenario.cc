#include "tests/contract/scenarios/scenario.h"

#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/rules.pb.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "services/metrics/targets.h"
#include "tests/support/metrics/two_evaluators.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

constexpr std::int64_t kCents = 100;

}  // namespace

base::Money Dollars(std::int64_t whole) { return Usd(whole * kCents); }

Scenario::Scenario(std::string_view anchor, std::string_view fiscal_year_start)
    : ledger_(std::make_unique<ProjectedLedger>()), anchor_(anchor) {
  Record(AnchorRegistered(anchor, fiscal_year_start));
}

void Scenario::Propose(std::string_view partnership, std::string_view on,
                       std::string_view lead_partner) {
  partnership_ = partnership;
  Record(PartnershipProposed(partnership, on, lead_partner).Set("lead_anchor_id", anchor_));
}

void Scenario::Dress(Draft* event) const {
  // A correction lies where the event lies that it corrects.
  if (event_types::LiesInTargetStream(event->type())) return;
  event->Anchor(anchor_);
  const auto* type = event_types::FindEventType(event->type());
  const bool may = type->rule->partnership() != event::v1::PRESENCE_FORBIDDEN;
  if (may && event->header().partnership_id().empty() && !partnership_.empty()) {
    event->Partnership(partnership_);
  }
}

std::uint64_t Scenario::Record(std::vector<Draft> events) {
  for (Draft& event : events) {
    Dress(&event);
    INFO(event.InWords());
    ledger_->Record(event);
  }
  return ledger_->last_position();
}

std::uint64_t Scenario::RecordTogether(std::vector<Draft> events) {
  for (Draft& event : events) Dress(&event);
  return ledger_->Record(events);
}

metrics::Query Scenario::About(std::string_view from, std::string_view to) const {
  metrics::Query query;
  query.tenant = kTenant;
  if (!from.empty()) query.from = Day(from);
  query.to = Day(to);
  query.today = ledger_->today();
  query.filter = about_;
  query.filter.anchors = {anchor_};
  query.known = known_;
  return query;
}

metrics::Answer Scenario::AskBoth(std::string_view metric, const metrics::Query& query) {
  const metrics::Plan* plan = EmbeddedMetrics().Find(metric, query.to);
  REQUIRE(plan != nullptr);
  const auto view = ledger_->View();
  const auto evaluator = ReferenceFor(EventsOf(ledger_->log()), query);
  for (const std::string& difference : Differences(*view, *evaluator, query, {plan})) {
    UNSCOPED_INFO(difference);
    CHECK(false);
  }
  auto answer = metrics::AnswerQuery(EmbeddedMetrics(), *view, query, {plan});
  REQUIRE_OK(answer);
  return *std::move(answer);
}

metrics::Cell Scenario::OnlyCell(std::string_view metric, std::string_view from,
                                 std::string_view to) {
  const metrics::Answer answer = AskBoth(metric, About(from, to));
  REQUIRE(answer.metrics.front().cells.size() == 1);
  return answer.metrics.front().cells.front();
}

std::string Scenario::Ask(std::string_view metric, std::string_view from, std::string_view to) {
  return Shown(OnlyCell(metric, from, to).value);
}

std::string Scenario::AskParts(std::string_view metric, std::string_view from,
                               std::string_view to) {
  std::string text;
  for (const metrics::Value& part : OnlyCell(metric, from, to).parts) {
    text += (text.empty() ? "" : " ") + Shown(part);
  }
  return text;
}

std::string Scenario::AskBy(metrics::Dimension dimension, std::string_view metric,
                            std::string_view from, std::string_view to) {
  metrics::Query query = About(from, to);
  query.group_by = {dimension};
  const metrics::Answer answer = AskBoth(metric, query);
  std::string text;
  for (const metrics::Cell& cell : answer.metrics.front().cells) {
    const std::string key = cell.span < 0 ? answer.groups[cell.group].front()
                                          : answer.spans[static_cast<std::size_t>(cell.span)];
    text += (text.empty() ? "" : " ") + key + "=" + Shown(cell.value);
  }
  return text;
}

std::string Scenario::AskTarget(std::string_view from, std::string_view to) {
  const metrics::Cell cell = OnlyCell("X-20", from, to);
  static constexpr const char* kStates[] = {"no_target", "not_yet_due", "met", "not_met"};
  return Shown(cell.value) + " " + kStates[static_cast<std::size_t>(cell.target)];
}

}  // namespace anchorledger::testing
