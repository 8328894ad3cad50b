#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#include <iostream>

#include "tests/support/skip.h"

namespace anchorledger::testing {
namespace {
bool skipped = false;
}  // namespace

void NoteSkipped(std::string_view reason) {
  skipped = true;
  std::cout << "skipped: " << reason << '\n';
}

}  // namespace anchorledger::testing

int main(int argc, char** argv) {
  Catch::Session session;
  if (const int usage = session.applyCommandLine(argc, argv); usage != 0) return usage;
  const auto& config = session.config();
  const int failed = session.run();
  // Listing answers with the number of cases, which is not a failure.
  if (config.listTests() || config.listTestNamesOnly() || config.listTags()) return 0;
  if (failed != 0) return failed;
  return anchorledger::testing::skipped ? anchorledger::testing::kSkippedExit : 0;
}
