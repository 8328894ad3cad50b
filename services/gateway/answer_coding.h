// Answers of unary calls in fewer bytes.
#pragma once

#include <string_view>

#include "services/gateway/http_message.h"

namespace anchorledger::gateway {

// Packs the body with gzip where the client takes that (`Accept-Encoding`), the body is large
// enough to gain by it and small enough to be packed in passing, and fewer bytes come of it; else
// leaves the response as it is. Requires a body of its own, not a shared one.
void PackAnswer(std::string_view accept_encoding, Response& response);

}  // namespace anchorledger::gateway
