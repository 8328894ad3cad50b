// A gRPC service whose every method runs through the guard.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "services/rpc/handlers.h"

namespace grpc {
class Service;
}  // namespace grpc

namespace google::protobuf {
class ServiceDescriptor;
}  // namespace google::protobuf

namespace anchorledger::rpc {

class Guard;

// Builds a service from its descriptor and the handlers that are added to it. There is no generated
// service class to derive from, so there is no way around the guard: deadline, authentication and
// authorization come before the first byte of the request is parsed. A method without a handler
// answers UNIMPLEMENTED; a method without a rule in the policy is refused to everybody.
//
//   GuardedService service(*api::FooService::descriptor() or "anchorledger.api.v1.FooService",
//   guard); service.Unary<GetFooRequest, GetFooResponse>("GetFoo", [&](const Call& call, const
//   auto& request,
//                                                              auto& response) { ... return status;
//                                                              });
//
// Handlers run on a worker. They are added before the server starts and live as long as it.
class GuardedService {
 public:
  // `full_name` must name a service of the generated code that is linked in.
  GuardedService(std::string_view full_name, Guard& guard);
  ~GuardedService();
  GuardedService(const GuardedService&) = delete;
  GuardedService& operator=(const GuardedService&) = delete;

  // A method that answers when its handler returns.
  template <class Request, class Response>
  void Unary(std::string_view method,
             std::function<base::Status(const Call&, const Request&, Response&)> handler) {
    AddUnary(method, {&Request::default_instance(), &Response::default_instance(),
                      [handler = std::move(handler)](
                          const Call& call, const google::protobuf::Message& request,
                          google::protobuf::Message& response, Responder respond) {
                        respond(handler(call, static_cast<const Request&>(request),
                                        static_cast<Response&>(response)));
                      }});
  }

  // A method that answers later, from any thread; the handler itself must not wait for anything.
  template <class Request, class Response>
  void AsyncUnary(std::string_view method,
                  std::function<void(const Call&, const Request&, Response&, Responder)> handler) {
    AddUnary(method, {&Request::default_instance(), &Response::default_instance(),
                      [handler = std::move(handler)](
                          const Call& call, const google::protobuf::Message& request,
                          google::protobuf::Message& response, Responder respond) {
                        handler(call, static_cast<const Request&>(request),
                                static_cast<Response&>(response), respond);
                      }});
  }

  // A method that answers with a stream. The call lives as long as the source.
  template <class Request, class Response>
  void ServerStream(std::string_view method,
                    std::function<base::StatusOr<std::unique_ptr<MessageSource<Response>>>(
                        const Call&, const Request&, Waker)>
                        make_source) {
    AddStream(method, {&Request::default_instance(), &Response::default_instance(),
                       [make_source = std::move(make_source)](
                           const Call& call, const google::protobuf::Message& request,
                           Waker waker) -> base::StatusOr<std::unique_ptr<AnySource>> {
                         return make_source(call, static_cast<const Request&>(request),
                                            std::move(waker));
                       }});
  }

  // Lets the calls of a method run on the short lane: for handlers that never wait.
  void UseShortLane(std::string_view method);

  // What is registered with the server builder; lives as long as this object.
  grpc::Service& service();

 private:
  class Registration;
  void AddUnary(std::string_view method, UnaryHandler handler);
  void AddStream(std::string_view method, StreamHandler handler);

  std::unique_ptr<Registration> registration_;
};

}  // namespace anchorledger::rpc
