// The examples of services/gateway/README.md, run as they stand there against the daemon.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/server/daemon.h"
#include "tests/support/skip.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::server {
namespace {

std::string ReadWhole(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The indented lines of one part of a page.
std::string ExamplesOf(const std::string& page, const std::string& heading) {
  std::istringstream lines(ReadWhole(page));
  std::string examples;
  bool within = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("## ")) within = line == heading;
    if (within && line.starts_with("    ")) examples += line.substr(4) + '\n';
  }
  return examples;
}

void Replace(const std::string& from, const std::string& to, std::string& text) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
}

// The folder of the repository after deploy/run, as far as the examples look at it.
struct Home {
  Home() {
    std::filesystem::create_directories(folder.path() / "var/tokens");
    std::filesystem::create_directory_symlink(std::filesystem::absolute("deploy"),
                                              folder.path() / "deploy");
    const testing::ProgramResult minted = testing::RunProgram(
        "anchorledgerd",
        {"token", "create", "--tokens-file", folder / "tokens.json", "--tenant", "demo", "--actor",
         "demo-demo", "--org", "network", "--role", "stw,cb,fin,hr,sc,par,exec,sys,eval,operator"});
    REQUIRE(minted.exit_code == 0);
    std::ofstream(folder / "var/tokens/demo.token") << minted.output;
  }

  std::vector<std::string> Arguments() const {
    return {"--data-dir",    folder / "ledger",      "--listen",     "127.0.0.1:0",
            "--http-listen", "127.0.0.1:0",          "--backup-dir", folder / "backups",
            "--tokens-file", folder / "tokens.json", "--log-calls",  "failed"};
  }

  testing::TempFolder folder;
};

TEST_CASE("every example with curl does what the page says") {
  if (std::system("command -v curl bash openssl >/dev/null") != 0) {
    AL_SKIP("curl, bash or openssl is not installed");
  }
  std::string script = ExamplesOf("services/gateway/README.md", "## With curl");
  for (const char* service : {"AdminService/", "DirectoryService/", "EventService/",
                              "ImportService/", "MetricsService/", "ReportLinkService/"}) {
    CAPTURE(service);
    CHECK(script.find(service) != std::string::npos);
  }
  const Home home;
  testing::Daemon daemon(home.Arguments());
  const int port = daemon.WaitUntilServing();
  REQUIRE(port != 0);
  REQUIRE(testing::RunProgram("anchorledger",
                              {"--server", "127.0.0.1:" + std::to_string(port), "--token-file",
                               home.folder / "var/tokens/demo.token", "demo"})
              .exit_code == 0);

  Replace("127.0.0.1:8751", "127.0.0.1:" + std::to_string(daemon.http_port()), script);
  std::ofstream(home.folder / "examples.sh") << "set -euo pipefail\n" << script;
  const std::string command =
      "cd '" + home.folder.path().string() + "' && timeout 120 bash examples.sh >said 2>&1";
  const int code = std::system(command.c_str());
  const std::string said = ReadWhole(home.folder / "said");
  INFO(said.substr(said.size() - std::min<std::size_t>(said.size(), 4'000)));
  CHECK(code == 0);

  CHECK(said.find("IMPORT_STATE_COMPLETED") != std::string::npos);
  CHECK(said.find("IMPORT_STATE_UNDONE") != std::string::npos);
  CHECK(said.find(R"("reportKind":"jobs")") != std::string::npos);
  CHECK(said.find("caughtUp") != std::string::npos);
  CHECK(said.find("serving\n") != std::string::npos);
  const std::string rejected = ReadWhole(home.folder / "rejected.csv");
  CHECK(rejected.find("c-2,2024-02-30") != std::string::npos);
  CHECK(rejected.find("c-1,") == std::string::npos);
  CHECK(std::filesystem::is_directory(home.folder / "backups/before-the-move"));
}

}  // namespace
}  // namespace anchorledger::server
