#include "tests/support/projections/projected_ledger.h"

#include <algorithm>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/projections/fact_schema.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {

using projections::Fact;
using projections::FactSelection;
using projections::FactView;
using projections::Symbol;

ProjectedLedger::ProjectedLedger()
    : clock_(base::StartOfDay(Day("2026-11-01"))), log_(storage::LogId{7}, clock_) {
  auto projection =
      projections::MetricsProjection::Open(std::make_unique<projections::MemoryRows>(), log_);
  REQUIRE_OK(projection);
  projection_ = *std::move(projection);
  follower_ = std::make_unique<projections::Follower>(log_, *projection_, clock_);
  Record(StandardNetwork());
}

std::uint64_t ProjectedLedger::Record(const std::vector<Draft>& drafts) {
  REQUIRE_OK(TryRecord(drafts));
  return last_position();
}

base::Status ProjectedLedger::TryRecord(const std::vector<Draft>& drafts) {
  AL_RETURN_IF_ERROR(world_.Append(drafts).status());
  while (last_position() < world_.last_position()) Log(world_.events()[last_position()]);
  Follow();
  return base::Status();
}

std::uint64_t ProjectedLedger::RecordUnchecked(const Draft& draft) {
  const domain::ProposedEvent event = draft.Propose(today());
  Log({.position = {},
       .recorded_at = {},
       .stream = event.stream,
       .header = event.header,
       .payload = event.payload});
  Follow();
  return last_position();
}

void ProjectedLedger::NextDay() {
  clock_.Advance(base::kMicrosPerDay);
  world_.SetToday(today());
  world_.SetNow(clock_.Now());
}

void ProjectedLedger::Log(const domain::RecordedEvent& event) {
  storage::Commit commit;
  commit.tenant = base::TenantId(kTenant);
  commit.request_id = "request-" + std::to_string(last_position() + 1);
  commit.records.push_back({.stream = event.stream,
                            .header = event.header->SerializeAsString(),
                            .payload = event.payload->SerializeAsString()});
  const auto result = storage::AppendAndWait(log_, std::move(commit));
  REQUIRE_OK(result);
  REQUIRE(std::holds_alternative<storage::Committed>(*result));
}

void ProjectedLedger::Follow() { FollowToHead(*follower_); }

void FollowToHead(projections::Follower& follower) {
  while (true) {
    const base::StatusOr<bool> more = follower.RunOnce();
    REQUIRE_OK(more);
    if (!*more) return;
  }
}

FactSelection Everything(const FactView& view, projections::FactKind kind) {
  FactSelection selection;
  selection.kind = kind;
  selection.tenant = view.Find(kTenant);
  selection.from = base::kFirstDate;
  selection.to = base::kLastDate;
  return selection;
}

std::vector<Fact> FactsOf(const FactView& view, const FactSelection& selection) {
  std::vector<Fact> facts;
  REQUIRE_OK(view.Facts(selection, [&](const Fact& fact) { facts.push_back(fact); }));
  return facts;
}

std::vector<Fact> SumsOf(const FactView& view, const FactSelection& selection) {
  std::vector<Fact> facts;
  REQUIRE_OK(view.Sums(selection, [&](const Fact& fact) { facts.push_back(fact); }));
  return facts;
}

std::vector<Fact> SumsByEntityOf(const FactView& view, const FactSelection& selection) {
  std::vector<Fact> facts;
  REQUIRE_OK(view.SumsByEntity(selection, [&](const Fact& fact) { facts.push_back(fact); }));
  return facts;
}

std::string InWords(const Fact& fact, const std::function<std::string_view(Symbol)>& text) {
  const projections::KindSchema& schema = *projections::FindKindSchema(fact.kind);
  const projections::Dimensions& d = fact.dimensions;
  std::string words = base::FormatIsoDate(fact.effective_on);
  words += " #" + std::to_string(fact.position.value()) + " " + std::string(schema.name);
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) words.append(" ").append(name).append("=").append(value);
  };
  add("anchor", text(d.anchor));
  add("partnership", text(d.partnership));
  add("partner", text(d.partner));
  add("geography", text(d.geography));
  add("phase", std::to_string(d.phase));
  add("strategy", std::to_string(d.strategy));
  add("basis", std::to_string(d.basis));
  add("currency", d.currency.code());
  if (d.class_mask != 0) add("classes", std::to_string(d.class_mask));
  for (std::size_t bit = 0; bit < projections::kFlagsMax; ++bit) {
    if ((d.flags >> bit & 1U) != 0) words.append(" ").append(schema.flags[bit]);
  }
  add("entity", text(fact.entity));
  add("entity2", text(fact.entity2));
  add("link", text(fact.link));
  for (std::size_t slot = 0; slot < projections::kMeasuresMax; ++slot) {
    if (!schema.measures[slot].empty()) {
      add(schema.measures[slot], std::to_string(fact.measures[slot]));
    }
  }
  return words;
}

std::vector<std::string> InWords(const std::vector<Fact>& facts, const FactView& view) {
  std::vector<std::string> words;
  for (const Fact& fact : facts) {
    words.push_back(InWords(fact, [&](Symbol symbol) { return view.Text(symbol); }));
  }
  std::sort(words.begin(), words.end());
  return words;
}

}  // namespace anchorledger::testing
