// What all List methods share: page sizes, and page tokens that are bound to their request.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "proto/base/hash.h"
#include "proto/base/status.h"
#include "services/rpc/token_sealer.h"

namespace google::protobuf {
class Message;
}  // namespace google::protobuf

namespace anchorledger::rpc {

// The size of a page: 0 = kPageSizeDefault, above kPageSizeMax = kPageSizeMax, negative = an error.
base::StatusOr<size_t> PageSize(int32_t requested);

// A digest of a request without its fields `page_size` and `page_token`: equal for the pages of one
// list, different when anything else was changed between them.
base::Sha256Digest ListDigest(const google::protobuf::Message& request);

// `next_page_token` for a cursor, which is whatever the method needs to go on.
std::string SealPage(const TokenSealer& sealer, const google::protobuf::Message& request,
                     std::string_view cursor);

// The cursor inside `page_token`. PAGE_TOKEN_INVALID when it is damaged, or when the request is
// another one than it was made for.
base::StatusOr<std::string> OpenPage(const TokenSealer& sealer,
                                     const google::protobuf::Message& request,
                                     std::string_view page_token);

}  // namespace anchorledger::rpc
