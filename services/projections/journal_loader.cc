#include "services/projections/journal_loader.h"

namespace anchorledger::projections {
namespace {

std::string PrefixOf(const TableKey& key) {
  std::string prefix(1, kJournalTable);
  key.Pack(prefix);
  return prefix;
}

// The keys of all journals: one row of each is looked at, the rest is jumped over.
base::StatusOr<std::vector<TableKey>> KeysIn(const RowStore& rows) {
  std::vector<TableKey> keys;
  std::string from(1, kJournalTable);
  const std::string end(1, kJournalTable + 1);
  while (true) {
    std::string found;
    AL_RETURN_IF_ERROR(rows.ScanRange(from, end, [&](std::string_view key, std::string_view) {
      found = std::string(key);
      return false;
    }));
    if (found.empty()) return keys;
    keys.push_back(UnpackTableKey(std::string_view(found).substr(1)));
    // Behind the end of this journal, which sorts last in it.
    from = PrefixOf(keys.back());
    PackKey32(kEndBlock, from);
    from.push_back('\0');
  }
}

// One journal: its full blocks in order, then its end, whose row is returned.
base::StatusOr<std::string> LoadOne(const RowStore& rows, const TableKey& key,
                                    const DimensionTable& dimensions, FactTable& table) {
  std::string end;
  base::Status status;
  AL_RETURN_IF_ERROR(rows.Scan(PrefixOf(key), [&](std::string_view row_key, std::string_view row) {
    base::Status added;
    status = VisitBlock<JournalCodec>(row, [&](const JournalEntry& entry) {
      added = table.Restore(entry);
      return added.ok();
    });
    if (status.ok()) status = added;
    if (UnpackKey32(row_key.substr(1 + kTableKeyBytes)) == kEndBlock) {
      end = std::string(row);
    } else {
      Unpacker bytes(row);
      table.AddMark(UnpackMark(bytes));
    }
    return status.ok();
  }));
  AL_RETURN_IF_ERROR(status);
  AL_RETURN_IF_ERROR(table.EndRestore(dimensions));
  return end;
}

}  // namespace

base::Status JournalLoader::Start() {
  AL_ASSIGN_OR_RETURN(keys_, KeysIn(rows_));
  for (const TableKey& key : keys_) places_.push_back(&tables_.Mutable(key));
  ends_.resize(keys_.size());
  thread_ = std::jthread([this] { Work(); });
  return base::Status();
}

base::StatusOr<JournalLoader::Ends> JournalLoader::Finish() {
  Work();
  thread_.join();
  const base::MutexLock lock(mutex_);
  AL_RETURN_IF_ERROR(failed_);
  return std::move(ends_);
}

void JournalLoader::Work() {
  for (std::size_t i = next_.fetch_add(1); i < keys_.size(); i = next_.fetch_add(1)) {
    base::StatusOr<std::string> end = LoadOne(rows_, keys_[i], dimensions_, *places_[i]);
    if (end.ok()) {
      ends_[i] = {keys_[i], *std::move(end)};
      continue;
    }
    const base::MutexLock lock(mutex_);
    if (failed_.ok()) failed_ = end.status();
  }
}

}  // namespace anchorledger::projections
