// Lists of events by what they are about, for ListEvents and for the rules.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "services/domain/world.h"
#include "services/projections/fact_reader.h"
#include "services/projections/posting_cursor.h"
#include "storage/log/event_log.h"

namespace anchorledger::projections {

// All conditions have to hold; empty ones do not narrow. They are about the event as recorded:
// corrections are events of their own.
struct EventQuery {
  std::string_view tenant;
  std::vector<std::uint32_t> types;  // any of them
  std::string_view partnership;
  std::string_view anchor;
  std::string_view batch;
  std::optional<base::Period> effective;
  // About a supplier or a partner, as api.v1.EventFilter says. What these lead to may be about it
  // no longer, or lie outside of the effective dates: whoever asks looks at the event.
  std::string_view supplier = {};
  std::string_view partner = {};
  std::string_view actor = {};
  std::string_view actor_organisation = {};
  bool late = false;
};

struct EventPage {
  std::vector<base::Position> positions;  // in the direction asked for
  bool more = false;                      // there may be others behind the last one
};

// The lists as of one position. Cheap to take; any thread may use one, several at a time may not.
class EventIndex {
 public:
  // `log` must outlive the index.
  EventIndex(std::shared_ptr<const SharedState> shared, base::Position position,
             const storage::EventLog& log)
      : shared_(std::move(shared)), position_(position), log_(log) {}

  base::Position position() const { return position_; }

  // Whether the query narrows by anything that is indexed. If not, the log is the list.
  static bool Narrows(const EventQuery& query);

  // Events behind `after` in the direction (forward from the first when it is 0, backward from the
  // last when it is nothing). Costs the blocks of the shortest list and a look-up in the others
  // for each candidate. Effective dates alone cost the lists of their months.
  base::StatusOr<EventPage> List(const EventQuery& query, std::optional<base::Position> after,
                                 storage::Direction direction, std::size_t limit) const;

  // As domain::World::Named and Referrers.
  base::StatusOr<std::vector<base::StreamId>> Named(const base::TenantId& tenant,
                                                    domain::NameIndex index,
                                                    std::string_view key) const;
  base::StatusOr<std::vector<base::Position>> Referrers(const base::TenantId& tenant,
                                                        const base::StreamId& stream,
                                                        std::size_t limit) const;

 private:
  // Postings of several lists as one, in order.
  class Union;

  std::vector<std::vector<PostingKey>> ListsFor(const EventQuery& query) const;
  base::StatusOr<std::vector<base::Position>> All(const PostingKey& key, std::size_t limit) const;

  std::shared_ptr<const SharedState> shared_;
  base::Position position_;
  const storage::EventLog& log_;
};

}  // namespace anchorledger::projections
