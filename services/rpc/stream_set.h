// The open server streams.
#pragma once

#include <cstddef>
#include <memory>
#include <unordered_set>

#include "proto/base/mutex.h"
#include "proto/base/status.h"

namespace anchorledger::rpc {

class StreamControl;

// Bounds the number of open streams, and ends them all when the server stops: a stopping server
// would otherwise wait for readers that never leave, and hold the lock of the database meanwhile.
// Threads: any.
class StreamSet {
 public:
  // QUOTA_EXCEEDED above kStreamsMax, SHUTTING_DOWN after EndAll().
  base::Status Add(const std::shared_ptr<StreamControl>& stream);
  void Remove(const std::shared_ptr<StreamControl>& stream);

  // Ends every stream with SHUTTING_DOWN, and refuses new ones from now on.
  void EndAll();

  size_t size() const;

 private:
  mutable base::Mutex mutex_;
  std::unordered_set<std::shared_ptr<StreamControl>> streams_ ABSL_GUARDED_BY(mutex_);
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace anchorledger::rpc
