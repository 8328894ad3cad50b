// What the rules may know: the streams of one tenant, read lazily. The domain does no I/O of its
// own; services/append implements this over the log with a cache, tests/support over a map.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "services/domain/history.h"
#include "services/domain/metric_shape.h"

namespace anchorledger::domain {

// Why a stream is read.
enum class Reading {
  // The answer decides whether the event is accepted. The implementation remembers the revision it
  // answered with; the append has to fail when the stream has moved since (a guard, or the expected
  // revision when the stream is also written).
  kGuard,
  // The answer only decides what is said or how; no guard is needed.
  kInformation,
};

// Lists by which things are found without their id.
enum class NameIndex {
  kPartnerName,    // key: base::FoldForComparison(org_name)
  kPartnerEin,     // key: the nine digits
  kGeography,      // key: purpose number + "/" + base::FoldForComparison(name)
  kReferenceSets,  // key: number of the kind
};

// A lasting view of one tenant for the checks of one batch. Implementations need not be safe for
// concurrent use. Every failure of a read fails the check with the same status.
class World {
 public:
  World() = default;
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  virtual ~World() = default;

  // All events of the stream so far; an empty history when it does not exist. Never null. Reading
  // the same stream again within one World gives the same answer.
  virtual base::StatusOr<std::shared_ptr<const History>> Read(const base::StreamId& stream,
                                                              Reading reading) = 0;

  // The stream that holds the event at `position`; nothing when this tenant has no such event.
  virtual base::StatusOr<std::optional<base::StreamId>> StreamOf(base::Position position) = 0;

  // Streams that were ever entered in `index` under `key` (see NameKeysOf). May name streams that
  // no longer deserve it: the rules read each stream before they believe it. A name entered by a
  // commit in flight may be missing: the implementation keeps two racing commits from both asking.
  virtual base::StatusOr<std::vector<base::StreamId>> Named(NameIndex index,
                                                            std::string_view key) = 0;

  // Positions of at most `limit` events that name the stream (see StreamsNamedBy), lowest first;
  // those of the stream itself and voided ones may be among them. Asked only when a void removes
  // the thing that the stream is about.
  virtual base::StatusOr<std::vector<base::Position>> Referrers(const base::StreamId& stream,
                                                                std::size_t limit) = 0;

  // The metric of the catalogue with this id; null when there is none. Lives as long as the world.
  virtual const MetricShape* FindMetric(std::string_view metric_id) const = 0;

  // The day of the check, in UTC.
  virtual base::Date Today() const = 0;
};

// One entry that an event makes in a NameIndex, for its own stream.
struct NameEntry {
  NameIndex index = NameIndex::kPartnerName;
  std::string key;
  bool operator==(const NameEntry&) const = default;
};

// The entries that an event makes in the name indexes for its stream; empty for most types. An
// amendment makes the entries of the amended payload.
std::vector<NameEntry> NameKeysOf(const event::v1::EventPayload& payload);

// Whether an event of the type can make such entries: it does so itself, or amends one that does.
bool MayEnterName(int event_type);

// The streams that an event names and that had to exist when it was recorded, such as the supplier
// of a purchase or the investment of a draw (which is its own stream); in order of the fields. An
// organisation may be an anchor or a partner, so both streams are named. For the index behind
// World::Referrers.
std::vector<base::StreamId> StreamsNamedBy(const event::v1::EventHeader& header,
                                           const event::v1::EventPayload& payload);

}  // namespace anchorledger::domain
