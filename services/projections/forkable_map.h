// What is known of many things, of which a copy can be taken that costs only what it is asked.
#pragma once

#include <cstdint>
#include <memory>

#include "absl/container/flat_hash_map.h"
#include "proto/base/mutex.h"
#include "proto/base/strong_id.h"

namespace anchorledger::projections {

// Values by key. A fork begins as the map was at a log position and goes its own way: it copies a
// value when it is first asked for it, as it was then (`T AsOf(base::Position) const`), so the map
// that it was taken from may go on.
//
// Threads: one thread changes a map, and one uses a fork. Where there are forks, the map is changed
// under the mutex that they were given; its own thread reads it without.
template <class T>
class ForkableMap {
 public:
  // Becomes a fork; must be empty. `live` must not be a fork and must outlive this map.
  void ForkFrom(const ForkableMap& live, base::Mutex& mutex, base::Position at) {
    live_ = &live;
    mutex_ = &mutex;
    at_ = at;
  }

  // The value to be changed, new when nothing was known.
  T& At(std::uint64_t key) {
    if (live_ == nullptr) return own_[key];
    std::unique_ptr<T>& copy = CopyOf(key);
    if (copy == nullptr) copy = std::make_unique<T>();
    return *copy;
  }

  // Null when nothing is known.
  const T* Find(std::uint64_t key) const {
    if (live_ != nullptr) return CopyOf(key).get();
    const auto found = own_.find(key);
    return found == own_.end() ? nullptr : &found->second;
  }

 private:
  std::unique_ptr<T>& CopyOf(std::uint64_t key) const {
    const auto [entry, first_time] = copies_.try_emplace(key);
    if (first_time) {
      const base::MutexLock lock(*mutex_);
      const T* known = live_->Find(key);
      if (known != nullptr) entry->second = std::make_unique<T>(known->AsOf(at_));
    }
    return entry->second;
  }

  absl::flat_hash_map<std::uint64_t, T> own_;
  // Of a fork: what it was asked for; null where nothing was known. Values must not move.
  mutable absl::flat_hash_map<std::uint64_t, std::unique_ptr<T>> copies_;
  const ForkableMap* live_ = nullptr;
  base::Mutex* mutex_ = nullptr;
  base::Position at_;
};

}  // namespace anchorledger::projections
