// One projection of a running server: its store, its follower, and the rebuild beside it.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "proto/base/mutex.h"
#include "proto/runtime/clock.h"
#include "proto/runtime/logging.h"
#include "services/admin/admin_service.h"
#include "services/projections/follower.h"
#include "services/projections/projection.h"
#include "storage/log/event_log.h"
#include "storage/projection_store/projection_folder.h"

namespace anchorledger::server {

// A projection with what keeps it up with the log. Whoever reads holds one, and a swap takes
// nothing away from under them.
struct LiveProjection {
  std::atomic<bool> shown = false;  // whether it is the one that answers
  std::unique_ptr<projections::Projection> projection;
  std::unique_ptr<projections::Follower> follower;  // destroyed first
  storage::ProjectionStore* store = nullptr;        // owned by the projection
};

struct HostedProjectionOptions {
  std::string folder;  // of all stores of this projection
  // Names what the rows are derived from; rows of another identity are built anew.
  std::string identity;
  // Makes the projection over a store, continuing at its position.
  std::function<base::StatusOr<std::unique_ptr<projections::Projection>>(
      std::unique_ptr<storage::ProjectionStore> store)>
      make;
  runtime::Logger logger;
};

// Opens the store that is there, or builds one from the beginning of the log; follows the log; and
// rebuilds beside the live one on demand. Threads: any.
class HostedProjection {
 public:
  // Starts following. `log` and `clock` must outlive the host.
  static base::StatusOr<std::unique_ptr<HostedProjection>> Start(storage::EventLog& log,
                                                                 const runtime::Clock& clock,
                                                                 HostedProjectionOptions options);
  ~HostedProjection();

  // The one that answers now.
  std::shared_ptr<const LiveProjection> live() const;

  // The live one, once it stands at `position` or later: PROJECTION_BEHIND after `longest`,
  // PROJECTION_STOPPED when it has failed.
  base::StatusOr<std::shared_ptr<const LiveProjection>> At(base::Position position,
                                                           std::chrono::microseconds longest) const;

  // Calls back once, as soon as the live one stands at `position`, whichever that is by then; see
  // EventLog::NotifyAt. The host must outlive the call, not the notification.
  storage::Notification NotifyAt(base::Position position, storage::HeadCallback callback);

  admin::ProjectionStatus Status() const;

  // Starts a rebuild and returns. RULE_BROKEN while one runs.
  base::Status StartRebuild();

  // Ends rebuild and follower; what is held of the live one stays readable.
  void Stop();

 private:
  HostedProjection(storage::EventLog& log, const runtime::Clock& clock,
                   HostedProjectionOptions options,
                   std::unique_ptr<storage::ProjectionFolder> folder);
  base::Status OpenOrCreate();
  base::StatusOr<std::shared_ptr<LiveProjection>> MakeLive(
      std::unique_ptr<storage::ProjectionStore> store);
  // Whether another one has taken its place; while one is about to, waits for it.
  bool IsReplaced(const LiveProjection& live) const;
  void SetSwapping(bool swapping);
  // From now on this one answers. Its follower stands still.
  void Show(const std::shared_ptr<LiveProjection>& live);
  void Rebuild(const std::stop_token& stop);
  base::Status BuildAndSwap(const std::stop_token& stop);

  storage::EventLog& log_;
  const runtime::Clock& clock_;
  const HostedProjectionOptions options_;
  const std::unique_ptr<storage::ProjectionFolder> folder_;
  storage::HeadNotifier seen_{{}};  // what readers of the live one see

  mutable base::Mutex mutex_;
  std::shared_ptr<LiveProjection> live_ ABSL_GUARDED_BY(mutex_);
  std::shared_ptr<LiveProjection> next_ ABSL_GUARDED_BY(mutex_);  // null: no rebuild runs
  bool rebuilding_ ABSL_GUARDED_BY(mutex_) = false;
  bool swapping_ ABSL_GUARDED_BY(mutex_) = false;  // nobody follows for a moment
  mutable base::CondVar swapped_;
  std::jthread rebuild_;
};

}  // namespace anchorledger::server
