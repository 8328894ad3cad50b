// The world of the domain rules, over the log.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "services/append/lookups.h"
#include "services/append/stream_cache.h"
#include "services/domain/world.h"
#include "storage/log/event_log.h"

namespace anchorledger::append {

// What worlds are made over; everything must outlive them.
struct WorldParts {
  const storage::EventLog& log;
  StreamCache& cache;
  const Lookups& lookups;
};

// The history of a stream that has no event.
const std::shared_ptr<const domain::History>& EmptyHistory();

// One check's view of one tenant: the same stream answers the same within it, and every stream that
// decided something is remembered with the revision that it had. Not for concurrent use.
class LogWorld final : public domain::World {
 public:
  LogWorld(const WorldParts& parts, const base::TenantId& tenant, base::Date today)
      : parts_(parts), tenant_(tenant), today_(today), names_(parts.cache.names_in_flight()) {}

  // Says that the caller requires this stream not to exist. It is then not looked up: the log
  // refuses the append if it does.
  void AssumeAbsent(const base::StreamId& stream);

  // The streams read with Reading::kGuard and the revisions they had; those assumed absent are left
  // out, since the caller's expectation covers them.
  std::vector<storage::StreamExpectation> Guards() const;

  // The name for which Named() failed, because somebody else is about to take it: then the check is
  // to be made again when it is free. Empty: none.
  std::string TakeAwaitedName() { return std::exchange(awaited_name_, {}); }
  // Keeps the names that were asked for, beyond the world, until the commit has its outcome.
  NamesInFlight::Holder TakeNames() { return std::move(names_); }

  base::StatusOr<std::shared_ptr<const domain::History>> Read(const base::StreamId& stream,
                                                              domain::Reading reading) override;
  base::StatusOr<std::optional<base::StreamId>> StreamOf(base::Position position) override;
  base::StatusOr<std::vector<base::StreamId>> Named(domain::NameIndex index,
                                                    std::string_view key) override;
  base::StatusOr<std::vector<base::Position>> Referrers(const base::StreamId& stream,
                                                        size_t limit) override;
  const domain::MetricShape* FindMetric(std::string_view metric_id) const override;
  base::Date Today() const override { return today_; }

 private:
  struct Seen {
    std::shared_ptr<const domain::History> history;
    bool guard = false;
    bool assumed_absent = false;
  };

  const WorldParts parts_;
  const base::TenantId& tenant_;
  const base::Date today_;
  std::unordered_map<base::StreamId, Seen> seen_;
  NamesInFlight::Holder names_;
  std::string awaited_name_;
};

}  // namespace anchorledger::append
