#include "services/gateway/generic_call.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>

#include <utility>
#include <vector>

#include "proto/base/mutex.h"
#include "proto/wire/status_fit.h"
#include "services/gateway/channel_pool.h"

namespace anchorledger::gateway {
namespace {

grpc::ByteBuffer ToBuffer(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return {&slice, 1};
}

std::string ToString(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  bytes.reserve(buffer.Length());
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

// With the details, when the service attached some.
google::rpc::Status ToRpcStatus(const grpc::Status& status) {
  google::rpc::Status rpc;
  if (status.ok()) return rpc;
  if (!rpc.ParseFromString(status.error_details()) || rpc.code() != status.error_code()) {
    rpc.Clear();
    rpc.set_code(status.error_code());
    rpc.set_message(status.error_message());
  }
  return rpc;
}

// Every refusal of the guard has details: UNAVAILABLE without any is gRPC's own, for a call whose
// connection ended under it, or had ended before.
bool ConnectionBroke(const grpc::Status& status) {
  return status.error_code() == grpc::StatusCode::UNAVAILABLE && status.error_details().empty();
}

void Prepare(const CallRequest& request, grpc::ClientContext& context) {
  if (!request.authorization.empty()) {
    context.AddMetadata("authorization", request.authorization);
  }
  context.AddMetadata(std::string(wire::kDetailsMaxKey), std::string(wire::WholeDetails()));
  if (request.deadline.has_value()) context.set_deadline(*request.deadline);
}

// Lives until it has answered: the callback of gRPC holds it.
class UnaryCall final : public OngoingCall {
 public:
  static std::shared_ptr<UnaryCall> Start(ChannelPool& pool, AnswerCount& answers,
                                          CallRequest request,
                                          std::function<void(UnaryAnswer)> done) {
    auto call = std::make_shared<UnaryCall>();
    answers.Add();
    call->channel_ = pool.Next();
    call->done_ = std::move(done);
    call->request_ = std::move(request);
    call->outgoing_ = ToBuffer(call->request_.message);
    Prepare(call->request_, call->context_);
    grpc::GenericStub(call->channel_)
        .UnaryCall(&call->context_, call->request_.path, {}, &call->outgoing_, &call->incoming_,
                   [call, &pool, &answers](const grpc::Status& status) {
                     if (ConnectionBroke(status)) pool.Replace(call->channel_);
                     call->Answer(status);
                     answers.Remove();
                   });
    return call;
  }

  void Cancel() override { context_.TryCancel(); }

 private:
  // Who asked is let go of here, not when gRPC lets go of its callback.
  void Answer(const grpc::Status& status) {
    const auto done = std::exchange(done_, nullptr);
    done({.status = ToRpcStatus(status),
          .message = status.ok() ? ToString(incoming_) : std::string()});
  }

  std::shared_ptr<grpc::Channel> channel_;
  std::function<void(UnaryAnswer)> done_;
  CallRequest request_;
  grpc::ClientContext context_;
  grpc::ByteBuffer outgoing_;
  grpc::ByteBuffer incoming_;
};

// Reads are started from outside of gRPC's callbacks, so a hold keeps the call from being done
// between two of them (without it the last read would never answer); the hold is given up when a
// read says that there is nothing more. Owns itself until OnDone.
class StreamCall final : public OngoingStream,
                         public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  StreamCall(ChannelPool& pool, AnswerCount& answers)
      : pool_(pool), answers_(answers), channel_(pool.Next()) {}

  static std::shared_ptr<StreamCall> Start(ChannelPool& pool, AnswerCount& answers,
                                           CallRequest request) {
    auto call = std::make_shared<StreamCall>(pool, answers);
    call->self_ = call;
    call->request_ = std::move(request);
    call->outgoing_ = ToBuffer(call->request_.message);
    Prepare(call->request_, call->context_);
    grpc::GenericStub(call->channel_)
        .PrepareBidiStreamingCall(&call->context_, call->request_.path, {}, call.get());
    call->AddHold();
    call->StartWriteLast(&call->outgoing_, grpc::WriteOptions());
    call->StartCall();
    return call;
  }

  void Next(std::function<void(StreamStep)> done) override {
    answers_.Add();
    {
      const base::MutexLock lock(mutex_);
      done_ = std::move(done);
    }
    StartRead(&incoming_);
  }

  void Cancel() override { context_.TryCancel(); }

  void OnReadDone(bool ok) override {
    if (!ok) {
      RemoveHold();  // OnDone answers what was asked, with the reason of the end
      return;
    }
    StreamStep step{.message = ToString(incoming_), .end = {}};
    incoming_.Clear();
    Answer(std::move(step));
  }

  void OnDone(const grpc::Status& status) override {
    const std::shared_ptr<StreamCall> self = std::move(self_);
    if (ConnectionBroke(status)) pool_.Replace(channel_);
    Answer({.message = std::nullopt, .end = ToRpcStatus(status)});
  }

 private:
  void Answer(StreamStep step) {
    TakeDone()(std::move(step));
    answers_.Remove();
  }
  std::function<void(StreamStep)> TakeDone() {
    const base::MutexLock lock(mutex_);
    return std::exchange(done_, nullptr);
  }

  ChannelPool& pool_;
  AnswerCount& answers_;
  const std::shared_ptr<grpc::Channel> channel_;
  std::shared_ptr<StreamCall> self_;  // until OnDone
  CallRequest request_;
  grpc::ClientContext context_;
  grpc::ByteBuffer outgoing_;
  grpc::ByteBuffer incoming_;
  base::Mutex mutex_;
  std::function<void(StreamStep)> done_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

void AnswerCount::Add() {
  const base::MutexLock lock(mutex_);
  ++count_;
}

// Tells under the lock: who waits may destroy the count as soon as it has the lock.
void AnswerCount::Remove() {
  const base::MutexLock lock(mutex_);
  if (--count_ == 0) changed_.NotifyAll();
}

void AnswerCount::AwaitNone() {
  const base::MutexLock lock(mutex_);
  while (count_ != 0) changed_.Wait(mutex_);
}

std::shared_ptr<OngoingCall> GenericCaller::StartUnary(CallRequest request,
                                                       std::function<void(UnaryAnswer)> done) {
  return UnaryCall::Start(unary_, answers_, std::move(request), std::move(done));
}

std::shared_ptr<OngoingStream> GenericCaller::StartStream(CallRequest request) {
  return StreamCall::Start(streams_, answers_, std::move(request));
}

}  // namespace anchorledger::gateway
