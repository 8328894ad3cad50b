#pragma once
// The command line client as a function, so that tests can run it without a process.
#include <string>
#include <vector>

#include "clients/cli/exit_code.h"
#include "clients/cli/options.h"

namespace anchorledger::cli {

// Runs one command line (without the program's name). Help goes to `streams.out`, usage errors to
// `streams.err` with exit code kUsage.
ExitCode RunClient(const std::vector<std::string>& arguments, Streams streams);

}  // namespace anchorledger::cli
