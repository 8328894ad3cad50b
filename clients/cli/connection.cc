#include "clients/cli/connection.h"

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <utility>

#include "clients/cli/input_file.h"
#include "proto/base/hash.h"
#include "proto/base/limits.h"
#include "proto/wire/status_fit.h"

namespace anchorledger::cli {
namespace {

constexpr int kAttemptsMax = 5;
constexpr std::chrono::milliseconds kFirstPause{100};
constexpr std::chrono::milliseconds kLongestPause{3'000};

std::string Trimmed(std::string text) {
  const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
  while (!text.empty() && blank(text.back())) text.pop_back();
  text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), blank));
  return text;
}

base::StatusOr<std::string> ReadToken(const GlobalOptions& options) {
  if (!options.token_file.empty()) {
    AL_ASSIGN_OR_RETURN(std::string text, ReadFile(options.token_file));
    return Trimmed(std::move(text));
  }
  if (const char* token = std::getenv("ANCHORLEDGER_TOKEN"); token != nullptr) {
    return Trimmed(token);
  }
  return base::MakeError(base::ErrorReason::kCredentialMissing,
                         "no token: give --token-file, or set ANCHORLEDGER_TOKEN");
}

// Waits without being woken: between two attempts there is nothing else to do.
void Pause(std::chrono::milliseconds time) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable().wait_for(lock, time, [] { return false; });
}

bool MayRepeat(const base::Status& status) {
  return status.code() == absl::StatusCode::kUnavailable ||
         status.code() == absl::StatusCode::kResourceExhausted;
}

}  // namespace

Connection::Connection(std::shared_ptr<grpc::Channel> channel, std::string token,
                       int timeout_seconds)
    : channel_(std::move(channel)), token_(std::move(token)), timeout_(timeout_seconds) {}

base::StatusOr<std::unique_ptr<Connection>> Connection::Open(const GlobalOptions& options) {
  AL_ASSIGN_OR_RETURN(std::string token, ReadToken(options));
  std::shared_ptr<grpc::ChannelCredentials> credentials = grpc::InsecureChannelCredentials();
  if (!options.ca_file.empty()) {
    grpc::SslCredentialsOptions tls;
    AL_ASSIGN_OR_RETURN(tls.pem_root_certs, ReadFile(options.ca_file));
    if (!options.client_cert_file.empty()) {
      AL_ASSIGN_OR_RETURN(tls.pem_cert_chain, ReadFile(options.client_cert_file));
      AL_ASSIGN_OR_RETURN(tls.pem_private_key, ReadFile(options.client_key_file));
    }
    credentials = grpc::SslCredentials(tls);
  }
  // A refusal carries every violation that was found, in its metadata; gRPC would take 8 KiB.
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_MAX_METADATA_SIZE, static_cast<int>(base::kMessageBytesMax));
  return std::unique_ptr<Connection>(
      new Connection(grpc::CreateCustomChannel(options.server, credentials, arguments),
                     std::move(token), options.timeout_seconds));
}

std::unique_ptr<grpc::ClientContext> Connection::NewContext(bool with_deadline) const {
  sent_ = true;
  auto context = std::make_unique<grpc::ClientContext>();
  context->AddMetadata("authorization", "Bearer " + token_);
  context->AddMetadata(std::string(wire::kDetailsMaxKey), std::string(wire::WholeDetails()));
  if (with_deadline) context->set_deadline(std::chrono::system_clock::now() + timeout_);
  return context;
}

base::Status Connection::Retry(const Attempt& attempt) const {
  std::chrono::milliseconds pause = kFirstPause;
  for (int attempts = 1;; ++attempts) {
    const auto context = NewContext();
    const base::Status status = wire::FromGrpcStatus(attempt(context.get()));
    if (!MayRepeat(status) || attempts == kAttemptsMax) return status;
    Pause(std::clamp(base::RetryDelayOf(status).value_or(pause), kFirstPause, kLongestPause));
    pause = std::min(pause * 2, kLongestPause);
  }
}

std::string NewRequestId() { return base::HexEncode(base::RandomBytes(16)); }

}  // namespace anchorledger::cli
