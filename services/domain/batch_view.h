// The world as a batch so far leaves it: what World answers, with the events of the batch applied
// on top. Internal to the rules; not safe for concurrent use.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "proto/base/date.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "services/domain/history.h"
#include "services/domain/recorded_event.h"
#include "services/domain/world.h"

namespace anchorledger::domain {

class BatchView {
 public:
  // `world` must outlive the view.
  explicit BatchView(World& world) : world_(world) { slots_.reserve(kUsualStreams); }

  // The stream with the batch applied; empty when it does not exist. The pointer lives as long as
  // the view; after an event was applied to the stream it is to be read again.
  base::StatusOr<const History*> Read(const base::StreamId& stream,
                                      Reading reading = Reading::kGuard);

  // Whether the thing that the stream is about exists.
  base::StatusOr<bool> Exists(const base::StreamId& stream, Reading reading = Reading::kGuard);

  // The recorded event at the position, as it stands, or its stream; null or nothing when this
  // tenant has none. Events of the batch cannot be named by position: they have none yet.
  base::StatusOr<const Entry*> FindEvent(base::Position position, Reading reading);
  base::StatusOr<std::optional<base::StreamId>> StreamOf(base::Position position);

  base::StatusOr<std::vector<base::StreamId>> Named(NameIndex index, std::string_view key);

  // Events outside the stream that name it and are in force, those of the batch included.
  base::StatusOr<std::vector<const Entry*>> Referrers(const base::StreamId& stream);
  World& world() { return world_; }
  base::Date Today() const { return world_.Today(); }

  // Puts the event on top and answers the position it goes by from now on. Does not read the
  // stream: a stream whose rules need no history is never loaded.
  base::Position Apply(const ProposedEvent& event);
  // The position that the next applied event will go by.
  base::Position NextPosition() const { return base::Position(kProvisionalPosition + applied_); }

  // Enters what an event names, as amended by this batch, into the indexes above. Neither pointer
  // is null.
  void Index(const base::StreamId& stream, base::Position position, HeaderPtr header,
             PayloadPtr payload);

  // What corrections of this batch leave to be checked when it is complete.
  struct Aftermath {
    std::set<base::StreamId> streams;                             // corrected ones
    std::set<std::pair<base::StreamId, base::Position>> changed;  // events with other values now
    std::set<base::StreamId> renamed;  // changed in a way that events naming them depend on
  };
  Aftermath& aftermath() { return aftermath_; }
  bool IsCorrected(const base::StreamId& stream) const {
    return aftermath_.streams.contains(stream);
  }

 private:
  // What one event reads: its own stream and those of what it names.
  static constexpr std::size_t kUsualStreams = 7;

  struct Slot {
    std::shared_ptr<const History> recorded;  // null until it is read
    std::unique_ptr<History> applied;         // with the batch on top; null while there is none
    std::vector<RecordedEvent> waiting;       // applied before it was read
    bool guarded = false;
  };
  struct NamedHere {
    NameEntry entry;
    base::StreamId stream;
  };
  struct ReferrerHere {
    base::StreamId stream;
    base::Position position;
  };
  // An event whose names are not in the indexes yet. Most batches never ask for them, and they cost
  // more than the checks of a plain event.
  struct Unindexed {
    base::StreamId stream;
    base::Position position;
    HeaderPtr header;
    PayloadPtr payload;
  };
  void IndexWaiting();

  World& world_;
  std::map<std::pair<NameIndex, std::string>, std::vector<base::StreamId>> looked_up_;
  absl::flat_hash_map<base::StreamId, Slot> slots_;
  Aftermath aftermath_;
  std::vector<Unindexed> unindexed_;
  std::vector<NamedHere> names_;
  std::unordered_multimap<base::StreamId, ReferrerHere> referrers_;  // by the stream they name
  std::uint64_t applied_ = 0;
};

}  // namespace anchorledger::domain
