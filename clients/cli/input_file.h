// Files that a command is given: events, profiles, tokens, certificates.
#pragma once

#include <string>

#include "proto/base/status.h"

namespace anchorledger::cli {

// The whole of a file; FIELD_INVALID with its path when it cannot be read.
base::StatusOr<std::string> ReadFile(const std::string& path);

// As above; "-" is the standard input.
base::StatusOr<std::string> ReadFileOrInput(const std::string& path);

}  // namespace anchorledger::cli
