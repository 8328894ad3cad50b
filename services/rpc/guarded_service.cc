#include "services/rpc/guarded_service.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <grpcpp/impl/codegen/server_callback_handlers.h>
#include <grpcpp/impl/service_type.h>
#include <grpcpp/server_context.h>

#include <vector>

#include "proto/base/check.h"
#include "proto/wire/status_fit.h"
#include "services/rpc/guard.h"
#include "services/rpc/stream_call.h"
#include "services/rpc/unary_call.h"

namespace anchorledger::rpc {
namespace {

using google::protobuf::MethodDescriptor;

std::string_view View(const grpc::string_ref& text) { return {text.data(), text.size()}; }

// How much of a refusal the client takes.
std::size_t DetailsMaxOf(const grpc::CallbackServerContext& context) {
  const auto& metadata = context.client_metadata();
  const auto found = metadata.find({wire::kDetailsMaxKey.data(), wire::kDetailsMaxKey.size()});
  return found == metadata.end() ? wire::kDetailsMaxDefault
                                 : wire::ParseDetailsMax(View(found->second));
}

base::Status NotImplemented(std::string_view method) {
  return base::MakeError(base::ErrorReason::kUnimplementedEvent,
                         std::string(method) + " is not served here");
}

}  // namespace

// The registration does what generated service classes do, with the same classes of gRPC, for any
// descriptor: raw bytes in, raw bytes out, one reactor a call.
class GuardedService::Registration final : public grpc::Service {
 public:
  Registration(const google::protobuf::ServiceDescriptor& descriptor, Guard& guard)
      : guard_(guard) {
    for (int i = 0; i < descriptor.method_count(); ++i) {
      const MethodDescriptor& method = *descriptor.method(i);
      AL_CHECK(!method.client_streaming());
      entries_.push_back(std::make_unique<Entry>());
      Entry& entry = *entries_.back();
      entry.descriptor = &method;
      entry.method = guard.AddMethod(descriptor.full_name(), method.name());
      if (method.server_streaming()) {
        RegisterStream(i, entry);
      } else {
        RegisterUnary(i, entry);
      }
    }
  }

  struct Entry {
    const MethodDescriptor* descriptor = nullptr;
    std::unique_ptr<Method> method;
    UnaryHandler unary;    // empty until added
    StreamHandler stream;  // empty until added
  };

  Entry& Find(std::string_view method) {
    for (const auto& entry : entries_) {
      if (entry->descriptor->name() == method) {
        return *entry;
      }
    }
    AL_CHECK(false && "a handler for a method that the service does not have");
    return *entries_.front();
  }

 private:
  void RegisterUnary(int index, Entry& entry) {
    AddMethod(new grpc::internal::RpcServiceMethod(entry.method->path.c_str(),
                                                   grpc::internal::RpcMethod::NORMAL_RPC, nullptr));
    MarkMethodRawCallback(
        index, new grpc::internal::CallbackUnaryHandler<grpc::ByteBuffer, grpc::ByteBuffer>(
                   [this, &entry](grpc::CallbackServerContext* context,
                                  const grpc::ByteBuffer* request, grpc::ByteBuffer* response) {
                     return StartUnary(entry, *context, *request, response);
                   }));
  }

  void RegisterStream(int index, Entry& entry) {
    AddMethod(new grpc::internal::RpcServiceMethod(
        entry.method->path.c_str(), grpc::internal::RpcMethod::SERVER_STREAMING, nullptr));
    MarkMethodRawCallback(
        index,
        new grpc::internal::CallbackServerStreamingHandler<grpc::ByteBuffer, grpc::ByteBuffer>(
            [this, &entry](grpc::CallbackServerContext* context, const grpc::ByteBuffer* request) {
              return StartStream(entry, *context, *request);
            }));
  }

  base::StatusOr<Admission> Admit(const Entry& entry, const grpc::CallbackServerContext& context) {
    Arrival arrival;
    const auto& metadata = context.client_metadata();
    if (const auto found = metadata.find("authorization"); found != metadata.end()) {
      arrival.authorization = View(found->second);
    }
    arrival.deadline = context.deadline();
    return guard_.Admit(*entry.method, arrival, entry.descriptor->server_streaming());
  }

  grpc::ServerUnaryReactor* StartUnary(const Entry& entry,
                                       const grpc::CallbackServerContext& context,
                                       const grpc::ByteBuffer& request,
                                       grpc::ByteBuffer* response) {
    auto* call = new UnaryCall(guard_, *entry.method, DetailsMaxOf(context), response);
    auto admission = Admit(entry, context);
    if (!admission.ok()) {
      call->Refuse(admission.status());
    } else if (!entry.unary.handle) {
      call->Refuse(NotImplemented(entry.method->name));
    } else {
      call->Start(*std::move(admission), request, entry.unary);
    }
    return call;
  }

  grpc::ServerWriteReactor<grpc::ByteBuffer>* StartStream(
      const Entry& entry, const grpc::CallbackServerContext& context,
      const grpc::ByteBuffer& request) {
    auto* call = new StreamCall(guard_, *entry.method, DetailsMaxOf(context));
    auto admission = Admit(entry, context);
    if (!admission.ok()) {
      call->Refuse(admission.status());
    } else if (!entry.stream.make_source) {
      call->Refuse(NotImplemented(entry.method->name));
    } else {
      call->Start(*std::move(admission), request, entry.stream);
    }
    return call;
  }

  Guard& guard_;
  std::vector<std::unique_ptr<Entry>> entries_;
};

GuardedService::GuardedService(std::string_view full_name, Guard& guard) {
  const auto* descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(std::string(full_name));
  AL_CHECK(descriptor != nullptr);
  registration_ = std::make_unique<Registration>(*descriptor, guard);
}

GuardedService::~GuardedService() = default;

void GuardedService::AddUnary(std::string_view method, UnaryHandler handler) {
  Registration::Entry& entry = registration_->Find(method);
  AL_CHECK(entry.descriptor->input_type() == handler.request_type->GetDescriptor());
  AL_CHECK(entry.descriptor->output_type() == handler.response_type->GetDescriptor());
  AL_CHECK(!entry.descriptor->server_streaming());
  entry.unary = std::move(handler);
}

void GuardedService::AddStream(std::string_view method, StreamHandler handler) {
  Registration::Entry& entry = registration_->Find(method);
  AL_CHECK(entry.descriptor->input_type() == handler.request_type->GetDescriptor());
  AL_CHECK(entry.descriptor->output_type() == handler.response_type->GetDescriptor());
  AL_CHECK(entry.descriptor->server_streaming());
  entry.stream = std::move(handler);
}

void GuardedService::UseShortLane(std::string_view method) {
  registration_->Find(method).method->lane = Lane::kShort;
}

grpc::Service& GuardedService::service() { return *registration_; }

}  // namespace anchorledger::rpc
