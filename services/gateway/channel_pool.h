// The connections from the gateway to the server in this process.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "proto/base/mutex.h"
#include "proto/base/status.h"
#include "proto/runtime/logging.h"

namespace grpc {
class Channel;
}

namespace anchorledger::gateway {

// Makes a channel over a new connection. Threads: any.
using Connect = std::function<base::StatusOr<std::shared_ptr<grpc::Channel>>()>;

// A few channels that take calls in turn. A channel over a pair of sockets does not dial again, so
// one that broke is replaced here, and so is one before it has used up the numbers that HTTP/2 has
// for the calls of a connection. Calls under way stay with the channel that they began on.
// Threads: any.
class ChannelPool {
 public:
  struct Options {
    std::size_t channels = 1;
    std::uint64_t calls_per_channel_max = 0;  // at least 1
  };

  // Makes all channels at once: an error when one of them cannot be made.
  static base::StatusOr<std::unique_ptr<ChannelPool>> Open(Connect connect, const Options& options,
                                                           runtime::Logger logger);

  // The channel for one more call.
  std::shared_ptr<grpc::Channel> Next();

  // Puts a new one in the place of a channel whose connection broke. Of many calls that say so, one
  // has an effect. When no new one can be made, the old one stays and the next call that fails
  // tries again.
  void Replace(const std::shared_ptr<grpc::Channel>& broken);

 private:
  struct Slot {
    std::shared_ptr<grpc::Channel> channel;
    std::uint64_t calls = 0;
  };

  ChannelPool(Connect connect, const Options& options, runtime::Logger logger)
      : connect_(std::move(connect)),
        calls_max_(options.calls_per_channel_max),
        logger_(std::move(logger)) {}
  Slot* FindLocked(const std::shared_ptr<grpc::Channel>& channel)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool Exchange(const std::shared_ptr<grpc::Channel>& old);

  const Connect connect_;
  const std::uint64_t calls_max_;
  const runtime::Logger logger_;
  base::Mutex mutex_;
  std::vector<Slot> slots_ ABSL_GUARDED_BY(mutex_);
  std::size_t next_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace anchorledger::gateway
