// A tenant in memory: checks drafts as the server does and keeps what was accepted. For tests of
// the rules, and for anybody who needs a vector of recorded events that could really lie in a log.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "proto/base/status.h"
#include "services/domain/batch.h"
#include "services/domain/world.h"
#include "tests/support/draft.h"

namespace anchorledger::testing {

class FakeWorld final : public domain::World {
 public:
  // Today is 2026-11-01 until it is set.
  FakeWorld();

  // Checks the drafts as one request and records them; positions continue from 1. Field violations
  // and broken rules are returned, and nothing is recorded.
  base::StatusOr<std::vector<base::Position>> Append(const std::vector<Draft>& drafts);

  // What was recorded, in order; `late` is set where the domain said so.
  const std::vector<domain::RecordedEvent>& events() const { return events_; }
  std::uint64_t last_position() const { return events_.size(); }
  // The verdicts of the last accepted request.
  const std::vector<domain::Verdict>& verdicts() const { return verdicts_; }

  // The stream as it stands.
  std::shared_ptr<const domain::History> HistoryOf(std::string_view stream) const;

  void SetToday(base::Date today) { today_ = today; }
  // recorded_at of the next events; each is one microsecond after the one before.
  void SetNow(base::Instant now) { now_ = now; }
  // Metrics that exist; a few do from the start.

  // Streams read with Reading::kGuard since the last Append began, with the revision seen.
  const std::map<base::StreamId, base::Revision>& guards() const { return guards_; }

  base::StatusOr<std::shared_ptr<const domain::History>> Read(const base::StreamId& stream,
                                                              domain::Reading reading) override;
  base::StatusOr<std::optional<base::StreamId>> StreamOf(base::Position position) override;
  base::StatusOr<std::vector<base::StreamId>> Named(domain::NameIndex index,
                                                    std::string_view key) override;
  base::StatusOr<std::vector<base::Position>> Referrers(const base::StreamId& stream,
                                                        std::size_t limit) override;
  const domain::MetricShape* FindMetric(std::string_view metric_id) const override;
  base::Date Today() const override { return today_; }

 private:
  domain::ProposedEvent Propose(const Draft& draft) const;
  void Record(const domain::ProposedEvent& event, bool late);
  void Index(const domain::RecordedEvent& event);

  base::Date today_;
  base::Instant now_;
  std::vector<domain::RecordedEvent> events_;
  std::vector<domain::Verdict> verdicts_;
  std::unordered_map<base::StreamId, std::shared_ptr<domain::History>> streams_;
  std::map<std::pair<domain::NameIndex, std::string>, std::set<base::StreamId>> names_;
  std::unordered_map<base::StreamId, std::vector<base::Position>> referrers_;
  domain::MetricShapes metrics_;
  std::map<base::StreamId, base::Revision> guards_;
};

}  // namespace anchorledger::testing
