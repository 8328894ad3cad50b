// Calls of methods that the test knows by name only, or whose bytes it wants to choose.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <memory>
#include <string>

#include "proto/base/status.h"

namespace anchorledger::testing {

// Calls "package.Service/Method" with these bytes as request, and returns how it ended. A stream is
// cancelled after its first message, which says as much as an answer: OK.
base::Status CallBytes(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                       bool streaming, std::unique_ptr<grpc::ClientContext> context,
                       const std::string& request);

}  // namespace anchorledger::testing
