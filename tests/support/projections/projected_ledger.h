// A tenant whose events are checked, logged in memory and projected: given events, when something
// is recorded, then facts are so.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "proto/runtime/clock.h"
#include "services/projections/follower.h"
#include "services/projections/metrics_projection.h"
#include "storage/log/memory_log.h"
#include "tests/support/events.h"
#include "tests/support/fake_world.h"

namespace anchorledger::testing {

// The tenant of every ProjectedLedger.
inline constexpr std::string_view kTenant = "t";

class ProjectedLedger {
 public:
  // Holds StandardNetwork(). The first day of recording is 2026-11-01.
  ProjectedLedger();

  // Records the drafts as one request; the test fails when the rules refuse them. Returns the
  // position of the last one. Projected at once.
  std::uint64_t Record(const std::vector<Draft>& drafts);
  std::uint64_t Record(const Draft& draft) { return Record(std::vector<Draft>{draft}); }
  // The same, but a refusal is an answer.
  base::Status TryRecord(const std::vector<Draft>& drafts);
  // What the rules would refuse goes in all the same.
  std::uint64_t RecordUnchecked(const Draft& draft);

  // What is recorded from now on is recorded on the next UTC day.
  void NextDay();
  base::Date today() const { return clock_.Today(); }

  std::uint64_t last_position() const { return log_.Head().position.value(); }
  storage::MemoryLog& log() { return log_; }
  runtime::ManualClock& clock() { return clock_; }
  projections::MetricsProjection& projection() { return *projection_; }
  std::shared_ptr<const projections::FactView> View() const { return projection_->View(); }

 private:
  void Log(const domain::RecordedEvent& event);
  void Follow();

  runtime::ManualClock clock_;
  storage::MemoryLog log_;
  FakeWorld world_;
  std::unique_ptr<projections::MetricsProjection> projection_;
  std::unique_ptr<projections::Follower> follower_;
};

// Steps the follower until it is at the head.
void FollowToHead(projections::Follower& follower);

// A selection over all days of the tenant, known now.
projections::FactSelection Everything(const projections::FactView& view,
                                      projections::FactKind kind);

// The facts of a kind, in the order of the view.
std::vector<projections::Fact> FactsOf(const projections::FactView& view,
                                       const projections::FactSelection& selection);
std::vector<projections::Fact> SumsOf(const projections::FactView& view,
                                      const projections::FactSelection& selection);
std::vector<projections::Fact> SumsByEntityOf(const projections::FactView& view,
                                              const projections::FactSelection& selection);

// The fact with its texts and measures by name, so that facts of different symbol tables compare
// and a failure can be read: "2024-03-05 #17 purchase anchor=anchor-1 local net=12000 ...".
std::string InWords(const projections::Fact& fact,
                    const std::function<std::string_view(projections::Symbol)>& text);
// In rising order.
std::vector<std::string> InWords(const std::vector<projections::Fact>& facts,
                                 const projections::FactView& view);

}  // namespace anchorledger::testing
