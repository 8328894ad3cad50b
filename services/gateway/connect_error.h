// Errors as the Connect protocol writes them.
#pragma once

#include <string>

#include "proto/base/status.h"
#include "services/gateway/http_message.h"

namespace google::rpc {
class Status;
}

namespace anchorledger::gateway {

// {"code": "...", "message": "...", "details": [{"type", "value", "debug"}]}: `value` is the detail
// in base64 without padding, `debug` the same for people, as JSON.
std::string FormatError(const google::rpc::Status& status);
// The last frame's payload of a stream: {} or {"error": ...}.
std::string FormatEndOfStream(const google::rpc::Status& status);

// The answer to a unary call that failed, with the HTTP status of the code.
Response ErrorResponse(const google::rpc::Status& status);
Response ErrorResponse(const base::Status& status);

}  // namespace anchorledger::gateway
