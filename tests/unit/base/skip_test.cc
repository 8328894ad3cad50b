#include "tests/support/skip.h"

#include <catch2/catch.hpp>

TEST_CASE("the exit code of a skipped test is the one that ctest is told about") {
  CHECK(anchorledger::testing::kSkippedExit == 77);
}
