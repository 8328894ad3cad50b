// One page of a list: which rows, from where, and the token that goes on.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "anchorledger/api/v1/directory.pb.h"
#include "proto/base/status.h"
#include "services/rpc/call.h"
#include "services/rpc/token_sealer.h"
#include "storage/projection_store/projection_snapshot.h"

namespace anchorledger::directory {

// What a list method is asked for, apart from its own filters.
struct PageRequest {
  const rpc::TokenSealer& sealer;
  const google::protobuf::Message&
      request;  // without page size and token: what a token is bound to
  const api::v1::DirectoryPage& page;
  std::string prefix;  // of the rows
};

// Offers rows to `take` in order until it has taken a page of them; `take` says whether it took the
// row, or why that is impossible. Returns the token of the next page, empty when there is none.
// Costs the rows that are passed over; gives up when nobody waits for the answer any more.
base::StatusOr<std::string> ReadPage(
    const rpc::Call& call, const PageRequest& request, const storage::ProjectionSnapshot& snapshot,
    const std::function<base::StatusOr<bool>(std::string_view value)>& take);

}  // namespace anchorledger::directory
