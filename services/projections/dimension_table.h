// Combinations of dimensions as small numbers: cells and journal hold four bytes for all of them.
#pragma once

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"
#include "services/projections/append_only.h"
#include "services/projections/fact.h"
#include "services/projections/packed_bytes.h"

namespace anchorledger::projections {

// Numbers combinations in the order of their first use, from 1. One thread interns; any thread may
// look up a number it was given. Combinations rolled up (without partner and geography, which make
// most of them) have numbers of their own.
class DimensionTable {
 public:
  DimensionTable() {
    all_.Append({});
    rollups_.Append({});
    rollup_of_.Append(0);
  }
  DimensionTable(const DimensionTable&) = delete;
  DimensionTable& operator=(const DimensionTable&) = delete;

  std::uint32_t Intern(const Dimensions& dimensions) {
    const auto found = numbers_.find(dimensions);
    if (found != numbers_.end()) return *found;
    const std::uint32_t number = all_.size();
    rollup_of_.Append(InternRollup(dimensions));
    all_.Append(dimensions);
    numbers_.insert(number);
    return number;
  }
  const Dimensions& operator[](std::uint32_t number) const { return all_[number]; }

  // The combination rolled up: its number, and what it stands for.
  std::uint32_t RollupOf(std::uint32_t number) const { return rollup_of_[number]; }
  const Dimensions& Rollup(std::uint32_t rollup) const { return rollups_[rollup]; }

  // Numbers in use: 1 .. size().
  std::uint32_t size() const { return all_.size() - 1; }

 private:
  std::uint32_t InternRollup(Dimensions dimensions) {
    dimensions.partner = 0;
    dimensions.geography = 0;
    const auto [found, fresh] = rollup_numbers_.try_emplace(dimensions, rollups_.size());
    if (fresh) rollups_.Append(dimensions);
    return found->second;
  }

  // Numbers are found by what they stand for, which is kept once.
  struct Hash {
    using is_transparent = void;
    const AppendOnly<Dimensions>* all;
    std::size_t operator()(const Dimensions& d) const { return absl::Hash<Dimensions>()(d); }
    std::size_t operator()(std::uint32_t number) const { return (*this)((*all)[number]); }
  };
  struct Equal {
    using is_transparent = void;
    const AppendOnly<Dimensions>* all;
    bool operator()(std::uint32_t a, std::uint32_t b) const { return a == b; }
    bool operator()(std::uint32_t a, const Dimensions& b) const { return (*all)[a] == b; }
    bool operator()(const Dimensions& a, std::uint32_t b) const { return (*all)[b] == a; }
  };

  AppendOnly<Dimensions> all_;
  AppendOnly<std::uint32_t> rollup_of_;  // by number
  absl::flat_hash_set<std::uint32_t, Hash, Equal> numbers_{0, Hash{&all_}, Equal{&all_}};
  AppendOnly<Dimensions> rollups_;
  absl::flat_hash_map<Dimensions, std::uint32_t> rollup_numbers_;
};

void PackDimensions(const Dimensions& dimensions, std::string& out);
// `recent` is the currency unpacked before: recognising it again costs less than parsing.
Dimensions UnpackDimensions(Unpacker& bytes, base::Currency& recent);

}  // namespace anchorledger::projections
