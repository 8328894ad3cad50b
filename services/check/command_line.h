// The commands of anchorledger-check.
#pragma once

#include <ostream>

namespace anchorledger::check {

// Exit codes: 0 whole, 1 something is wrong, 2 wrong command line, 3 could not be checked.
int RunCheck(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

}  // namespace anchorledger::check
