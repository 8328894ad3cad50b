#include "services/import/prior_rows.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"

namespace anchorledger::importing {
namespace {

namespace pb = anchorledger::event::v1;

constexpr std::uint32_t kFirstControlEvent = 1200;

std::uint64_t NumberOf(std::string_view row_key) { return std::hash<std::string_view>()(row_key); }

}  // namespace

base::StatusOr<PriorRows> PriorRows::Load(const storage::EventLog& log, const EventFinder& finder,
                                          const base::TenantId& tenant, const PriorScope& scope) {
  PriorRows rows;
  pb::EventHeader header;
  for (std::size_t at = 0; at < scope.batches.size(); ++at) {
    const RecordedBatch& batch = *scope.batches[at];
    AL_ASSIGN_OR_RETURN(const std::vector<base::Position> positions,
                        finder.OfBatch(tenant, batch.batch_id));
    AL_RETURN_IF_ERROR(ReadRecords(log, positions, [&](const storage::Record& record) {
      if (!header.ParseFromString(record.header)) {
        return base::MakeError(
            base::ErrorReason::kDataCorrupt,
            "the header of event " + std::to_string(record.position.value()) + " does not parse");
      }
      std::string_view reference = header.correlation_id();
      if (header.event_type() < kFirstControlEvent && reference.starts_with(kRowReferencePrefix)) {
        reference.remove_prefix(kRowReferencePrefix.size());
        rows.events_.emplace_back(NumberOf(reference), record.position, scope.replaced[at],
                                  batch.undone);
      }
      return absl::OkStatus();
    }));
  }
  std::sort(rows.events_.begin(), rows.events_.end());
  rows.seen_.assign(rows.events_.size(), false);
  return rows;
}

std::span<const PriorRows::Event> PriorRows::Find(std::string_view row_key) const {
  const std::uint64_t row = NumberOf(row_key);
  const auto first = std::lower_bound(
      events_.begin(), events_.end(), row,
      [](const Event& event, std::uint64_t wanted) { return event.row() < wanted; });
  auto last = first;
  while (last != events_.end() && last->row() == row) ++last;
  return {first, last};
}

void PriorRows::MarkSeen(std::span<const Event> row) {
  if (row.empty()) return;
  seen_[static_cast<std::size_t>(row.data() - events_.data())] = true;
}

}  // namespace anchorledger::importing
