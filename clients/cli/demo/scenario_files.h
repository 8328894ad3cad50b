#pragma once
// The text of the demo's scenario files, compiled in.
#include <array>
#include <string_view>

namespace anchorledger::cli {

extern const std::array<std::string_view, 3> kScenarioFiles;

}  // namespace anchorledger::cli
