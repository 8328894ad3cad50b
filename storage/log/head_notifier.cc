#include "storage/log/head_notifier.h"

#include <map>
#include <thread>
#include <utility>
#include <vector>

#include "proto/base/check.h"
#include "proto/base/mutex.h"

namespace anchorledger::storage {

struct Notification::Waiters {
  struct Waiter {
    uint64_t id;
    HeadCallback callback;
  };

  base::Mutex mutex;
  base::CondVar callback_ended;
  LogHead head ABSL_GUARDED_BY(mutex);
  std::multimap<base::Position, Waiter> waiting ABSL_GUARDED_BY(mutex);
  std::map<uint64_t, std::thread::id> running ABSL_GUARDED_BY(mutex);
  uint64_t last_id ABSL_GUARDED_BY(mutex) = 0;

  void Run(const Waiter& waiter, const LogHead& now);
  void Cancel(uint64_t id);
};

// The caller has put the waiter into `running`.
void Notification::Waiters::Run(const Waiter& waiter, const LogHead& now) {
  waiter.callback(now);
  base::MutexLock lock(mutex);
  running.erase(waiter.id);
  callback_ended.NotifyAll();
}

void Notification::Waiters::Cancel(uint64_t id) {
  base::MutexLock lock(mutex);
  for (auto it = waiting.begin(); it != waiting.end(); ++it) {
    if (it->second.id == id) {
      waiting.erase(it);
      return;
    }
  }
  for (;;) {
    const auto it = running.find(id);
    if (it == running.end() || it->second == std::this_thread::get_id()) return;
    callback_ended.Wait(mutex);
  }
}

Notification::Notification(std::weak_ptr<Waiters> waiters, uint64_t id)
    : waiters_(std::move(waiters)), id_(id) {}

Notification::Notification(Notification&& other) noexcept
    : waiters_(std::exchange(other.waiters_, {})), id_(other.id_) {}

Notification& Notification::operator=(Notification&& other) noexcept {
  if (this != &other) {
    Cancel();
    waiters_ = std::exchange(other.waiters_, {});
    id_ = other.id_;
  }
  return *this;
}

Notification::~Notification() { Cancel(); }

void Notification::Cancel() {
  if (const std::shared_ptr<Waiters> waiters = std::exchange(waiters_, {}).lock()) {
    waiters->Cancel(id_);
  }
}

HeadNotifier::HeadNotifier(const LogHead& head)
    : waiters_(std::make_shared<Notification::Waiters>()) {
  base::MutexLock lock(waiters_->mutex);
  waiters_->head = head;
}

HeadNotifier::~HeadNotifier() = default;

LogHead HeadNotifier::head() const {
  base::MutexLock lock(waiters_->mutex);
  return waiters_->head;
}

void HeadNotifier::Publish(const LogHead& head) {
  std::vector<Notification::Waiters::Waiter> ready;
  {
    base::MutexLock lock(waiters_->mutex);
    AL_CHECK(head.position >= waiters_->head.position);
    waiters_->head = head;
    const auto end = waiters_->waiting.upper_bound(head.position);
    for (auto it = waiters_->waiting.begin(); it != end; ++it) {
      waiters_->running.emplace(it->second.id, std::this_thread::get_id());
      ready.push_back(std::move(it->second));
    }
    waiters_->waiting.erase(waiters_->waiting.begin(), end);
  }
  for (const auto& waiter : ready) waiters_->Run(waiter, head);
}

void HeadNotifier::Rewind(const LogHead& head) {
  base::MutexLock lock(waiters_->mutex);
  waiters_->head = head;
}

Notification HeadNotifier::NotifyAt(base::Position position, HeadCallback callback) {
  LogHead now;
  uint64_t id = 0;
  {
    base::MutexLock lock(waiters_->mutex);
    id = ++waiters_->last_id;
    now = waiters_->head;
    if (now.position < position) {
      waiters_->waiting.emplace(position, Notification::Waiters::Waiter{id, std::move(callback)});
      return Notification(waiters_, id);
    }
  }
  // The caller has no handle yet, so nobody can cancel what runs here.
  callback(now);
  return Notification();
}

}  // namespace anchorledger::storage
