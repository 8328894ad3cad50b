#include "services/query/explanation_cache.h"

#include <algorithm>
#include <utility>

namespace anchorledger::query {
namespace {

// A list of them is searched from the front.
constexpr std::size_t kExplanationsMax = 64;

}  // namespace

ExplanationCache::Ref ExplanationCache::Find(const Key& key) {
  const base::MutexLock lock(mutex_);
  const auto found = std::find_if(by_use_.begin(), by_use_.end(),
                                  [&](const Kept& kept) { return kept.key == key; });
  if (found == by_use_.end()) return nullptr;
  by_use_.splice(by_use_.begin(), by_use_, found);
  return found->explanation;
}

void ExplanationCache::Keep(const Key& key, Ref explanation) {
  const std::size_t size = explanation->contributions.size();
  if (size > max_) return;
  const base::MutexLock lock(mutex_);
  by_use_.push_front({key, std::move(explanation)});
  contributions_ += size;
  while (contributions_ > max_ || by_use_.size() > kExplanationsMax) {
    contributions_ -= by_use_.back().explanation->contributions.size();
    by_use_.pop_back();
  }
}

}  // namespace anchorledger::query
