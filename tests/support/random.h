// Random choices that are the same for a seed on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace anchorledger::testing {

// SplitMix64: one word of state, good enough for choosing test data.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t Next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  // 0 .. count - 1; count > 0.
  std::size_t Below(std::size_t count) { return static_cast<std::size_t>(Next() % count); }
  // Both ends included.
  std::int64_t Between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(Next() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool Chance(unsigned percent) { return Next() % 100 < percent; }

  // Requires a list that is not empty.
  template <class T>
  const T& Pick(const std::vector<T>& list) {
    return list[Below(list.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace anchorledger::testing
