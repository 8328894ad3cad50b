// The journal of facts: every change of every fact, in the order of the log, packed. It is what the
// cells are sums of, what single facts are read from, and what makes "as known then" cheap: facts
// at a cut-off are the changes up to it.
#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "proto/base/strong_id.h"
#include "services/projections/block_lists.h"
#include "services/projections/fact.h"

namespace anchorledger::projections {

// One journal: the facts of one kind of one anchor (0: of none).
struct TableKey {
  Symbol tenant = 0;
  FactKind kind = FactKind::kNone;
  Symbol anchor = 0;
  bool operator==(const TableKey&) const = default;

  template <typename H>
  friend H AbslHashValue(H state, const TableKey& key) {
    const std::uint64_t small =
        std::uint64_t{key.tenant} << 8 | static_cast<std::uint8_t>(key.kind);
    return H::combine(std::move(state), small ^ std::uint64_t{key.anchor} << 32);
  }
  void Pack(std::string& out) const {
    PackKey32(tenant, out);
    out.push_back(static_cast<char>(kind));
    PackKey32(anchor, out);
  }
};
inline constexpr std::size_t kTableKeyBytes = 9;
TableKey UnpackTableKey(std::string_view bytes);

// A fact came (+1) or went (-1) when `position` was recorded.
struct JournalEntry {
  std::uint64_t position = 0;  // of the event that made the change
  std::int32_t day = 0;        // effective_on of the fact
  std::uint64_t event = 0;     // the event that the fact is from
  std::int32_t sign = 1;
  std::uint32_t dimensions = 0;  // number in the DimensionTable
  Symbol entity = 0;
  Symbol entity2 = 0;
  Symbol link = 0;
  Measures measures{};  // of the fact, not multiplied by sign
};

struct JournalCodec {
  using Entry = JournalEntry;
  struct State {
    std::uint64_t position = 0;
    std::int64_t day = 0;
  };
  static constexpr std::uint32_t kBlockEntries = 64;
  static void Pack(const JournalEntry& entry, State& state, std::string& out);
  static JournalEntry Unpack(Unpacker& bytes, State& state);
};

inline constexpr char kJournalTable = 'J';
using Journals = BlockLists<TableKey, JournalCodec>;

}  // namespace anchorledger::projections
