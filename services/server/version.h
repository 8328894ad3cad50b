// The version of the programs.
#pragma once

#include <string_view>

namespace anchorledger::server {

inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace anchorledger::server
