#include <catch2/catch.hpp>

#include "tests/support/events.h"
#include "tests/support/fake_world.h"
#include "tests/support/given.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

TEST_CASE("the standard network is accepted") {
  FakeWorld world;
  for (const Draft& draft : StandardNetwork()) {
    INFO(draft.InWords());
    CHECK_OK(world.Append({draft}));
  }
}

}  // namespace
}  // namespace anchorledger::testing
