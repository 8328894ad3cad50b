#pragma once
// What the client's exit code tells a script. The table is printed by `anchorledger --help`.
#include <string_view>

#include "proto/base/status.h"

namespace anchorledger::cli {

enum class ExitCode : int {
  kOk = 0,           // done
  kFailed = 1,       // anything without a code of its own
  kUsage = 2,        // the command line or an input file is wrong; nothing was sent
  kRefused = 3,      // the server refused the content: INVALID_ARGUMENT, FAILED_PRECONDITION
  kConflict = 4,     // lost a race, or the request id is taken: ABORTED, ALREADY_EXISTS
  kNoRight = 5,      // UNAUTHENTICATED, PERMISSION_DENIED
  kNotFound = 6,     // NOT_FOUND
  kUnavailable = 7,  // UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED: try again later
  kRejectedRows = 8  // an import went through, and some rows were rejected
};

// The exit code of a status; OK is kOk.
ExitCode ExitCodeOf(const base::Status& status);

// The exit code of an error that was found before anything was sent.
ExitCode ExitCodeOfOwn(const base::Status& status);

// The exit code of an import, or of anything else, that failed for a reason of this name.
ExitCode ExitCodeOfReason(std::string_view reason_name);

// The table for the help text.
std::string_view ExitCodeHelp();

}  // namespace anchorledger::cli
