#include "clients/cli/app.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "clients/cli/session.h"
#include "proto/base/status.h"
#include "tests/support/temp_folder.h"

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
  CHECK(run.code == ExitCode::kUsage);
  CHECK(run.err.find("no-such-file") != std::string::npos);
}

// Commands that would reach for a server; none of these may get that far.
Run RunAlone(std::vector<std::string> arguments) {
  const testing::TempFolder folder;
  std::ofstream(folder / "token") << "secret";
  arguments.insert(arguments.begin(),
                   {"--server", "127.0.0.1:1", "--token-file", folder / "token"});
  return RunWith(arguments);
}

TEST_CASE("what is wrong on our side ends with the code for usage, and nothing is sent") {
  const testing::TempFolder folder;
  std::ofstream(folder / "broken.json") << "{\"payload\": ";
  std::ofstream(folder / "unknown.json") << R"({"payload": {"hire_recorded": {"colour": 1}}})";
  struct Wrong {
    std::vector<std::string> arguments;
    std::string said;
  };
  const std::vector<Wrong> all = {
      {{"append", "no-such-file"}, "no-such-file"},
      {{"append", folder / "broken.json"}, "line 1"},
      {{"append", folder / "unknown.json"}, "event 1, field payload.hire_recorded.colour"},
      {{"--tls-ca", "no-such-ca", "admin", "info"}, "no-such-ca"},
      {{"metrics", "query", "--metric", "P-10", "--by", "color"}, "--by"},
      {{"metrics", "query", "--metric", "P-10", "--from", "2019-02-30"}, "--from"},
      {{"events", "list", "--recorded-from", "yesterday"}, "--recorded-from"},
  };
  for (const Wrong& wrong : all) {
    INFO(wrong.said);
    const Run run = RunAlone(wrong.arguments);
    CHECK(run.code == ExitCode::kUsage);
    CHECK(run.err.find(wrong.said) != std::string::npos);
  }
}

TEST_CASE("every command has an example") {
  const std::vector<std::vector<std::string>> commands = {
      {"append"},
      {"import"},
      {"backup"},
      {"demo"},
      {"completion"},
      {"profile", "save"},
      {"profile", "show"},
      {"profile", "list"},
      {"admin", "info"},
      {"admin", "projections"},
      {"admin", "rebuild"},
      {"admin", "tokens", "create"},
      {"events", "list"},
      {"events", "watch"},
      {"events", "amend"},
      {"events", "void"},
      {"import", "rows"},
      {"import", "undo"},
      {"metrics", "list"},
      {"metrics", "query"},
      {"metrics", "explain"},
      {"metrics", "watch"},
      {"suppliers", "list"},
      {"investments", "show"},
  };
  for (std::vector<std::string> command : commands) {
    INFO(command.back());
    command.emplace_back("--help");
    const Run run = RunWith(command);
    CHECK(run.code == ExitCode::kOk);
    const bool shown = run.out.find("Example") != std::string::npos ||
                       run.out.find("Use: source") != std::string::npos ||
                       run.out.find("An event in JSON") != std::string::npos;
    CHECK(shown);
  }
}

TEST_CASE("what may be grouped by is listed without what the server refuses") {
  const Run run = RunAlone({"metrics", "query", "--metric", "P-10", "--by", "target"});
  CHECK(run.code == ExitCode::kUsage);
  CHECK(run.err.find("is none of: partnership, partner") != std::string::npos);
  CHECK(run.err.find(", target") == std::string::npos);
}

TEST_CASE("an empty file is refused before anything is sent") {
  const testing::TempFolder folder;
  std::ofstream(folder / "empty.csv").flush();
  std::ofstream(folder / "full.csv") << "a,b\n";
  std::ofstream(folder / "p.json") << "{}";
  for (const std::string& lookup : {std::string(), "places=" + folder / "empty.csv"}) {
    std::vector<std::string> arguments = {"import", "purchases", folder / "empty.csv", "--profile",
                                          folder / "p.json"};
    if (!lookup.empty()) {
      arguments[2] = folder / "full.csv";
      arguments.insert(arguments.end(), {"--lookup", lookup});
    }
    const Run run = RunAlone(arguments);
    CHECK(run.code == ExitCode::kUsage);
    CHECK(run.err.find("empty.csv: the file is empty") != std::string::npos);
  }
}

TEST_CASE("a client certificate needs its key and the authority of the server") {
  CHECK(RunAlone({"--client-cert", "c.pem", "admin", "info"}).code == ExitCode::kUsage);
  CHECK(RunAlone({"--tls-ca", "a.pem", "--client-cert", "c.pem", "admin", "info"}).code ==
        ExitCode::kUsage);
}

TEST_CASE("the answer of a server is shown with its rule and its event, counted from one") {
  std::ostringstream err;
  WriteError(base::MakeError(base::ErrorReason::kRuleBroken, "no such draw",
                             {{"rule", "draw_order"}, {"event_index", "2"}}),
             err);
  CHECK(err.str().find("rule: draw_order") != std::string::npos);
  CHECK(err.str().find("event: 3 of the request") != std::string::npos);
  std::ostringstream fields;
  WriteError(base::InvalidFields({{"events[0].hire_recorded.count", "is 0, at least 1"},
                                  {"events[11].effective_on", "is missing"}}),
             fields);
  CHECK(fields.str().find("event 1, field hire_recorded.count: is 0") != std::string::npos);
  CHECK(fields.str().find("event 12, field effective_on: is missing") != std::string::npos);
}

TEST_CASE("an import that failed has the exit code of its reason") {
  CHECK(ExitCodeOfReason("REFERENCE_UNKNOWN") == ExitCode::kRefused);
  CHECK(ExitCodeOfReason("FIELD_MISSING") == ExitCode::kRefused);
  CHECK(ExitCodeOfReason("STORAGE_FULL") == ExitCode::kUnavailable);
  CHECK(ExitCodeOfReason("SOMETHING_NEW") == ExitCode::kFailed);
}

TEST_CASE("a profile that makes other events than the command line says is refused") {
  const testing::TempFolder folder;
  std::ofstream(folder / "rows.csv") << "a,b\n1,2\n";
  const Run run = RunAlone({"import", "hires", folder / "rows.csv", "--profile",
                            "tests/support/profiles/nhs-bart.json"});
  CHECK(run.code == ExitCode::kUsage);
  CHECK(run.err.find("makes no hires of a row but SupplierRegistered") != std::string::npos);
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
