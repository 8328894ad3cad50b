#include <catch2/catch.hpp>

#include "services/rpc/call.h"
#include "services/security/principal.h"

namespace anchorledger::rpc {
namespace {

using std::chrono::milliseconds;
using std::chrono::system_clock;

milliseconds TimeToWaitOf(milliseconds left) {
  const Call call("Query", std::make_shared<const security::Principal>(),
                  system_clock::now() + left);
  return std::chrono::duration_cast<milliseconds>(call.TimeToWait());
}

TEST_CASE("a handler stops waiting while there is time for its answer to arrive") {
  const milliseconds wait = TimeToWaitOf(milliseconds(60'000));
  CHECK(wait <= milliseconds(54'000));
  CHECK(wait > milliseconds(40'000));
}

TEST_CASE("a call whose time is over leaves nothing to wait for") {
  CHECK(TimeToWaitOf(milliseconds(-5)) == milliseconds(0));
}

}  // namespace
}  // namespace anchorledger::rpc
