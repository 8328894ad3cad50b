// From the head of a request to what is to be done with it.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "proto/base/status.h"
#include "services/gateway/connect_protocol.h"
#include "services/gateway/http_message.h"
#include "services/gateway/page_files.h"
#include "services/gateway/session_routes.h"
#include "services/security/authenticator.h"
#include "services/telemetry/telemetry.h"

namespace google::protobuf {
class MethodDescriptor;
}

namespace anchorledger::gateway {

// A call of a service that may be made as soon as its body is there.
struct CallRoute {
  const google::protobuf::MethodDescriptor* method = nullptr;
  WireFormat format;
  std::string authorization;
  std::optional<std::chrono::milliseconds> timeout;
};

// What is to be done.
struct Route {
  enum class Kind { kAnswer, kSession, kCall };
  Kind kind = Kind::kAnswer;
  Response answer;  // of kAnswer: the body of the request is of no interest
  CallRoute call;   // of kCall
  std::size_t body_bytes_max = 0;
};

// Decides by the head alone, so that nobody without a credential makes the server read a body, let
// alone parse one. Threads: any; nothing here waits.
//
//   POST /anchorledger.api.v1.SERVICE/METHOD   the API
//   GET, POST, DELETE /session                 signing in and out
//   GET /healthz                               200 while calls are taken, else 503
//   GET /metrics                               telemetry, to this machine and to operators
//   GET anything else                          the pages
class Router {
 public:
  struct Parts {
    const PageFiles* pages;  // null: there are none
    const SessionRoutes& sessions;
    security::Authenticator& authenticator;
    const telemetry::Telemetry& telemetry;
    Transport transport;
    std::function<bool()> is_serving;
  };

  // All parts must outlive the router.
  explicit Router(Parts parts) : parts_(std::move(parts)) {}

  Route Find(const Request& request, bool from_this_machine) const;

 private:
  Route FindCall(const Request& request) const;
  base::StatusOr<CallRoute> AdmitCall(const Request& request,
                                      const google::protobuf::MethodDescriptor& method,
                                      WireFormat format) const;
  Response Telemetry(const Request& request, bool from_this_machine) const;
  Response Page(const Request& request) const;

  const Parts parts_;
};

// The answer to a call that is refused: for a stream it is a whole stream that ends with the error.
Response RefuseCall(WireFormat format, const base::Status& status);

}  // namespace anchorledger::gateway
