#include "tests/support/test_data.h"

#include <cstdlib>

namespace anchorledger::testing {

std::optional<std::filesystem::path> FindTestData(std::string_view relative) {
  // Read once a test, while no thread changes the environment.
  const char* folder = std::getenv("ANCHORLEDGER_TEST_DATA");  // NOLINT(concurrency-mt-unsafe)
  std::filesystem::path path = folder != nullptr && *folder != '\0' ? folder : "../shared/data";
  path /= relative;
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return std::nullopt;
  return path;
}

}  // namespace anchorledger::testing
