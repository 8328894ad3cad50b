#include "tests/support/server/generic_call.h"

#include <grpcpp/generic/generic_stub.h>

#include <future>
#include <utility>

#include "proto/wire/status_wire.h"

namespace anchorledger::testing {
namespace {

using Stub = grpc::TemplatedGenericStub<grpc::ByteBuffer, grpc::ByteBuffer>;

// Reads one message, cancels, and waits for the end.
class FirstMessage final : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  FirstMessage(Stub& stub, grpc::ClientContext& context, const std::string& path,
               const grpc::ByteBuffer& request)
      : context_(context) {
    stub.PrepareBidiStreamingCall(&context, path, {}, this);
    StartWriteLast(&request, {});
    StartRead(&message_);
    StartCall();
  }

  base::Status Wait() {
    const grpc::Status status = done_.get_future().get();
    return got_message_ ? absl::OkStatus() : wire::FromGrpcStatus(status);
  }

 private:
  void OnReadDone(bool ok) override {
    if (ok) {
      got_message_ = true;
      context_.TryCancel();
    }
  }
  void OnDone(const grpc::Status& status) override { done_.set_value(status); }

  grpc::ClientContext& context_;
  bool got_message_ = false;
  grpc::ByteBuffer message_;
  std::promise<grpc::Status> done_;
};

}  // namespace

base::Status CallBytes(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                       bool streaming, std::unique_ptr<grpc::ClientContext> context,
                       const std::string& request) {
  Stub stub(channel);
  const grpc::Slice slice(request);
  const grpc::ByteBuffer bytes(&slice, 1);
  const std::string path = '/' + method;
  if (streaming) {
    return FirstMessage(stub, *context, path, bytes).Wait();
  }
  grpc::ByteBuffer response;
  std::promise<grpc::Status> done;
  stub.UnaryCall(context.get(), path, {}, &bytes, &response,
                 [&](grpc::Status status) { done.set_value(std::move(status)); });
  return wire::FromGrpcStatus(done.get_future().get());
}

}  // namespace anchorledger::testing
