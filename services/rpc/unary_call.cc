#include "services/rpc/unary_call.h"

#include <google/protobuf/message.h>

#include <exception>
#include <utility>

#include "proto/wire/status_fit.h"
#include "proto/wire/status_wire.h"
#include "services/rpc/message_bytes.h"

namespace anchorledger::rpc {
namespace {

// Blocks double up to this size: an answer of megabytes takes dozens of them, not hundreds.
constexpr size_t kArenaBlockMax = 65'536;

google::protobuf::ArenaOptions InitialBlock(char* block, size_t size) {
  google::protobuf::ArenaOptions options;
  options.initial_block = block;
  options.initial_block_size = size;
  options.max_block_size = kArenaBlockMax;
  return options;
}

}  // namespace

void Responder::operator()(const base::Status& status) const { call_->Answer(status); }

UnaryCall::UnaryCall(Guard& guard, const Method& method, std::size_t details_max,
                     grpc::ByteBuffer* response_bytes)
    : guard_(guard),
      method_(method),
      details_max_(details_max),
      response_bytes_(response_bytes),
      started_(std::chrono::steady_clock::now()),
      arena_(InitialBlock(arena_block_.data(), arena_block_.size())) {}

UnaryCall::~UnaryCall() = default;

void UnaryCall::Start(Admission admission, const grpc::ByteBuffer& request,
                      const UnaryHandler& handler) {
  call_ = std::make_unique<Call>(method_.name, std::move(admission.principal), admission.deadline,
                                 std::move(admission.slot));
  if (!guard_.pool(method_.lane).TryRun([this, &request, &handler] { Run(request, handler); })) {
    Answer(QueueFull());
  }
}

void UnaryCall::Run(const grpc::ByteBuffer& request, const UnaryHandler& handler) {
  // A caller that gave up while the call was queued needs no work done.
  base::Status status = call_->Alive();
  if (status.ok()) {
    auto* message = handler.request_type->New(&arena_);
    response_ = handler.response_type->New(&arena_);
    status = ParseRequest(request, *message);
    if (status.ok()) {
      try {
        handler.handle(*call_, *message, *response_, Responder(this));
        return;
      } catch (const std::exception& error) {
        status = base::MakeError(base::ErrorReason::kInternal, error.what());
      }
    }
  }
  Answer(status);
}

void UnaryCall::Answer(const base::Status& status) {
  guard_.Ended(method_, call_ == nullptr ? nullptr : &call_->principal(), status, started_);
  if (status.ok()) {
    SerializeMessage(*response_, *response_bytes_);
    Finish(grpc::Status::OK);
  } else {
    Finish(wire::ToGrpcStatus(wire::FitStatus(status, details_max_)));
  }
}

void UnaryCall::OnCancel() {
  if (call_ != nullptr) {
    call_->MarkCancelled();
  }
}

void UnaryCall::OnDone() { delete this; }

}  // namespace anchorledger::rpc
