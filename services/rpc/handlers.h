// What a service gives for each of its methods, without the types of its messages.
#pragma once

#include <functional>
#include <memory>

#include "proto/base/status.h"
#include "services/rpc/call.h"
#include "services/rpc/message_source.h"

namespace anchorledger::rpc {

class UnaryCall;

// Ends a unary call, from any thread, exactly once; call, request and response are gone afterwards.
// Copyable, because it travels in std::function.
class Responder {
 public:
  explicit Responder(UnaryCall* call) : call_(call) {}
  void operator()(const base::Status& status) const;

 private:
  UnaryCall* call_;
};

// A unary method: the types of its messages, and what fills in the response.
struct UnaryHandler {
  const google::protobuf::Message* request_type = nullptr;
  const google::protobuf::Message* response_type = nullptr;
  std::function<void(const Call&, const google::protobuf::Message& request,
                     google::protobuf::Message& response, Responder)>
      handle;
};

// A server stream: the types of its messages, and what makes its source.
struct StreamHandler {
  const google::protobuf::Message* request_type = nullptr;
  const google::protobuf::Message* response_type = nullptr;
  std::function<base::StatusOr<std::unique_ptr<AnySource>>(
      const Call&, const google::protobuf::Message& request, Waker)>
      make_source;
};

}  // namespace anchorledger::rpc
