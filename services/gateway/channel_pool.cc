#include "services/gateway/channel_pool.h"

#include <grpcpp/channel.h>

#include <utility>

namespace anchorledger::gateway {

base::StatusOr<std::unique_ptr<ChannelPool>> ChannelPool::Open(Connect connect,
                                                               const Options& options,
                                                               runtime::Logger logger) {
  std::unique_ptr<ChannelPool> pool(
      new ChannelPool(std::move(connect), options, std::move(logger)));
  for (std::size_t i = 0; i < options.channels; ++i) {
    AL_ASSIGN_OR_RETURN(std::shared_ptr<grpc::Channel> channel, pool->connect_());
    const base::MutexLock lock(pool->mutex_);
    pool->slots_.push_back({.channel = std::move(channel), .calls = 0});
  }
  return pool;
}

std::shared_ptr<grpc::Channel> ChannelPool::Next() {
  std::shared_ptr<grpc::Channel> channel;
  bool used_up = false;
  {
    const base::MutexLock lock(mutex_);
    Slot& slot = slots_[next_++ % slots_.size()];
    channel = slot.channel;
    used_up = ++slot.calls % calls_max_ == 0;  // again after as many, if nothing new could be made
  }
  if (used_up) Exchange(channel);
  return channel;
}

void ChannelPool::Replace(const std::shared_ptr<grpc::Channel>& broken) {
  if (Exchange(broken)) logger_.Error("a connection inside of this process broke", {});
}

// False when another call has exchanged it, or when no new one could be made.
bool ChannelPool::Exchange(const std::shared_ptr<grpc::Channel>& old) {
  {
    const base::MutexLock lock(mutex_);
    if (FindLocked(old) == nullptr) return false;
  }
  auto made = connect_();
  if (!made.ok()) {
    logger_.Error("cannot make a connection inside of this process",
                  {{"reason", base::MessageOf(made.status())}});
    return false;
  }
  const base::MutexLock lock(mutex_);
  Slot* slot = FindLocked(old);
  if (slot == nullptr) return false;
  std::swap(slot->channel, *made);  // what is not needed closes after the lock
  slot->calls = 0;
  return true;
}

ChannelPool::Slot* ChannelPool::FindLocked(const std::shared_ptr<grpc::Channel>& channel) {
  for (Slot& slot : slots_) {
    if (slot.channel == channel) return &slot;
  }
  return nullptr;
}

}  // namespace anchorledger::gateway
