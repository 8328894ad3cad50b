// One unary call: the reactor between gRPC and a handler.
#pragma once

#include <google/protobuf/arena.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <array>
#include <chrono>
#include <memory>

#include "services/rpc/call.h"
#include "services/rpc/guard.h"
#include "services/rpc/handlers.h"

namespace anchorledger::rpc {

// The reactor. Request and response live in an arena inside it, so that a small call takes one
// allocation for all its messages. Deletes itself when gRPC is done with it.
class UnaryCall final : public grpc::ServerUnaryReactor {
 public:
  // `details_max`: how many bytes of metadata a refusal may take.
  UnaryCall(Guard& guard, const Method& method, std::size_t details_max,
            grpc::ByteBuffer* response_bytes);
  ~UnaryCall() override;

  // For a call that is refused before its content is read.
  void Refuse(const base::Status& status) { Answer(status); }
  // Hands the call to a worker, which parses the request and runs the handler. `types` and
  // `handler` must outlive the call; so does `request`, which gRPC keeps until OnDone.
  void Start(Admission admission, const grpc::ByteBuffer& request, const UnaryHandler& handler);

  // Ends the call: once, from any thread.
  void Answer(const base::Status& status);

 private:
  void OnCancel() override;
  void OnDone() override;
  // Both may run where gRPC happens to be, without a hop to a thread that may wait: they do not.
  bool InternalInlineable() override { return true; }
  void Run(const grpc::ByteBuffer& request, const UnaryHandler& handler);

  Guard& guard_;
  const Method& method_;
  const std::size_t details_max_;
  grpc::ByteBuffer* const response_bytes_;
  const std::chrono::steady_clock::time_point started_;
  std::unique_ptr<Call> call_;
  google::protobuf::Message* response_ = nullptr;
  alignas(8) std::array<char, 4096> arena_block_;
  google::protobuf::Arena arena_;
};

}  // namespace anchorledger::rpc
