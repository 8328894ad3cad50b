#include "services/projections/journal_loader.h"

#include <atomic>
#include <thread>

#include "proto/base/mutex.h"

namespace anchorledger::projections {
namespace {

constexpr std::size_t kThreads = 2;

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
base::StatusOr<std::string> LoadOne(const RowStore& rows, const TableKey& key, FactTable& table) {
  std::string end;
  base::Status status;
  AL_RETURN_IF_ERROR(rows.Scan(PrefixOf(key), [&](std::string_view row_key, std::string_view row) {
    base::Status added;
    status = VisitBlock<JournalCodec>(row, [&](const JournalEntry& entry) {
      added = table.Add(entry);
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
  return end;
}

}  // namespace

base::StatusOr<std::vector<std::pair<TableKey, std::string>>> LoadJournals(const RowStore& rows,
                                                                           FactTables& tables) {
  AL_ASSIGN_OR_RETURN(const std::vector<TableKey> keys, KeysIn(rows));
  std::vector<FactTable*> places;
  for (const TableKey& key : keys) places.push_back(&tables.Mutable(key));

  std::vector<std::pair<TableKey, std::string>> ends(keys.size());
  std::atomic<std::size_t> next{0};
  base::Mutex mutex;
  base::Status failed;
  const auto work = [&] {
    for (std::size_t i = next.fetch_add(1); i < keys.size(); i = next.fetch_add(1)) {
      base::StatusOr<std::string> end = LoadOne(rows, keys[i], *places[i]);
      if (end.ok()) {
        ends[i] = {keys[i], *std::move(end)};
        continue;
      }
      base::MutexLock lock(mutex);
      if (failed.ok()) failed = end.status();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < kThreads; ++i) threads.emplace_back(work);
    work();
  }
  AL_RETURN_IF_ERROR(failed);
  return ends;
}

}  // namespace anchorledger::projections
