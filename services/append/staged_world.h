// The world of the rules with events on top that are accepted but not appended yet.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/append/append_command.h"
#include "services/append/log_world.h"

namespace anchorledger::append {

// One check's view of one tenant, as LogWorld is, that grows with the rows it accepts. Staged
// events go by positions behind everything recorded and before those of a batch under check. Not
// for concurrent use.
class StagedWorld final : public domain::World {
 public:
  using Histories = absl::flat_hash_map<base::StreamId, std::shared_ptr<const domain::History>>;
  // Called before a stream is read from the ledger.
  using BeforeRead = std::function<base::Status(const base::StreamId&)>;

  // `kept` holds streams that are to be seen instead of the ledger's; it does not
  // change while the world is read. All that is referred to must outlive the world.
  StagedWorld(const WorldParts& parts, const base::TenantId& tenant, base::Date today,
              const Histories& kept, BeforeRead before_read)
      : world_(parts, tenant, today), kept_(kept), before_read_(std::move(before_read)) {}

  // Says that a stream is new; see LogWorld. Does nothing for a stream with staged events.
  void AssumeAbsent(const base::StreamId& stream);

  // Puts an accepted event on top.
  void Stage(const CommandEvent& event, base::Position position);

  // Whether the stream has staged events.
  bool IsStaged(const base::StreamId& stream) const {
    const auto found = slots_.find(stream);
    return found != slots_.end() && !found->second.events.empty();
  }
  // The stream as it stands with the staged events.
  base::StatusOr<std::shared_ptr<const domain::History>> Latest(const base::StreamId& stream);

  // What LogWorld says of the streams that were read from the ledger.
  std::vector<storage::StreamExpectation> Guards() const { return world_.Guards(); }
  // As LogWorld says.
  std::string TakeAwaitedName() { return world_.TakeAwaitedName(); }
  std::size_t streams_read() const { return streams_read_; }

  base::StatusOr<std::shared_ptr<const domain::History>> Read(const base::StreamId& stream,
                                                              domain::Reading reading) override;
  base::StatusOr<std::optional<base::StreamId>> StreamOf(base::Position position) override;
  base::StatusOr<std::vector<base::StreamId>> Named(domain::NameIndex index,
                                                    std::string_view key) override;
  base::StatusOr<std::vector<base::Position>> Referrers(const base::StreamId& stream,
                                                        std::size_t limit) override;
  const domain::MetricShape* FindMetric(std::string_view metric_id) const override {
    return world_.FindMetric(metric_id);
  }
  base::Date Today() const override { return world_.Today(); }

 private:
  // What is known of a stream: one place for all, because each row asks for half a dozen streams
  // and looking for them is most of what that costs.
  struct Slot {
    std::shared_ptr<const domain::History> ledger;  // null until it is read
    bool guarded = false;                           // it was read as a guard
    bool read = false;                              // it was read at all, not only assumed
    // Events on top. Most streams of a file are written once and never read again, so the history
    // is made only when somebody asks.
    std::vector<domain::RecordedEvent> events;
    std::shared_ptr<const domain::History> history;
    std::size_t applied = 0;  // of `events`, in `history`

    bool Answers(domain::Reading reading) const {
      return read && ledger != nullptr && (guarded || reading == domain::Reading::kInformation);
    }
  };

  base::Status ReadLedger(const base::StreamId& stream, domain::Reading reading);

  LogWorld world_;
  const Histories& kept_;
  const BeforeRead before_read_;
  absl::flat_hash_map<base::StreamId, Slot> slots_;
  std::size_t streams_read_ = 0;
  std::vector<std::pair<domain::NameEntry, base::StreamId>> names_;
};

}  // namespace anchorledger::append
