// Which new row of a corrected file is which vanished row of the earlier one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "proto/base/status.h"
#include "services/import/prior_row.h"
#include "services/import/row_mapper.h"

namespace anchorledger::importing {

inline constexpr std::size_t kPairingRulesMax = 4;

// The features of a row by which it is recognised: its content, and the fields of each pairing rule
// of its first event. 0 where there is no rule.
struct RowFeatures {
  std::uint64_t content = 0;
  std::array<std::uint64_t, kPairingRulesMax> rules{};
};

RowFeatures FeaturesOf(const MappedRow& row);
// Of a row as imports have said it last; nothing when it is gone or the profile does not make such
// events.
std::optional<RowFeatures> FeaturesOf(const CompiledProfile& profile, const PriorRow& prior);

// A row of the file that the ledger does not have as it stands.
struct LeftRow {
  std::uint64_t line = 0;
  std::uint32_t ordinal = 0;
  std::uint32_t generation = 0;
  RowFeatures features;
};

// A row of an earlier file that the file at hand does not have as it stands.
struct VanishedRow {
  std::span<const PriorRows::Event> events;
  RowFeatures features;
};

struct RowPair {
  std::size_t vanished = 0;  // index
  bool equal = false;        // the same content: nothing has changed
};

// Pairs rows one to one: by equal content first, then rule by rule, within a rule in the order of
// both lists. Indexed by the index of the left row; nothing for a row that is new.
std::vector<std::optional<RowPair>> PairRows(std::span<const LeftRow> left,
                                             std::span<const VanishedRow> vanished);

}  // namespace anchorledger::importing
