#include "services/projections/journal_reader.h"

#include <string>

namespace anchorledger::projections {
namespace {

std::string RowKeyOf(const TableKey& key, std::uint32_t block) {
  std::string row(1, kJournalTable);
  key.Pack(row);
  PackKey32(block, row);
  return row;
}

bool MayMatter(const FactTable& table, std::uint32_t block, const EntrySelection& selection) {
  const BlockMark& mark = table.mark(block);
  if (mark.last_day < selection.days.from.days || mark.first_day > selection.days.to.days) {
    return false;
  }
  if (mark.first_position > selection.until.value()) return false;
  // The next block begins where this one ended.
  const bool last = block + 1 == table.blocks();
  return last || table.mark(block + 1).first_position > selection.after.value();
}

class Visit {
 public:
  Visit(const EntrySelection& selection, const std::function<void(const JournalEntry&)>& visitor)
      : selection_(selection), visitor_(visitor) {}

  // False when nothing further can be selected.
  bool Row(std::string_view row) {
    const ReadBounds* const bounds = selection_.bounds;
    if (bounds != nullptr && bounds->alive) status_ = bounds->alive();
    if (!status_.ok()) return false;
    status_ = VisitBlock<JournalCodec>(row, [this](const JournalEntry& entry) {
      if (entry.position > selection_.until.value()) {
        beyond_ = true;
        return false;
      }
      if (entry.position > selection_.after.value() &&
          selection_.days.Contains(base::Date{entry.day})) {
        visitor_(entry);
      }
      return true;
    });
    return status_.ok() && !beyond_;
  }
  const base::Status& status() const { return status_; }
  bool done() const { return beyond_ || !status_.ok(); }

 private:
  const EntrySelection& selection_;
  const std::function<void(const JournalEntry&)>& visitor_;
  base::Status status_;
  bool beyond_ = false;
};

}  // namespace

base::Status VisitEntries(const RowStore& rows, const TableKey& key, const FactTable& table,
                          const EntrySelection& selection,
                          const std::function<void(const JournalEntry&)>& visitor) {
  Visit visit(selection, visitor);
  std::uint32_t block = 0;
  while (block < table.blocks() && !visit.done()) {
    if (!MayMatter(table, block, selection)) {
      ++block;
      continue;
    }
    std::uint32_t end = block + 1;
    while (end < table.blocks() && MayMatter(table, end, selection)) ++end;
    AL_RETURN_IF_ERROR(
        rows.ScanRange(RowKeyOf(key, block), RowKeyOf(key, end),
                       [&](std::string_view, std::string_view row) { return visit.Row(row); }));
    block = end;
  }
  if (visit.done()) return visit.status();
  // Blocks that were filled after the table was published, and the end: the end sorts last.
  AL_RETURN_IF_ERROR(
      rows.ScanRange(RowKeyOf(key, table.blocks()), RowKeyOf(key, kEndBlock) + '\0',
                     [&](std::string_view, std::string_view row) { return visit.Row(row); }));
  return visit.status();
}

std::uint64_t EntriesAtMost(const FactTable& table, const EntrySelection& selection) {
  std::uint64_t entries = JournalCodec::kBlockEntries;
  for (std::uint32_t block = 0; block < table.blocks(); ++block) {
    if (MayMatter(table, block, selection)) entries += JournalCodec::kBlockEntries;
  }
  return entries;
}

}  // namespace anchorledger::projections
