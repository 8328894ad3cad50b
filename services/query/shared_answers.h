// Answers that several people wait for, computed once.
#pragma once

#include <chrono>
#include <cstdint>
#include <list>
#include <memory>

#include "proto/base/hash.h"
#include "proto/base/mutex.h"
#include "proto/base/strong_id.h"
#include "proto/runtime/clock.h"

namespace anchorledger::api::v1 {
class QueryMetricsResponse;
}  // namespace anchorledger::api::v1

namespace anchorledger::query {

// When something is recorded, every open page asks its question again. Of those who ask the same
// thing at the same time one computes, the others wait and get what it found. An answer that took
// long also serves whoever asks while it is still as new as it could be: until the facts move or,
// for those who say which position they need, for as long again as it took. So one question never
// takes more than half of a core, however many ask it and however busy the log is.
//
// Threads: any.
class SharedAnswers {
 public:
  // Says everything that an answer depends on, apart from the facts.
  using Key = base::Sha256Digest;
  using Ref = std::shared_ptr<const api::v1::QueryMetricsResponse>;

  // What an answer must be true for.
  struct Wanted {
    Key key;
    base::Position at_least;  // 0: for what is known now
    base::Position now;       // how far the facts have got
  };

  // The answer, or the turn to compute it. Until that ends, others with its key wait.
  class Turn {
   public:
    // The first waits for whoever computes this answer; where that takes longer than `longest`, the
    // caller computes beside them. `owner` must outlive the turn.
    Turn(SharedAnswers& owner, const Wanted& wanted, std::chrono::microseconds longest);
    ~Turn();
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

    // Null: it is this caller who computes.
    const Ref& answer() const { return answer_; }
    // For others, if it was dear.
    void Keep(const api::v1::QueryMetricsResponse& answer);

   private:
    SharedAnswers& owner_;
    const Key key_;
    bool is_busy_ = false;  // others wait for its end
    std::int64_t begun_ = 0;
    Ref answer_;
  };

  // `clock` must outlive the answers.
  explicit SharedAnswers(const runtime::Clock& clock) : clock_(clock) {}

 private:
  struct Kept {
    Key key;
    Ref answer;
    base::Position as_of;
    std::int64_t begun = 0;  // when its facts were taken, monotonic microseconds
    std::int64_t took = 0;
    std::size_t bytes = 0;
  };

  bool IsBusy(const Key& key) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // What was kept and will do for this; null where there is nothing.
  Ref Find(const Wanted& wanted) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Keep(Kept kept);

  const runtime::Clock& clock_;
  base::Mutex mutex_;
  base::CondVar ended_;
  std::list<Key> busy_ ABSL_GUARDED_BY(mutex_);   // no more than there are workers
  std::list<Kept> kept_ ABSL_GUARDED_BY(mutex_);  // the newest first; few
  std::size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace anchorledger::query
