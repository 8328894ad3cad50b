#include "clients/cli/exit_code.h"

namespace anchorledger::cli {

ExitCode ExitCodeOf(const base::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return ExitCode::kOk;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
      return ExitCode::kRefused;
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kAlreadyExists:
      return ExitCode::kConflict;
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kPermissionDenied:
      return ExitCode::kNoRight;
    case absl::StatusCode::kNotFound:
      return ExitCode::kNotFound;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kResourceExhausted:
      return ExitCode::kUnavailable;
    default:
      return ExitCode::kFailed;
  }
}

ExitCode ExitCodeOfOwn(const base::Status& status) {
  const ExitCode code = ExitCodeOf(status);
  return code == ExitCode::kRefused ? ExitCode::kUsage : code;
}

ExitCode ExitCodeOfReason(std::string_view reason_name) {
  const auto reason = base::ParseReason(reason_name);
  return reason.has_value() ? ExitCodeOf(base::MakeError(*reason, reason_name)) : ExitCode::kFailed;
}

std::string_view ExitCodeHelp() {
  return "Exit codes:\n"
         "  0  done\n"
         "  1  failed for a reason without a code of its own\n"
         "  2  the command line or an input file is wrong; nothing was sent\n"
         "  3  the server refused the content (the message says which field and why)\n"
         "  4  lost a race, or the request id was used with other content\n"
         "  5  no valid token, or no right\n"
         "  6  not found\n"
         "  7  the server is unreachable, busy or behind: try again later\n"
         "  8  an import went through, and some rows were rejected\n";
}

}  // namespace anchorledger::cli
