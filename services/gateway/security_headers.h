// The headers that tell browsers what a page of ours may do, and others what they may not.
#pragma once

#include <string_view>

#include "services/gateway/http_message.h"

namespace anchorledger::gateway {

// For pages: scripts, styles, fonts and calls from this address only, nothing inline, no frame
// around it. Images may be inlined, and charts are saved from memory.
inline constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

// For everything else: it is data, and never a document.
inline constexpr std::string_view kDataPolicy = "default-src 'none'; frame-ancestors 'none'";

enum class ContentKind { kPage, kData };

// Adds what every response carries.
void AddSecurityHeaders(ContentKind kind, Response& response);

}  // namespace anchorledger::gateway
