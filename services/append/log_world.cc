#include "services/append/log_world.h"

#include <utility>

namespace anchorledger::append {

const std::shared_ptr<const domain::History>& EmptyHistory() {
  static const auto* const kEmpty =
      new std::shared_ptr<const domain::History>(std::make_shared<domain::History>());
  return *kEmpty;
}

void LogWorld::AssumeAbsent(const base::StreamId& stream) {
  seen_[stream] = Seen{.history = EmptyHistory(), .assumed_absent = true};
}

std::vector<storage::StreamExpectation> LogWorld::Guards() const {
  std::vector<storage::StreamExpectation> guards;
  for (const auto& [stream, seen] : seen_) {
    if (seen.guard && !seen.assumed_absent) {
      guards.push_back({stream, storage::Expectation::At(seen.history->revision())});
    }
  }
  return guards;
}

base::StatusOr<std::shared_ptr<const domain::History>> LogWorld::Read(const base::StreamId& stream,
                                                                      domain::Reading reading) {
  auto found = seen_.find(stream);
  if (found == seen_.end()) {
    AL_ASSIGN_OR_RETURN(auto history, parts_.cache.Get(tenant_, stream));
    found = seen_.emplace(stream, Seen{.history = std::move(history)}).first;
  }
  found->second.guard = found->second.guard || reading == domain::Reading::kGuard;
  return found->second.history;
}

base::StatusOr<std::optional<base::StreamId>> LogWorld::StreamOf(base::Position position) {
  if (position.value() == 0) {
    return std::nullopt;
  }
  AL_ASSIGN_OR_RETURN(
      const std::vector<storage::Record> records,
      parts_.log.Read(position, storage::ReadLimit{.records = 1}, storage::Direction::kForward));
  if (records.empty() || records.front().tenant != tenant_) {
    return std::nullopt;  // of another tenant: not to be told apart from none
  }
  return records.front().stream;
}

base::StatusOr<std::vector<base::StreamId>> LogWorld::Named(domain::NameIndex index,
                                                            std::string_view key) {
  // Before the index is asked: what others took until now is then durable, and the index waits for
  // that.
  std::string name = NamesInFlight::NameOf(tenant_, index, key);
  if (!name.empty() && !names_.Hold(name)) {
    awaited_name_ = std::move(name);
    return base::MakeError(base::ErrorReason::kGuardFailed, "the name is being taken");
  }
  return parts_.lookups.Named(tenant_, index, key);
}

base::StatusOr<std::vector<base::Position>> LogWorld::Referrers(const base::StreamId& stream,
                                                                size_t limit) {
  return parts_.lookups.Referrers(tenant_, stream, limit);
}

const domain::MetricShape* LogWorld::FindMetric(std::string_view metric_id) const {
  return parts_.lookups.FindMetric(metric_id);
}

}  // namespace anchorledger::append
