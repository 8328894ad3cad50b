#include "services/server/hosted_projection.h"

namespace anchorledger::server {
namespace {

// A store that is missing, of another identity or damaged is built anew; other errors are real.
bool CallsForNewStore(const base::Status& status) {
  const base::ErrorReason reason = base::ReasonOf(status);
  return reason == base::ErrorReason::kNotFound || reason == base::ErrorReason::kDataCorrupt;
}

}  // namespace

HostedProjection::HostedProjection(storage::EventLog& log, const runtime::Clock& clock,
                                   HostedProjectionOptions options,
                                   std::unique_ptr<storage::ProjectionFolder> folder)
    : log_(log), clock_(clock), options_(std::move(options)), folder_(std::move(folder)) {}

HostedProjection::~HostedProjection() { Stop(); }

base::StatusOr<std::unique_ptr<HostedProjection>> HostedProjection::Start(
    storage::EventLog& log, const runtime::Clock& clock, HostedProjectionOptions options) {
  AL_ASSIGN_OR_RETURN(auto folder, storage::ProjectionFolder::Open({.folder = options.folder,
                                                                    .identity = options.identity,
                                                                    .log = options.logger}));
  std::unique_ptr<HostedProjection> host(
      new HostedProjection(log, clock, std::move(options), std::move(folder)));
  AL_RETURN_IF_ERROR(host->OpenOrCreate());
  return host;
}

base::StatusOr<std::shared_ptr<LiveProjection>> HostedProjection::MakeLive(
    std::unique_ptr<storage::ProjectionStore> store) {
  auto live = std::make_shared<LiveProjection>();
  live->store = store.get();
  AL_ASSIGN_OR_RETURN(live->projection, options_.make(std::move(store)));
  const auto committed = [this, made = live.get()](const storage::LogHead& head) {
    if (made->shown) seen_.Publish(head);
  };
  live->follower = std::make_unique<projections::Follower>(
      log_, *live->projection, clock_, projections::FollowerOptions{.committed = committed});
  return live;
}

void HostedProjection::Show(const std::shared_ptr<LiveProjection>& live) {
  {
    const base::MutexLock lock(mutex_);
    live_ = live;
  }
  live->shown = true;
  const storage::ResumePoint point = live->projection->committed();
  seen_.Publish({.log_id = point.log_id,
                 .epoch = point.epoch,
                 .position = live->follower->position(),
                 .recorded_at = {}});
  live->follower->Start();
}

base::Status HostedProjection::OpenOrCreate() {
  std::shared_ptr<LiveProjection> live;
  auto store = folder_->OpenCurrent();
  base::Status opened = store.status();
  if (store.ok()) {
    auto made = MakeLive(*std::move(store));
    opened = made.status();
    if (made.ok()) live = *std::move(made);
  }
  if (live == nullptr) {
    if (!CallsForNewStore(opened)) return opened;
    options_.logger.Info("projection is built anew",
                         {{"folder", options_.folder}, {"reason", base::ToString(opened)}});
    AL_ASSIGN_OR_RETURN(auto fresh, folder_->CreateNext());
    AL_RETURN_IF_ERROR(folder_->SwapTo(*fresh));
    AL_ASSIGN_OR_RETURN(live, MakeLive(std::move(fresh)));
  }
  Show(live);
  return absl::OkStatus();
}

std::shared_ptr<const LiveProjection> HostedProjection::live() const {
  const base::MutexLock lock(mutex_);
  return live_;
}

base::StatusOr<std::shared_ptr<const LiveProjection>> HostedProjection::At(
    base::Position position, std::chrono::microseconds longest) const {
  const std::int64_t deadline = clock_.MonotonicMicros() + longest.count();
  while (true) {
    const std::shared_ptr<const LiveProjection> now = live();
    const std::int64_t left = deadline - clock_.MonotonicMicros();
    const base::Status seen = now->follower->WaitFor(position, std::chrono::microseconds(left));
    if (seen.ok()) return now;
    // A swap took it away from under us: ask the one that takes over.
    if (left <= 0 || !IsReplaced(*now)) return seen;
  }
}

bool HostedProjection::IsReplaced(const LiveProjection& live) const {
  const base::MutexLock lock(mutex_);
  const bool swapped = swapping_ || live_.get() != &live;
  while (swapping_) swapped_.Wait(mutex_);
  return swapped;
}

storage::Notification HostedProjection::NotifyAt(base::Position position,
                                                 storage::HeadCallback callback) {
  return seen_.NotifyAt(position, std::move(callback));
}

admin::ProjectionStatus HostedProjection::Status() const {
  const base::MutexLock lock(mutex_);
  return {.name = std::string(live_->projection->name()),
          .position = live_->follower->position(),
          .status = live_->follower->status(),
          .rebuild_position = next_ == nullptr ? base::Position() : next_->follower->applied()};
}

base::Status HostedProjection::StartRebuild() {
  {
    const base::MutexLock lock(mutex_);
    if (rebuilding_) {
      return base::MakeError(base::ErrorReason::kRuleBroken,
                             "name: a rebuild of this projection is under way");
    }
    rebuilding_ = true;
  }
  rebuild_ = std::jthread([this](const std::stop_token& stop) { Rebuild(stop); });
  return absl::OkStatus();
}

void HostedProjection::Rebuild(const std::stop_token& stop) {
  const base::Status status = BuildAndSwap(stop);
  const base::MutexLock lock(mutex_);
  next_ = nullptr;
  rebuilding_ = false;
  if (status.ok()) {
    options_.logger.Info("projection was rebuilt", {{"folder", options_.folder}});
  } else {
    options_.logger.Error("projection was not rebuilt",
                          {{"folder", options_.folder}, {"reason", base::ToString(status)}});
  }
}

// Builds while the live one goes on answering. At the end the live one is halted, so that both
// stand at one position when the new one takes over.
base::Status HostedProjection::BuildAndSwap(const std::stop_token& stop) {
  AL_ASSIGN_OR_RETURN(auto store, folder_->CreateNext());
  AL_ASSIGN_OR_RETURN(const std::shared_ptr<LiveProjection> next, MakeLive(std::move(store)));
  std::shared_ptr<LiveProjection> old;
  {
    const base::MutexLock lock(mutex_);
    next_ = next;
    old = live_;
  }
  AL_RETURN_IF_ERROR(next->follower->CatchUp(stop));
  AL_RETURN_IF_ERROR(folder_->SwapTo(*next->store));
  SetSwapping(true);
  old->follower->Stop();
  // What came meanwhile: at least as far as the old one stands.
  const base::Status caught_up = next->follower->CatchUp(stop);
  if (caught_up.ok()) {
    old->shown = false;
    Show(next);
    old->store->RemoveWhenReleased();
  } else {
    old->follower->Start();
  }
  SetSwapping(false);
  return caught_up;
}

void HostedProjection::SetSwapping(bool swapping) {
  const base::MutexLock lock(mutex_);
  swapping_ = swapping;
  swapped_.NotifyAll();
}

void HostedProjection::Stop() {
  rebuild_.request_stop();
  if (rebuild_.joinable()) rebuild_.join();
  const std::shared_ptr<const LiveProjection> now = live();
  if (now != nullptr) now->follower->Stop();
}

}  // namespace anchorledger::server
