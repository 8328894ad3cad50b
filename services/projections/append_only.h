// A sequence that grows at its end while others read it.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "proto/base/check.h"

namespace anchorledger::projections {

// Elements never move and never change. One thread appends; any thread may read what it was told
// exists (through size() or through anything that was published after the append).
template <class T>
class AppendOnly {
 public:
  AppendOnly() : chunks_(std::make_unique<Chunks>()) {}
  AppendOnly(const AppendOnly&) = delete;
  AppendOnly& operator=(const AppendOnly&) = delete;
  ~AppendOnly() {
    for (std::atomic<T*>& chunk : *chunks_) delete[] chunk.load(std::memory_order_relaxed);
  }

  std::uint32_t size() const { return size_.load(std::memory_order_acquire); }

  const T& operator[](std::uint32_t index) const {
    return (*chunks_)[index / kChunk].load(std::memory_order_acquire)[index % kChunk];
  }

  void Append(T value) {
    const std::uint32_t index = size_.load(std::memory_order_relaxed);
    AL_CHECK(index / kChunk < kChunks);
    std::atomic<T*>& chunk = (*chunks_)[index / kChunk];
    if (index % kChunk == 0) chunk.store(new T[kChunk](), std::memory_order_release);
    chunk.load(std::memory_order_relaxed)[index % kChunk] = std::move(value);
    size_.store(index + 1, std::memory_order_release);
  }

 private:
  static constexpr std::uint32_t kChunk = 4096;
  static constexpr std::uint32_t kChunks = 1U << 15;  // 134 million elements
  using Chunks = std::array<std::atomic<T*>, kChunks>;

  std::unique_ptr<Chunks> chunks_;
  std::atomic<std::uint32_t> size_{0};
};

}  // namespace anchorledger::projections
