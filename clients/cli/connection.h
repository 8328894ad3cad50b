#pragma once
// The connection to the server: address, credential, deadline, retries.
//
// A call is repeated only when the server says UNAVAILABLE or RESOURCE_EXHAUSTED, with growing
// pauses and the delay that the server asks for, and always with the same request: requests that
// write carry a request id, so that a repetition cannot take effect twice.
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "clients/cli/options.h"
#include "proto/base/status.h"
#include "proto/wire/status_wire.h"

namespace anchorledger::cli {

class Connection {
 public:
  // Reads the token and prepares the channel; nothing is sent yet. Fails with CREDENTIAL_MISSING
  // when there is no token, FIELD_INVALID when a file cannot be read.
  static base::StatusOr<std::unique_ptr<Connection>> Open(const GlobalOptions& options);

  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

  // Whether anything was sent, or tried to: tells a fault of our own from an answer.
  bool sent() const { return sent_; }

  // A context with credential and deadline, for a call that is about to be sent; `with_deadline`
  // is false for watching.
  std::unique_ptr<grpc::ClientContext> NewContext(bool with_deadline = true) const;

  // Calls `method` of a stub, repeating as described above.
  template <typename Stub, typename Request, typename Response>
  base::Status Call(Stub& stub,
                    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    const Request& request, Response* response) const {
    return Retry([&](grpc::ClientContext* context) {
      response->Clear();
      return (stub.*method)(context, request, response);
    });
  }

 private:
  using Attempt = std::function<grpc::Status(grpc::ClientContext*)>;

  Connection(std::shared_ptr<grpc::Channel> channel, std::string token, int timeout_seconds);
  base::Status Retry(const Attempt& attempt) const;

  std::shared_ptr<grpc::Channel> channel_;
  std::string token_;
  std::chrono::seconds timeout_;
  mutable std::atomic<bool> sent_ = false;
};

// A new request id: 128 random bits as hexadecimal digits.
std::string NewRequestId();

}  // namespace anchorledger::cli
