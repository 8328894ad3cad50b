#include "services/rpc/stream_set.h"

#include "proto/base/limits.h"
#include "services/rpc/stream_call.h"

namespace anchorledger::rpc {
namespace {

base::Status ShuttingDown() {
  return base::MakeError(base::ErrorReason::kShuttingDown, "the server is stopping");
}

}  // namespace

base::Status StreamSet::Add(const std::shared_ptr<StreamControl>& stream) {
  base::MutexLock lock(mutex_);
  if (ended_) {
    return ShuttingDown();
  }
  if (streams_.size() >= base::kStreamsMax) {
    return base::MakeError(base::ErrorReason::kQuotaExceeded,
                           std::to_string(streams_.size()) + " streams are open, the most allowed");
  }
  streams_.insert(stream);
  return absl::OkStatus();
}

void StreamSet::Remove(const std::shared_ptr<StreamControl>& stream) {
  base::MutexLock lock(mutex_);
  streams_.erase(stream);
}

void StreamSet::EndAll() {
  std::unordered_set<std::shared_ptr<StreamControl>> open;
  {
    base::MutexLock lock(mutex_);
    ended_ = true;
    open = streams_;
  }
  for (const auto& stream : open) {
    stream->End(ShuttingDown());
  }
}

size_t StreamSet::size() const {
  base::MutexLock lock(mutex_);
  return streams_.size();
}

}  // namespace anchorledger::rpc
