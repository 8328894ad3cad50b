#include "clients/cli/app.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "proto/base/status.h"

namespace anchorledger::cli {
namespace {

struct Run {
  ExitCode code;
  std::string out;
  std::string err;
};

Run RunWith(const std::vector<std::string>& arguments) {
  std::ostringstream out;
  std::ostringstream err;
  const ExitCode code = RunClient(arguments, {out, err});
  return {code, out.str(), err.str()};
}

TEST_CASE("help names every command and the exit codes") {
  const Run run = RunWith({"--help"});
  CHECK(run.code == ExitCode::kOk);
  for (const char* word :
       {"append", "import", "events", "partners", "partnerships", "suppliers", "investments",
        "metrics", "profile", "backup", "admin", "demo", "completion", "Exit codes"}) {
    CHECK(run.out.find(word) != std::string::npos);
  }
}

TEST_CASE("a wrong command line ends with the code for usage") {
  CHECK(RunWith({}).code == ExitCode::kUsage);
  CHECK(RunWith({"surprise"}).code == ExitCode::kUsage);
  CHECK(RunWith({"metrics", "query"}).code == ExitCode::kUsage);
  CHECK(RunWith({"--output", "xml", "admin", "info"}).code == ExitCode::kUsage);
  CHECK(RunWith({"import", "purchases"}).code == ExitCode::kUsage);
  CHECK(RunWith({"import", "wishes", "/dev/null", "--profile", "p"}).code == ExitCode::kUsage);
}

TEST_CASE("a token file that cannot be read is named") {
  const Run run = RunWith({"--token-file", "no-such-file", "admin", "info"});
  CHECK(run.code == ExitCode::kRefused);
  CHECK(run.err.find("no-such-file") != std::string::npos);
}

TEST_CASE("the completion knows sub-commands and options") {
  const Run run = RunWith({"completion"});
  CHECK(run.code == ExitCode::kOk);
  CHECK(run.out.find("'metrics query') words=") != std::string::npos);
  CHECK(run.out.find("--known-on") != std::string::npos);
  CHECK(run.out.find("complete -o filenames -F _anchorledger anchorledger") != std::string::npos);
}

TEST_CASE("each status code has its exit code") {
  using base::ErrorReason;
  const auto [reason, code] = GENERATE(table<ErrorReason, ExitCode>({
      {ErrorReason::kFieldInvalid, ExitCode::kRefused},
      {ErrorReason::kRuleBroken, ExitCode::kRefused},
      {ErrorReason::kExpectationFailed, ExitCode::kConflict},
      {ErrorReason::kRequestIdReused, ExitCode::kConflict},
      {ErrorReason::kCredentialMissing, ExitCode::kNoRight},
      {ErrorReason::kPermissionDenied, ExitCode::kNoRight},
      {ErrorReason::kNotFound, ExitCode::kNotFound},
      {ErrorReason::kQueueFull, ExitCode::kUnavailable},
      {ErrorReason::kOutcomeUnknown, ExitCode::kUnavailable},
      {ErrorReason::kInternal, ExitCode::kFailed},
  }));
  CHECK(ExitCodeOf(base::MakeError(reason, "x")) == code);
}

}  // namespace
}  // namespace anchorledger::cli
