// Wakes those who wait for the head of a log to reach a position.
#pragma once

#include <functional>
#include <memory>

#include "storage/log/log_types.h"

namespace anchorledger::storage {

using HeadCallback = std::function<void(const LogHead&)>;

class HeadNotifier;

// A callback that has been asked for. Movable; ends when destroyed. May outlive the log.
class Notification {
 public:
  Notification() = default;
  Notification(Notification&& other) noexcept;
  Notification& operator=(Notification&& other) noexcept;
  Notification(const Notification&) = delete;
  Notification& operator=(const Notification&) = delete;
  ~Notification();

  // After this the callback does not run and is not running, unless called from inside the
  // callback itself. Harmless when it ran already.
  void Cancel();

 private:
  friend class HeadNotifier;
  struct Waiters;
  Notification(std::weak_ptr<Waiters> waiters, uint64_t id);

  std::weak_ptr<Waiters> waiters_;
  uint64_t id_ = 0;
};

// Keeps the head of one log, and calls back when it reaches a position.
// Threads: any; callbacks run on the thread that calls Publish (or NotifyAt), without a lock held.
class HeadNotifier {
 public:
  explicit HeadNotifier(const LogHead& head);
  ~HeadNotifier();
  HeadNotifier(const HeadNotifier&) = delete;
  HeadNotifier& operator=(const HeadNotifier&) = delete;

  LogHead head() const;

  // Makes `head` the head, then runs the callbacks that it satisfies. One publisher at a time.
  void Publish(const LogHead& head);

  // Makes an earlier head the head. Only for logs that lose their end on purpose.
  void Rewind(const LogHead& head);

  Notification NotifyAt(base::Position position, HeadCallback callback);

 private:
  std::shared_ptr<Notification::Waiters> waiters_;
};

}  // namespace anchorledger::storage
