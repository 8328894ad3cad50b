// Explanations between their pages.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <string>

#include "proto/base/hash.h"
#include "proto/base/mutex.h"
#include "services/metrics/explain.h"

namespace anchorledger::query {

// Explaining reads all facts behind a cell, whatever the page. So what the first page found is kept
// for those that follow, the least recently used out first. Losing one costs reading again, never
// a wrong page: the key says everything that the explanation depends on.
//
// Threads: any.
class ExplanationCache {
 public:
  using Key = base::Sha256Digest;
  using Ref = std::shared_ptr<const metrics::Explanation>;

  // At most so many contributions are held by all explanations together; one with more is not kept.
  explicit ExplanationCache(std::size_t contributions_max) : max_(contributions_max) {}

  // Null when it is not there.
  Ref Find(const Key& key);
  void Keep(const Key& key, Ref explanation);

 private:
  struct Kept {
    Key key;
    Ref explanation;
  };

  const std::size_t max_;
  base::Mutex mutex_;
  std::list<Kept> by_use_ ABSL_GUARDED_BY(mutex_);  // the most recently used first; few
  std::size_t contributions_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace anchorledger::query
