#include "services/gateway/router.h"

#include <google/protobuf/descriptor.h>

#include <utility>

#include "proto/wire/status_wire.h"
#include "services/gateway/connect_error.h"
#include "services/gateway/limits.h"
#include "services/gateway/security_headers.h"

namespace anchorledger::gateway {
namespace {

constexpr std::string_view kApiPrefix = "/anchorledger.api.v1.";

Route Answer(Response response) {
  return {.kind = Route::Kind::kAnswer, .answer = std::move(response), .call = {}};
}

Response NotAllowed(std::string_view allowed) {
  Response response = PlainText(405, "use another method: " + std::string(allowed) + '\n');
  response.Set("Allow", allowed);
  return response;
}

// "/package.Service/Method" of the contract; null for anything else.
const google::protobuf::MethodDescriptor* FindMethod(std::string_view path) {
  const size_t slash = path.find('/', 1);
  if (slash == std::string_view::npos) return nullptr;
  const auto* service = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
      std::string(path.substr(1, slash - 1)));
  return service == nullptr ? nullptr
                            : service->FindMethodByName(std::string(path.substr(slash + 1)));
}

base::Status NotSpoken(std::string_view message) {
  return base::MakeError(base::ErrorReason::kUnimplementedEvent, message);
}

Response NoSuchMethod(std::string_view path) {
  // The code would be answered with 501; the protocol wants 404 for an address.
  Response response = ErrorResponse(NotSpoken(Shown(path) + " is not served here"));
  response.status = 404;
  return response;
}

Response WrongContentType(CallShape shape) {
  Response response = PlainText(
      415, "send the content type " + std::string(AcceptedTypes(shape)) + " to this method\n");
  response.Set("Accept-Post", AcceptedTypes(shape));
  return response;
}

base::Status BadHeader(std::string name, const std::string& description) {
  return base::InvalidFields({{std::move(name), description}});
}

// What the protocol lets a client say that this server does not speak. The frames of a stream have
// a header of their own for their coding, beside that of HTTP for the body.
base::Status CheckProtocolHeaders(const Request& request) {
  const std::string_view version = request.Get("connect-protocol-version");
  if (!version.empty() && version != "1") {
    return BadHeader("connect-protocol-version", "is " + Shown(version) + ", must be 1 or absent");
  }
  for (const char* const name : {"content-encoding", "connect-content-encoding"}) {
    const std::string_view encoding = request.Get(name);
    if (!encoding.empty() && !EqualsIgnoreCase(encoding, "identity")) {
      return NotSpoken(std::string(name) + ": is " + Shown(encoding) +
                       ", the only one taken is identity");
    }
  }
  return absl::OkStatus();
}

}  // namespace

Response RefuseCall(WireFormat format, const base::Status& status) {
  if (format.shape == CallShape::kUnary) return ErrorResponse(status);
  Response response;
  response.Set("Content-Type", ContentTypeOf(format));
  response.Set("Cache-Control", "no-store");
  response.body = FormatFrame(FrameKind::kEnd, FormatEndOfStream(wire::ToRpcStatus(status)));
  return response;
}

Route Router::Find(const Request& request, bool from_this_machine) const {
  const std::string_view path = request.path();
  if (!path.starts_with('/')) return Answer(PlainText(400, "an address begins with /\n"));
  if (path.starts_with(kApiPrefix)) return FindCall(request);
  if (path == "/session") {
    return {.kind = Route::Kind::kSession,
            .answer = {},
            .call = {},
            .body_bytes_max = kSessionBodyBytesMax};
  }
  if (request.method != "GET" && request.method != "HEAD") {
    return Answer(NotAllowed("GET, HEAD"));
  }
  if (path == "/healthz") {
    return Answer(parts_.is_serving() ? PlainText(200, "serving\n") : PlainText(503, "stopping\n"));
  }
  if (path == "/metrics") return Answer(Telemetry(request, from_this_machine));
  return Answer(Page(request));
}

Route Router::FindCall(const Request& request) const {
  const auto* method = FindMethod(request.path());
  if (method == nullptr) return Answer(NoSuchMethod(request.path()));
  if (request.method != "POST") return Answer(NotAllowed("POST"));
  const CallShape shape = method->server_streaming() ? CallShape::kStream : CallShape::kUnary;
  const auto format = ParseContentType(request.Get("content-type"));
  if (!format.has_value() || format->shape != shape) return Answer(WrongContentType(shape));
  auto call = AdmitCall(request, *method, *format);
  if (!call.ok()) return Answer(RefuseCall(*format, call.status()));
  return {.kind = Route::Kind::kCall,
          .answer = {},
          .call = *std::move(call),
          .body_bytes_max = kCallBodyBytesMax};
}

// The guard authenticates again, and authorizes. Here it is done so that a stranger is sent away
// before the body is read.
base::StatusOr<CallRoute> Router::AdmitCall(const Request& request,
                                            const google::protobuf::MethodDescriptor& method,
                                            WireFormat format) const {
  AL_RETURN_IF_ERROR(CheckProtocolHeaders(request));
  CallRoute call{.method = &method, .format = format, .authorization = {}, .timeout = {}};
  if (const auto timeout = request.Find("connect-timeout-ms"); timeout.has_value()) {
    AL_ASSIGN_OR_RETURN(call.timeout, ParseTimeout(*timeout));
    if (call.timeout->count() == 0) {
      return base::MakeError(base::ErrorReason::kDeadlineExceeded, "the call was given no time");
    }
  }
  AL_ASSIGN_OR_RETURN(call.authorization, AuthorizationOf(request, parts_.transport));
  AL_RETURN_IF_ERROR(parts_.authenticator.Authenticate(call.authorization).status());
  return call;
}

// The counters name methods and codes, no tenants and no people; still they are nobody's business
// but the operator's. A caller on this machine has called it by an address of this machine: a page
// of another site, whose name was made to lead here, and what a proxy passes on have another Host.
Response Router::Telemetry(const Request& request, bool from_this_machine) const {
  if (!from_this_machine || !NamesThisMachine(request.Get("host"))) {
    const auto authorization = AuthorizationOf(request, parts_.transport);
    if (!authorization.ok()) return ErrorResponse(authorization.status());
    const auto principal = parts_.authenticator.Authenticate(*authorization);
    if (!principal.ok()) return ErrorResponse(principal.status());
    if (!(*principal)->roles.Has(security::Role::kOperator)) {
      return ErrorResponse(
          base::MakeError(base::ErrorReason::kPermissionDenied, "telemetry is shown to operators"));
    }
  }
  Response response;
  response.Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  response.Set("Cache-Control", "no-store");
  response.body = parts_.telemetry.Dump();
  return response;
}

Response Router::Page(const Request& request) const {
  if (parts_.pages != nullptr) return parts_.pages->Get(request);
  return PlainText(404, "no pages are installed here; the API is at /anchorledger.api.v1...\n");
}

}  // namespace anchorledger::gateway
