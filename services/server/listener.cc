#include "services/server/listener.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <fstream>
#include <iterator>
#include <mutex>
#include <utility>

#include "absl/synchronization/mutex.h"
#include "proto/base/limits.h"
#include "services/server/callback_queue.h"

namespace anchorledger::server {
namespace {

base::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    return base::MakeError(base::ErrorReason::kStorageFailed, "cannot read " + path);
  }
  return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

base::StatusOr<std::shared_ptr<grpc::ServerCredentials>> MakeCredentials(const TlsConfig& tls) {
  if (!tls.enabled()) {
    return grpc::InsecureServerCredentials();  // loopback only: CheckConfig
  }
  grpc::SslServerCredentialsOptions options;
  AL_ASSIGN_OR_RETURN(std::string key, ReadFile(tls.key_file));
  AL_ASSIGN_OR_RETURN(std::string certificate, ReadFile(tls.certificate_file));
  options.pem_key_cert_pairs.push_back({std::move(key), std::move(certificate)});
  if (!tls.client_ca_file.empty()) {
    AL_ASSIGN_OR_RETURN(options.pem_root_certs, ReadFile(tls.client_ca_file));
    options.client_certificate_request = GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY;
  }
  return grpc::SslServerCredentials(options);
}

// What the process does once, before the first server: all are switches of whole libraries.
void SetUpLibraries() {
  static std::once_flag once;
  std::call_once(once, [] {
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    // Abseil as packaged looks for deadlocks at each lock that gRPC takes.
    absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  });
}

void SetLimits(grpc::ServerBuilder& builder) {
  // The guard refuses requests above kMessageBytesMax with a reason; gRPC's own refusal, which has
  // none, is for what is far above.
  builder.SetMaxReceiveMessageSize(static_cast<int>(base::kMessageBytesMax * 2));
  builder.SetResourceQuota(
      grpc::ResourceQuota("anchorledger").Resize(base::kConnectionMemoryBytesMax));
  // Two servers could share a port silently, each with half of the calls.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  // A vanished client is noticed within 30 seconds, and a live one may ask every 10.
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 20'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 10'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 10'000);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS,
                             static_cast<int>(base::kCallsPerConnectionMax));
  // Nobody serves these counters.
  builder.AddChannelArgument(GRPC_ARG_ENABLE_CHANNELZ, 0);
}

}  // namespace

base::StatusOr<std::unique_ptr<Listener>> Listener::Start(
    const ServerConfig& config, const std::vector<grpc::Service*>& services) {
  SetUpLibraries();
  AL_ASSIGN_OR_RETURN(const auto credentials, MakeCredentials(config.tls));
  KeepCallbackQueue();
  grpc::ServerBuilder builder;
  SetLimits(builder);
  int port = 0;
  builder.AddListeningPort(config.listen, credentials, &port);
  for (grpc::Service* service : services) {
    builder.RegisterService(service);
  }
  std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr || port == 0) {
    return base::MakeError(base::ErrorReason::kStorageFailed,
                           "cannot listen on " + config.listen +
                               ": the address is taken, or the certificate does not load");
  }
  return std::unique_ptr<Listener>(new Listener(std::move(server), port));
}

Listener::Listener(std::unique_ptr<grpc::Server> server, int port)
    : server_(std::move(server)), port_(port) {}

Listener::~Listener() { Stop(std::chrono::milliseconds(0)); }

void Listener::Stop(std::chrono::milliseconds patience) {
  server_->Shutdown(std::chrono::system_clock::now() + patience);
  server_->Wait();
}

}  // namespace anchorledger::server
