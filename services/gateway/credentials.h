// Who sends a request: from its headers to a credential for the guard.
#pragma once

#include <string>
#include <string_view>

#include "proto/base/status.h"
#include "services/gateway/http_message.h"

namespace anchorledger::gateway {

// Whether browsers may be told to send the cookie over TLS only.
enum class Transport { kPlain, kTls };

// The name of the session cookie. Over TLS it has the prefix that makes browsers refuse it from
// other hosts and paths.
std::string_view CookieName(Transport transport);

// `Set-Cookie` for a session, and for its end.
std::string FormatCookie(Transport transport, std::string_view session_id, int64_t seconds);
std::string FormatCookieRemoval(Transport transport);

// Whether a browser sent the request from a page of this address, as far as the browser says:
// `Sec-Fetch-Site` must be same-origin and `Origin` must name the host that was called, over TLS
// with https: a page that came in the clear may be anybody's. (In the clear, a proxy in front may
// speak TLS.) Both are absent where no browser is involved.
bool IsFromOwnPage(const Request& request, Transport transport);

// The value for the guard's `authorization`, or nothing when there is no credential: the
// `Authorization` header as it is, else the session of the cookie.
//
// A browser adds a cookie to requests that another site makes it send, so a cookie counts only when
// the request comes from an own page and has the header `Connect-Protocol-Version`, which no form
// can send and which other sites may not send without leave that is never given. (The cookie is
// SameSite=Strict besides.) PERMISSION_DENIED when it does not count; CREDENTIAL_INVALID for
// headers that occur twice and for bytes that no credential has.
base::StatusOr<std::string> AuthorizationOf(const Request& request, Transport transport);

// The id in the session cookie; empty for none and for what is no id.
std::string_view SessionIdOf(const Request& request, Transport transport);

}  // namespace anchorledger::gateway
