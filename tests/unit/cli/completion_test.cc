#include <catch2/catch.hpp>
#include <cstdio>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>

#include "clients/cli/app.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::cli {
namespace {

// What bash prints: first the offers behind these words, of which the last is being written.
// `program` is what answers where bash runs the client.
std::string Completed(const std::string& words, const std::string& program) {
  const testing::TempFolder folder;
  {
    std::ofstream script(folder / "completion");
    std::ostringstream err;
    REQUIRE(RunClient({"completion"}, {script, err}) == ExitCode::kOk);
  }
  const std::string command = "bash -c '. \"" + (folder / "completion") + "\"; " + program +
                              " COMP_WORDS=(anchorledger " + words +
                              "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _anchorledger; "
                              "printf \"%s\\n\" \"${COMPREPLY[@]}\"'";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"),
                                                             ::pclose);
  REQUIRE(pipe != nullptr);
  std::string text;
  for (int byte = std::fgetc(pipe.get()); byte != EOF; byte = std::fgetc(pipe.get())) {
    text.push_back(static_cast<char>(byte));
  }
  return text;
}

std::set<std::string> Offered(const std::string& words) {
  std::istringstream stream(Completed(words, ""));
  std::set<std::string> offered;
  for (std::string word; stream >> word;) offered.insert(word);
  return offered;
}

using Words = std::set<std::string>;

TEST_CASE("commands and sub-commands are completed") {
  CHECK(Offered("metr") == Words{"metrics"});
  CHECK(Offered("metrics q") == Words{"query"});
  CHECK(Offered("admin tokens re") == Words{"revoke"});
}

TEST_CASE("options are completed behind values and arguments") {
  CHECK(Offered("metrics query --metric P-10 --fr") == Words{"--from"});
  CHECK(Offered("-o json metrics q") == Words{"query"});
  CHECK(Offered("import purchases f --an") == Words{"--anchor"});
  CHECK(Offered("metrics query --metric = P-10 --fr") == Words{"--from"});
  CHECK(Offered("events list --backwards --ty") == Words{"--type"});
  CHECK(Offered("metrics query --outp") == Words{"--output"});
}

TEST_CASE("values are completed where there is a fixed set of them") {
  CHECK(Offered("import purch") == Words{"purchases"});
  CHECK(Offered("metrics query --by qu") == Words{"quarter"});
  CHECK(Offered("metrics query --output c") == Words{"csv"});
  CHECK(Offered("-o j") == Words{"json"});
  CHECK(Offered("events void 812 --reason dup") == Words{"duplicate"});
  CHECK(Offered("events void 0123456789abcdef-812 --reason dup") == Words{"duplicate"});
  CHECK(Offered("partnerships list --phase eval") == Words{"evaluation"});
}

TEST_CASE("metrics are offered with their names, and put in by their ids") {
  const std::string program =
      "anchorledger() { [[ $* == \"completion --metrics\" ]] && "
      "printf \"P-10\\tNet spend\\nP-11\\tLocal spend\\nH-01\\tHires\\n\"; };";
  CHECK(Completed("metrics query --metric P-", program) == "P-10  Net spend\nP-11  Local spend\n");
  CHECK(Completed("metrics explain --metric H", program) == "H-01\n");
  CHECK(Completed("metrics list --metric P-11", program) == "P-11\n");
  // Without a server there is nothing to offer, and nothing is said.
  CHECK(Completed("metrics query --metric P-", "anchorledger() { echo lost >&2; return 4; };") ==
        "\n");
}

TEST_CASE("files are offered where anything may stand") {
  CHECK(Offered("append tests/unit/cli/completion_te") ==
        Words{"tests/unit/cli/completion_test.cc"});
  CHECK(Offered("import purchases f --profile tests/support/profiles/nhs-b") ==
        Words{"tests/support/profiles/nhs-bart.json"});
}

}  // namespace
}  // namespace anchorledger::cli
