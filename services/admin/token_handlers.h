// The handlers for tokens. A caller sees and changes the tokens of its own tenant only.
#pragma once

#include "proto/base/status.h"
#include "services/admin/admin_service.h"
#include "services/rpc/call.h"

namespace anchorledger::api::v1 {
class Caller;
class CreateTokenRequest;
class CreateTokenResponse;
class ListTokensRequest;
class ListTokensResponse;
class RevokeTokenRequest;
class RevokeTokenResponse;
}  // namespace anchorledger::api::v1

namespace google::protobuf {
class Timestamp;
}  // namespace google::protobuf

namespace anchorledger::admin {

base::Status CreateToken(const AdminServiceParts& parts, const rpc::Call& call,
                         const api::v1::CreateTokenRequest& request,
                         api::v1::CreateTokenResponse& response);
base::Status ListTokens(const AdminServiceParts& parts, const rpc::Call& call,
                        const api::v1::ListTokensRequest& request,
                        api::v1::ListTokensResponse& response);
base::Status RevokeToken(const AdminServiceParts& parts, const rpc::Call& call,
                         const api::v1::RevokeTokenRequest& request,
                         api::v1::RevokeTokenResponse& response);

void FillCaller(const security::Principal& principal, api::v1::Caller& caller);
void FillTime(base::Instant instant, google::protobuf::Timestamp& time);

}  // namespace anchorledger::admin
