#include "services/directory/list_page.h"

#include <utility>

#include "services/rpc/paging.h"

namespace anchorledger::directory {
namespace {

constexpr std::size_t kRowsBetweenChecks = 1'024;

// The first key behind all keys with this prefix, whose last byte is never 0xff.
std::string EndOf(std::string prefix) {
  prefix.back() = static_cast<char>(prefix.back() + 1);
  return prefix;
}

}  // namespace

base::StatusOr<std::string> ReadPage(
    const rpc::Call& call, const PageRequest& request, const storage::ProjectionSnapshot& snapshot,
    const std::function<base::StatusOr<bool>(std::string_view value)>& take) {
  AL_ASSIGN_OR_RETURN(const std::size_t page_size, rpc::PageSize(request.page.page_size()));
  std::string from = request.prefix;
  if (!request.page.page_token().empty()) {
    AL_ASSIGN_OR_RETURN(from,
                        rpc::OpenPage(request.sealer, request.request, request.page.page_token()));
  }
  base::Status failure;
  std::string next;
  std::size_t taken = 0;
  std::size_t seen = 0;
  const auto visit = [&](std::string_view key, std::string_view value) {
    if (++seen % kRowsBetweenChecks == 0) failure = call.Alive();
    if (!failure.ok()) return false;
    if (taken == page_size) {
      next = key;
      return false;
    }
    const base::StatusOr<bool> took = take(value);
    failure = took.status();
    taken += took.ok() && *took ? 1 : 0;
    return failure.ok();
  };
  AL_RETURN_IF_ERROR(snapshot.ScanRange(from, EndOf(request.prefix), visit));
  AL_RETURN_IF_ERROR(failure);
  return next.empty() ? next : rpc::SealPage(request.sealer, request.request, next);
}

}  // namespace anchorledger::directory
