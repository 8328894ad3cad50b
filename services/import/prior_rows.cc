#include "services/import/prior_rows.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/limits.h"

namespace anchorledger::importing {
namespace {

namespace pb = anchorledger::event::v1;

constexpr std::uint32_t kFirstControlEvent = 1200;

std::uint64_t NumberOf(std::string_view row_key) { return std::hash<std::string_view>()(row_key); }

// Where the events of a batch end: at its last record, or nowhere yet.
base::Position EndOf(const RecordedBatch& batch, const storage::EventLog& log) {
  return batch.finished ? batch.ended : log.Head().position;
}

}  // namespace

base::StatusOr<PriorRows> PriorRows::Load(const storage::EventLog& log,
                                          const base::TenantId& tenant, const PriorScope& scope) {
  PriorRows rows;
  pb::EventHeader header;
  for (std::size_t at = 0; at < scope.batches.size(); ++at) {
    const RecordedBatch& batch = *scope.batches[at];
    const base::Position end = EndOf(batch, log);
    base::Position next = batch.started;
    while (next <= end) {
      AL_ASSIGN_OR_RETURN(const std::vector<storage::Record> records,
                          log.Read(next, {}, storage::Direction::kForward));
      if (records.empty()) break;
      for (const storage::Record& record : records) {
        if (record.position > end) break;
        if (record.tenant != tenant || !header.ParseFromString(record.header)) continue;
        std::string_view reference = header.correlation_id();
        if (header.batch_id() != batch.batch_id || header.event_type() >= kFirstControlEvent ||
            !reference.starts_with(kRowReferencePrefix)) {
          continue;
        }
        reference.remove_prefix(kRowReferencePrefix.size());
        rows.events_.emplace_back(NumberOf(reference), record.position, scope.replaced[at],
                                  batch.undone);
      }
      next = records.back().position.Next();
    }
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
