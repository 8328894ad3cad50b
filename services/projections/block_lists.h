// Many append-only lists of small entries, packed into blocks: one row for each full block, and one
// row, rewritten by each commit that touches it, for the end of each list. How the log was cut into
// batches leaves no trace in the rows.
//
//   key   = table byte, key of the list, block number as 4 bytes big-endian (end: 0xFFFFFFFF)
//   value = header, entries
//   header = varint number of blocks before, varint number of entries, varint first position,
//            signed first day, varint days to the last day
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "proto/base/status.h"
#include "services/projections/packed_bytes.h"
#include "services/projections/row_store.h"

namespace anchorledger::projections {

inline constexpr std::uint32_t kEndBlock = 0xFFFFFFFF;

// What the header of a block says of its entries.
struct BlockMark {
  std::uint32_t number = 0;
  std::uint32_t entries = 0;
  std::uint64_t first_position = 0;
  std::int32_t first_day = 0;
  std::int32_t last_day = 0;
};

inline void PackMark(const BlockMark& mark, std::string& out) {
  PackVarint(mark.number, out);
  PackVarint(mark.entries, out);
  PackVarint(mark.first_position, out);
  PackSigned(mark.first_day, out);
  PackVarint(static_cast<std::uint64_t>(mark.last_day - mark.first_day), out);
}
inline BlockMark UnpackMark(Unpacker& bytes) {
  BlockMark mark;
  mark.number = bytes.Varint32();
  mark.entries = bytes.Varint32();
  mark.first_position = bytes.Varint();
  mark.first_day = static_cast<std::int32_t>(bytes.Signed());
  mark.last_day = mark.first_day + static_cast<std::int32_t>(bytes.Varint());
  return mark;
}

// Codec: struct Entry with `position` (std::uint64_t, never falling) and `day` (std::int32_t);
// struct State, what an entry is encoded relative to; kBlockEntries; static void Pack(const Entry&,
// State&, std::string&) and Entry Unpack(Unpacker&, State&).
//
// Decodes the entries of one row. DATA_CORRUPT when they do not fit. The visitor ends the walk by
// returning false.
template <class Codec, class Visitor>
base::Status VisitBlock(std::string_view row, Visitor visit) {
  Unpacker bytes(row);
  const BlockMark mark = UnpackMark(bytes);
  typename Codec::State state{};
  for (std::uint32_t i = 0; i < mark.entries; ++i) {
    const typename Codec::Entry entry = Codec::Unpack(bytes, state);
    if (bytes.failed()) {
      return base::MakeError(base::ErrorReason::kDataCorrupt,
                             "a block of a projection ends inside an entry");
    }
    if (!visit(entry)) break;
  }
  return base::Status();
}

// Key: hashable, with `void Pack(std::string&) const` of a fixed length.
// Belongs to one thread.
template <class Key, class Codec>
class BlockLists {
 public:
  using Entry = typename Codec::Entry;

  // One list: its end, and full blocks that are not yet committed.
  class List {
   private:
    friend class BlockLists;
    Key key{};
    BlockMark mark;  // of the end block
    typename Codec::State state{};
    std::string bytes;                // entries of the end block
    std::vector<std::string> sealed;  // rows of the full blocks before it
    bool dirty = false;
  };

  // `rows` must outlive the lists.
  BlockLists(char table, const RowStore& rows) : table_(table), rows_(rows) {}

  std::string RowKey(const Key& key, std::uint32_t block) const {
    std::string row(1, table_);
    key.Pack(row);
    PackKey32(block, row);
    return row;
  }

  // The list, empty when there was none. Valid until the next Flush.
  base::StatusOr<List*> Open(const Key& key) {
    const auto found = lists_.find(key);
    if (found != lists_.end()) return found->second.get();
    auto list = std::make_unique<List>();
    // Before the first commit there is nothing to look for, which a rebuild would do for each list.
    if (rows_.position().value() != 0) {
      AL_ASSIGN_OR_RETURN(const std::optional<std::string> row, rows_.Get(RowKey(key, kEndBlock)));
      if (row.has_value()) AL_RETURN_IF_ERROR(Parse(*row, *list));
    }
    list->key = key;
    return lists_.emplace(key, std::move(list)).first->second.get();
  }

  void Append(List& list, const Entry& entry) {
    if (!list.dirty) {
      list.dirty = true;
      dirty_.push_back(&list);
    }
    BlockMark& mark = list.mark;
    if (mark.entries == 0) {
      mark.first_position = entry.position;
      mark.first_day = mark.last_day = entry.day;
    }
    mark.first_day = std::min(mark.first_day, entry.day);
    mark.last_day = std::max(mark.last_day, entry.day);
    ++mark.entries;
    Codec::Pack(entry, list.state, list.bytes);
    if (mark.entries == Codec::kBlockEntries) Seal(list);
  }

  base::Status Append(const Key& key, const Entry& entry) {
    AL_ASSIGN_OR_RETURN(List* const list, Open(key));
    Append(*list, entry);
    return base::Status();
  }

  // Every entry of the list so far, also those not yet committed, oldest first.
  template <class Visitor>
  base::Status Visit(const Key& key, Visitor visit) {
    AL_ASSIGN_OR_RETURN(const List* const list, Open(key));
    const std::uint32_t stored =
        list->mark.number - static_cast<std::uint32_t>(list->sealed.size());
    if (stored > 0) {
      base::Status status;
      AL_RETURN_IF_ERROR(rows_.ScanRange(RowKey(key, 0), RowKey(key, stored),
                                         [&](std::string_view, std::string_view row) {
                                           status = VisitBlock<Codec>(row, visit);
                                           return status.ok();
                                         }));
      AL_RETURN_IF_ERROR(status);
    }
    for (const std::string& row : list->sealed) AL_RETURN_IF_ERROR(VisitBlock<Codec>(row, visit));
    return VisitBlock<Codec>(RowOf(*list), visit);
  }

  // The end of a list as stored, found by the caller in a scan of all rows.
  base::Status Restore(const Key& key, std::string_view row) {
    auto list = std::make_unique<List>();
    AL_RETURN_IF_ERROR(Parse(row, *list));
    list->key = key;
    lists_.insert_or_assign(key, std::move(list));
    return base::Status();
  }

  // Calls visit(const Key&, const BlockMark&) for blocks that were filled since the last commit.
  template <class Visitor>
  void EachSealed(Visitor visit) const {
    for (const List* list : dirty_) {
      for (const std::string& row : list->sealed) {
        Unpacker bytes(row);
        visit(list->key, UnpackMark(bytes));
      }
    }
  }

  // The rows that changed since the last commit. Afterwards they count as stored: the caller must
  // commit them, or give up the projection.
  void Flush(RowChanges& changes) {
    for (List* list : dirty_) {
      std::uint32_t block = list->mark.number - static_cast<std::uint32_t>(list->sealed.size());
      for (std::string& row : list->sealed) {
        changes.puts.emplace_back(RowKey(list->key, block++), std::move(row));
      }
      list->sealed = {};
      list->dirty = false;
      changes.puts.emplace_back(RowKey(list->key, kEndBlock), RowOf(*list));
    }
    dirty_.clear();
    // Ends are cheap to read again; what is rarely touched need not stay.
    if (lists_.size() > kListsInMemoryMax) lists_.clear();
  }

 private:
  static constexpr std::size_t kListsInMemoryMax = 1U << 19;

  static std::string RowOf(const List& list) {
    std::string row;
    row.reserve(list.bytes.size() + 16);
    PackMark(list.mark, row);
    row.append(list.bytes);
    return row;
  }

  static void Seal(List& list) {
    list.sealed.push_back(RowOf(list));
    list.mark = BlockMark{.number = list.mark.number + 1};
    list.state = {};
    list.bytes.clear();
  }

  static base::Status Parse(std::string_view row, List& list) {
    Unpacker bytes(row);
    list.mark = UnpackMark(bytes);
    list.bytes = std::string(bytes.rest());
    for (std::uint32_t i = 0; i < list.mark.entries; ++i) Codec::Unpack(bytes, list.state);
    if (!bytes.failed() && bytes.done()) return base::Status();
    return base::MakeError(base::ErrorReason::kDataCorrupt,
                           "the end of a list of a projection does not parse");
  }

  const char table_;
  const RowStore& rows_;
  absl::flat_hash_map<Key, std::unique_ptr<List>> lists_;
  std::vector<List*> dirty_;
};

}  // namespace anchorledger::projections
