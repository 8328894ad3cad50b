#include "services/query/shared_answers.h"

#include <algorithm>

#include "anchorledger/api/v1/metrics.pb.h"

namespace anchorledger::query {
namespace {

// Below this, looking it up again costs hardly more than keeping it.
constexpr std::int64_t kDearMicros = 10'000;

// Of what is kept, as bytes on the wire. In memory they are about five times as many.
constexpr std::size_t kBytesMax = 4U << 20;
constexpr std::size_t kAnswersMax = 64;

}  // namespace

SharedAnswers::Turn::Turn(SharedAnswers& owner, const Wanted& wanted,
                          std::chrono::microseconds longest)
    : owner_(owner), key_(wanted.key) {
  const std::int64_t until = owner.clock_.MonotonicMicros() + longest.count();
  const base::MutexLock lock(owner.mutex_);
  while (true) {
    answer_ = owner.Find(wanted);
    begun_ = owner.clock_.MonotonicMicros();
    if (answer_ != nullptr) return;
    if (!owner.IsBusy(key_)) break;
    if (begun_ >= until) return;
    owner.ended_.WaitFor(owner.mutex_, std::chrono::microseconds(until - begun_));
  }
  owner.busy_.push_back(key_);
  is_busy_ = true;
}

SharedAnswers::Turn::~Turn() {
  if (!is_busy_) return;
  {
    const base::MutexLock lock(owner_.mutex_);
    owner_.busy_.erase(std::find(owner_.busy_.begin(), owner_.busy_.end(), key_));
  }
  owner_.ended_.NotifyAll();
}

void SharedAnswers::Turn::Keep(const api::v1::QueryMetricsResponse& answer) {
  const std::int64_t took = owner_.clock_.MonotonicMicros() - begun_;
  if (took < kDearMicros) return;
  owner_.Keep({.key = key_,
               .answer = std::make_shared<const api::v1::QueryMetricsResponse>(answer),
               .as_of = base::Position(answer.as_of_position()),
               .begun = begun_,
               .took = took,
               .bytes = answer.ByteSizeLong()});
}

bool SharedAnswers::IsBusy(const Key& key) const {
  return std::find(busy_.begin(), busy_.end(), key) != busy_.end();
}

SharedAnswers::Ref SharedAnswers::Find(const Wanted& wanted) const {
  const auto found = std::find_if(kept_.begin(), kept_.end(),
                                  [&](const Kept& kept) { return kept.key == wanted.key; });
  if (found == kept_.end() || found->as_of < wanted.at_least) return nullptr;
  if (found->as_of >= wanted.now) return found->answer;
  const std::int64_t age = clock_.MonotonicMicros() - found->begun;
  const bool serves = wanted.at_least.value() != 0 && age <= 2 * found->took;
  return serves ? found->answer : nullptr;
}

void SharedAnswers::Keep(Kept kept) {
  if (kept.bytes > kBytesMax) return;
  const base::MutexLock lock(mutex_);
  const auto drop = [&](std::list<Kept>::iterator old) {
    bytes_ -= old->bytes;
    kept_.erase(old);
  };
  const auto old = std::find_if(kept_.begin(), kept_.end(),
                                [&](const Kept& other) { return other.key == kept.key; });
  if (old != kept_.end()) drop(old);
  bytes_ += kept.bytes;
  kept_.push_front(std::move(kept));
  while (bytes_ > kBytesMax || kept_.size() > kAnswersMax) drop(std::prev(kept_.end()));
}

}  // namespace anchorledger::query
