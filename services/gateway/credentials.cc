#include "services/gateway/credentials.h"

#include <algorithm>

namespace anchorledger::gateway {
namespace {

constexpr std::size_t kSessionIdCharacters = 64;

// A metadata value of gRPC is printable ASCII; anything else would stop the process.
bool IsPrintable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7e; });
}

bool IsLowerHex(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string CookieStart(Transport transport, std::string_view value) {
  std::string text(CookieName(transport));
  text.append("=").append(value).append("; Path=/; HttpOnly; SameSite=Strict");
  if (transport == Transport::kTls) text += "; Secure";
  return text;
}

}  // namespace

std::string_view CookieName(Transport transport) {
  return transport == Transport::kTls ? "__Host-anchorledger_session" : "anchorledger_session";
}

std::string FormatCookie(Transport transport, std::string_view session_id, int64_t seconds) {
  return CookieStart(transport, session_id) + "; Max-Age=" + std::to_string(seconds);
}

std::string FormatCookieRemoval(Transport transport) {
  return CookieStart(transport, "") + "; Max-Age=0";
}

bool IsFromOwnPage(const Request& request, Transport transport) {
  const std::string_view site = request.Get("sec-fetch-site");
  if (!site.empty() && site != "same-origin") return false;
  const auto origin = request.Find("origin");
  if (!origin.has_value()) return true;
  const size_t scheme = origin->find("://");
  if (scheme == std::string_view::npos) return false;  // also "null"
  if (transport == Transport::kTls && origin->substr(0, scheme) != "https") return false;
  return EqualsIgnoreCase(origin->substr(scheme + 3), request.Get("host"));
}

std::string_view SessionIdOf(const Request& request, Transport transport) {
  const std::string_view id = FindCookie(request, CookieName(transport));
  return id.size() == kSessionIdCharacters && IsLowerHex(id) ? id : std::string_view();
}

base::StatusOr<std::string> AuthorizationOf(const Request& request, Transport transport) {
  if (const size_t count = request.Count("authorization"); count > 0) {
    const std::string_view value = request.Get("authorization");
    if (count > 1 || !IsPrintable(value)) {
      return base::MakeError(base::ErrorReason::kCredentialInvalid,
                             "authorization: one header with printable characters is needed");
    }
    return std::string(value);
  }
  const std::string_view id = SessionIdOf(request, transport);
  if (id.empty()) return std::string();
  if (!IsFromOwnPage(request, transport)) {
    return base::MakeError(base::ErrorReason::kPermissionDenied,
                           "a session is used from pages of this address only");
  }
  if (!request.Find("connect-protocol-version").has_value()) {
    return base::MakeError(base::ErrorReason::kPermissionDenied,
                           "a call with a session needs the header Connect-Protocol-Version");
  }
  return "Session " + std::string(id);
}

}  // namespace anchorledger::gateway
