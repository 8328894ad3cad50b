#include "services/server/callback_queue.h"

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <memory>

#include "services/server/no_plugins.h"

namespace anchorledger::server {
namespace {

// A server that nobody can reach takes hold of the queue when it starts.
grpc::Server* StartUnreachableServer() {
  static auto* const service = new grpc::CallbackGenericService();
  grpc::ServerBuilder builder;
  builder.SetOption(std::make_unique<NoPlugins>());
  builder.RegisterCallbackGenericService(service);
  return builder.BuildAndStart().release();
}

}  // namespace

void KeepCallbackQueue() {
  [[maybe_unused]] static grpc::Server* const kept = StartUnreachableServer();
}

}  // namespace anchorledger::server
