// Combinations of dimensions as small numbers: cells and journal hold four bytes for all of them.
#pragma once

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "services/projections/append_only.h"
#include "services/projections/fact.h"
#include "services/projections/packed_bytes.h"

namespace anchorledger::projections {

// Numbers combinations in the order of their first use, from 1. One thread interns; any thread may
// look up a number it was given.
class DimensionTable {
 public:
  DimensionTable() { all_.Append({}); }
  DimensionTable(const DimensionTable&) = delete;
  DimensionTable& operator=(const DimensionTable&) = delete;

  std::uint32_t Intern(const Dimensions& dimensions) {
    const auto [found, fresh] = numbers_.try_emplace(dimensions, all_.size());
    if (fresh) all_.Append(dimensions);
    return found->second;
  }
  const Dimensions& operator[](std::uint32_t number) const { return all_[number]; }

  // Numbers in use: 1 .. size().
  std::uint32_t size() const { return all_.size() - 1; }

 private:
  AppendOnly<Dimensions> all_;
  absl::flat_hash_map<Dimensions, std::uint32_t> numbers_;
};

void PackDimensions(const Dimensions& dimensions, std::string& out);
Dimensions UnpackDimensions(Unpacker& bytes);

}  // namespace anchorledger::projections
