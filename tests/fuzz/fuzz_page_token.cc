// Whatever a client sends as a page token: it opens only where it was made for, and gives back
// exactly what was sealed.
//
// Input: one byte n, n bytes of a cursor, then bytes that are opened as a token and, as a change,
// laid over a good one.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "anchorledger/api/v1/import.pb.h"
#include "proto/base/check.h"
#include "services/rpc/paging.h"
#include "services/rpc/token_sealer.h"

namespace {

namespace api = ::anchorledger::api::v1;
namespace base = ::anchorledger::base;
namespace rpc = ::anchorledger::rpc;

void CheckRefused(const rpc::TokenSealer& sealer, const api::ListImportsRequest& request,
                  const std::string& token) {
  const auto opened = rpc::OpenPage(sealer, request, token);
  AL_CHECK(!opened.ok());
  AL_CHECK(base::ReasonOf(opened.status()) == base::ErrorReason::kPageTokenInvalid);
}

// Only what was sealed opens: a token that opens is the one that its content is sealed as.
void CheckGenuine(const rpc::TokenSealer& sealer, const api::ListImportsRequest& request,
                  const std::string& token) {
  const auto opened = rpc::OpenPage(sealer, request, token);
  if (opened.ok()) {
    AL_CHECK(rpc::SealPage(sealer, request, *opened) == token);
  } else {
    AL_CHECK(base::ReasonOf(opened.status()) == base::ErrorReason::kPageTokenInvalid);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const rpc::TokenSealer sealer(std::string(rpc::TokenSealer::kKeyBytes, 'k'));
  static const rpc::TokenSealer other(std::string(rpc::TokenSealer::kKeyBytes, 'o'));
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string_view cursor = bytes.substr(0, data[0]);
  const std::string_view change = bytes.substr(cursor.size());

  api::ListImportsRequest request;
  request.set_source("ledger");
  CheckGenuine(sealer, request, std::string(change));
  const std::string token = rpc::SealPage(sealer, request, cursor);
  const auto opened = rpc::OpenPage(sealer, request, token);
  AL_CHECK(opened.ok() && *opened == cursor);
  CheckRefused(other, request, token);

  std::string changed = token;
  for (std::size_t at = 0; at < std::min(changed.size(), change.size()); ++at) {
    changed[at] = static_cast<char>(changed[at] ^ change[at]);
  }
  CheckGenuine(sealer, request, changed);
  api::ListImportsRequest another = request;
  another.set_source("elsewhere");
  CheckRefused(sealer, another, token);
  request.set_page_size(7);  // may change from page to page
  AL_CHECK(rpc::OpenPage(sealer, request, token).ok());
  return 0;
}
