// Errors on the wire, for both ends: absl::Status with our reasons <-> google.rpc.Status with its
// details <-> grpc::Status with the serialised google.rpc.Status in its error details.
#pragma once

#include <grpcpp/support/status.h>

#include <string_view>

#include "google/rpc/status.pb.h"
#include "proto/base/status.h"

namespace anchorledger::wire {

// ErrorInfo.domain of all our errors.
inline constexpr std::string_view kErrorDomain = "anchorledger";

// Every error gets an ErrorInfo. A status that no one gave a reason is a fault of ours: it becomes
// INTERNAL, except for a cancelled call and an expired deadline.
google::rpc::Status ToRpcStatus(const base::Status& status);
grpc::Status ToGrpcStatus(const base::Status& status);

// The way back. Details of other domains or unknown types are dropped; code and message stay. An
// error made by gRPC itself, such as a refused connection, has no reason.
base::Status FromRpcStatus(const google::rpc::Status& status);
base::Status FromGrpcStatus(const grpc::Status& status);

}  // namespace anchorledger::wire
