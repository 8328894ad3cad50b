// Where the real data of other parties lies, which is not part of this repository.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace anchorledger::testing {

// The path of a file or folder below ANCHORLEDGER_TEST_DATA (default: ../shared/data, from the
// source folder), or nothing when it is not there. Use AL_SKIP then.
std::optional<std::filesystem::path> FindTestData(std::string_view relative);

}  // namespace anchorledger::testing
