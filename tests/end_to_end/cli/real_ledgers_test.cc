// The command that README.md gives for real ledgers, with the programs just built.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>

#include "tests/support/skip.h"
#include "tests/support/test_data.h"

namespace anchorledger::cli {
namespace {

TEST_CASE("real ledgers, imported by the documented command, give the expected numbers") {
  if (!testing::FindTestData("nhs-payments").has_value() ||
      !testing::FindTestData("sba-ppp").has_value()) {
    AL_SKIP("the real ledgers are not there");
  }
  const char* programs = std::getenv("ANCHORLEDGER_BIN_DIR");
  REQUIRE(programs != nullptr);
  const std::string command = "deploy/real-ledgers --bin '" + std::string(programs) + "'";
  CHECK(std::system(command.c_str()) == 0);
}

}  // namespace
}  // namespace anchorledger::cli
