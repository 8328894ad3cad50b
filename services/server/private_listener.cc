#include "services/server/private_listener.h"

#include <grpcpp/channel.h>
#include <grpcpp/create_channel_posix.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <grpcpp/server_posix.h>
#include <grpcpp/support/channel_arguments.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <string>
#include <utility>

#include "proto/base/limits.h"
#include "services/server/callback_queue.h"
#include "services/server/no_plugins.h"

namespace anchorledger::server {
namespace {

// What each end of a connection is told. Whoever has a socket here is alive as long as the process,
// so nobody asks: an unanswered ping would end the connection of a process that was merely stopped
// for a while, and pings that measure the line measure nothing.
using Settings = std::vector<std::pair<const char*, int>>;
const Settings& CommonSettings() {
  static const Settings settings = {
      {GRPC_ARG_KEEPALIVE_TIME_MS, INT_MAX},
      {GRPC_ARG_HTTP2_BDP_PROBE, 0},
      {GRPC_ARG_HTTP2_MAX_PING_STRIKES, 0},
      // A refusal carries every violation that was found, in the trailing metadata.
      {GRPC_ARG_MAX_METADATA_SIZE, static_cast<int>(base::kMessageBytesMax)},
      // Nobody serves these counters.
      {GRPC_ARG_ENABLE_CHANNELZ, 0}};
  return settings;
}

}  // namespace

base::StatusOr<std::unique_ptr<PrivateListener>> PrivateListener::Start(
    const std::vector<grpc::Service*>& services) {
  KeepCallbackQueue();
  grpc::ServerBuilder builder;
  builder.SetOption(std::make_unique<NoPlugins>());
  for (const auto& [name, value] : CommonSettings()) builder.AddChannelArgument(name, value);
  // As in the Listener: the guard refuses what is too large, with a reason.
  builder.SetMaxReceiveMessageSize(static_cast<int>(base::kMessageBytesMax * 2));
  for (grpc::Service* service : services) {
    builder.RegisterService(service);
  }
  std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) {
    return base::MakeError(base::ErrorReason::kInternal, "cannot serve callers in this process");
  }
  return std::unique_ptr<PrivateListener>(new PrivateListener(std::move(server)));
}

PrivateListener::PrivateListener(std::unique_ptr<grpc::Server> server)
    : server_(std::move(server)) {}

PrivateListener::~PrivateListener() { Stop(std::chrono::milliseconds(0)); }

base::StatusOr<std::shared_ptr<grpc::Channel>> PrivateListener::Connect() {
  if (stopped_.load()) {
    return base::MakeError(base::ErrorReason::kShuttingDown, "the server is stopping");
  }
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends.data()) != 0) {
    return base::MakeError(base::ErrorReason::kStorageFailed,
                           std::string("cannot make a pair of sockets: ") + std::strerror(errno));
  }
  grpc::ChannelArguments arguments;
  for (const auto& [name, value] : CommonSettings()) arguments.SetInt(name, value);
  // The guard bounds what comes in; what goes out is bounded by pages and cells.
  arguments.SetMaxReceiveMessageSize(-1);
  grpc::AddInsecureChannelFromFd(server_.get(), ends[0]);  // both own their end from here
  return grpc::CreateCustomInsecureChannelFromFd("in this process", ends[1], arguments);
}

void PrivateListener::Stop(std::chrono::milliseconds patience) {
  if (stopped_.exchange(true)) return;
  server_->Shutdown(std::chrono::system_clock::now() + patience);
  server_->Wait();
}

}  // namespace anchorledger::server
