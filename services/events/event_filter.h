// Which events a caller asked for, and which of them it may see.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/hash.h"
#include "proto/base/status.h"
#include "proto/base/time.h"
#include "services/projections/event_index.h"
#include "storage/log/log_types.h"

namespace anchorledger::api::v1 {
class EventFilter;
}  // namespace anchorledger::api::v1

namespace anchorledger::event::v1 {
class EventHeader;
}  // namespace anchorledger::event::v1

namespace anchorledger::events {

// A filter that was checked. Immutable; safe from any thread.
class EventFilter {
 public:
  // All violations at once. `path` names the filter in the request.
  static base::StatusOr<EventFilter> Parse(const api::v1::EventFilter& filter,
                                           std::string_view path);

  // What can be told from the record without parsing its header.
  bool MatchesRecord(const storage::Record& record) const;
  // The rest, but for things().
  bool MatchesHeader(const event::v1::EventHeader& header) const;

  // The streams of the supplier and the partner that the event must be about.
  const std::vector<base::StreamId>& things() const { return things_; }

  // The one stream that is asked for; empty: any.
  const base::StreamId& stream() const { return stream_; }
  // Bounds of the recorded time: from inclusive, before exclusive.
  std::optional<base::Instant> recorded_from() const { return recorded_from_; }
  std::optional<base::Instant> recorded_before() const { return recorded_before_; }

  // What the event index can narrow by, for a tenant. Refers to filter and tenant.
  projections::EventQuery ListedBy(const base::TenantId& tenant) const;

  // Equal for equal filters; part of resume tokens.
  const base::Sha256Digest& digest() const { return digest_; }

 private:
  base::StreamId stream_;
  std::unordered_set<uint32_t> types_;  // empty: any
  std::string partnership_id_;
  std::string anchor_id_;
  std::string batch_id_;
  std::string actor_ref_;
  std::string actor_org_id_;
  bool late_only_ = false;
  std::string supplier_id_;
  std::string partner_id_;
  std::vector<base::StreamId> things_;
  std::optional<base::Date> effective_from_;
  std::optional<base::Date> effective_to_;
  std::optional<base::Instant> recorded_from_;
  std::optional<base::Instant> recorded_before_;
  base::Sha256Digest digest_{};
};

}  // namespace anchorledger::events
