#include "services/gateway/session_routes.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "services/gateway/connect_error.h"
#include "services/gateway/connect_protocol.h"

namespace anchorledger::gateway {
namespace {

using Json = nlohmann::ordered_json;

Response JsonResponse(const Json& json) {
  Response response;
  response.Set("Content-Type", "application/json");
  response.Set("Cache-Control", "no-store");
  response.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return response;
}

Json Describe(const security::Principal& principal, std::optional<base::Instant> expires_at) {
  Json json;
  json["signedIn"] = true;
  json["tenantId"] = principal.tenant.value();
  json["actorId"] = principal.actor.value();
  json["organisationId"] = principal.organisation.value();
  json["roles"] = Json::array();
  for (const security::Role role : principal.roles.ToVector()) {
    json["roles"].push_back(std::string(security::RoleName(role)));
  }
  json["tokenId"] = principal.token_id;
  if (principal.link.has_value()) json["reportId"] = principal.link->report_id;
  if (expires_at.has_value()) json["expiresAt"] = base::FormatInstant(*expires_at);
  return json;
}

base::Status NotFromHere() {
  return base::MakeError(base::ErrorReason::kPermissionDenied,
                         "sessions are opened and ended from pages of this address only");
}

// What a session is opened with.
struct Offer {
  bool is_link = false;
  std::string secret;
};

// {"token": "..."} or {"link": "..."}; nothing for any other body.
std::optional<Offer> OfferIn(const std::string& body) {
  const Json json = Json::parse(body, nullptr, false);
  if (!json.is_object() || json.size() != 1) return std::nullopt;
  for (const char* const kind : {"token", "link"}) {
    if (json.contains(kind) && json[kind].is_string()) {
      return Offer{.is_link = std::string_view(kind) == "link",
                   .secret = json[kind].get<std::string>()};
    }
  }
  return std::nullopt;
}

}  // namespace

void SessionRoutes::Audit(std::string_view decision, const security::Principal& principal,
                          std::string_view peer) const {
  parts_.logger.Info(
      "audit", {{"decision", decision},
                {"tenant", principal.tenant.value()},
                {"actor", principal.actor.value()},
                {"token_id", principal.token_id},
                {"link_by", principal.link.has_value() ? principal.link->created_by.value() : "-"},
                {"peer", peer}});
}

Response SessionRoutes::Handle(const Request& request, std::string_view peer) const {
  if (request.method == "POST") return SignIn(request, peer);
  if (request.method == "GET") return WhoAmI(request);
  if (request.method == "DELETE") return SignOut(request, peer);
  Response refusal = PlainText(405, "sessions know GET, POST and DELETE\n");
  refusal.Set("Allow", "GET, POST, DELETE");
  return refusal;
}

Response SessionRoutes::SignIn(const Request& request, std::string_view peer) const {
  if (!IsFromOwnPage(request, parts_.transport)) return ErrorResponse(NotFromHere());
  const auto format = ParseContentType(request.Get("content-type"));
  if (format != WireFormat{Codec::kJson, CallShape::kUnary}) {
    Response refusal = PlainText(415, "the body must be application/json\n");
    refusal.Set("Accept-Post", "application/json");
    return refusal;
  }
  const auto offer = OfferIn(request.body);
  if (!offer.has_value()) {
    return ErrorResponse(base::InvalidFields(
        {{"token",
          "the body must be {\"token\": \"...\"} or {\"link\": \"...\"} and nothing else"}}));
  }
  const auto opened = offer->is_link ? parts_.sessions.OpenLink(offer->secret)
                                     : parts_.sessions.Open(offer->secret);
  if (!opened.ok()) {
    parts_.logger.Warn("audit", {{"decision", "sign-in refused"},
                                 {"by", offer->is_link ? "link" : "token"},
                                 {"peer", peer}});
    return ErrorResponse(opened.status());
  }
  const auto view = parts_.sessions.Verify(opened->id);
  if (!view.ok()) return ErrorResponse(view.status());
  Audit("signed in", *view->principal, peer);
  Json json = Describe(*view->principal, view->expires_at);
  if (offer->is_link) {
    json["session"] = opened->id;
    return JsonResponse(json);
  }
  // The browser forgets the session whose cookie this one replaces; nobody could end it any more.
  if (const std::string_view before = SessionIdOf(request, parts_.transport); !before.empty()) {
    parts_.sessions.End(before);
  }
  Response response = JsonResponse(json);
  const int64_t seconds =
      (opened->expires_at.micros - parts_.clock.Now().micros) / base::kMicrosPerSecond;
  response.Set("Set-Cookie", FormatCookie(parts_.transport, opened->id, seconds));
  return response;
}

// Asking whether one is signed in is no error when one is not; a bearer token that does not work
// is.
Response SessionRoutes::WhoAmI(const Request& request) const {
  if (request.Find("authorization").has_value()) {
    const auto authorization = AuthorizationOf(request, parts_.transport);
    if (!authorization.ok()) return ErrorResponse(authorization.status());
    const auto principal = parts_.authenticator.Authenticate(*authorization);
    return principal.ok() ? JsonResponse(Describe(**principal, std::nullopt))
                          : ErrorResponse(principal.status());
  }
  const std::string_view id = SessionIdOf(request, parts_.transport);
  if (!id.empty()) {
    if (const auto view = parts_.sessions.Verify(id); view.ok()) {
      return JsonResponse(Describe(*view->principal, view->expires_at));
    }
  }
  Json json;
  json["signedIn"] = false;
  return JsonResponse(json);
}

Response SessionRoutes::SignOut(const Request& request, std::string_view peer) const {
  if (!IsFromOwnPage(request, parts_.transport)) return ErrorResponse(NotFromHere());
  const std::string_view id = SessionIdOf(request, parts_.transport);
  if (const auto view = parts_.sessions.Verify(id); view.ok()) {
    if (QueryHas(request.query(), "everywhere", "true")) {
      parts_.sessions.EndAll(view->principal->tenant, view->principal->actor);
      Audit("signed out everywhere", *view->principal, peer);
    } else {
      parts_.sessions.End(id);
      Audit("signed out", *view->principal, peer);
    }
  }
  Response response{.status = 204};
  response.Set("Cache-Control", "no-store");
  response.Set("Set-Cookie", FormatCookieRemoval(parts_.transport));
  return response;
}

}  // namespace anchorledger::gateway
