// A file of 1 GB goes through upload and import, and the daemon never holds it in memory.
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/end_to_end/server/fixture.h"

namespace anchorledger::server {
namespace {

using nlohmann::json;

constexpr std::uint64_t kFileBytes = 1'000'000'000;
constexpr std::uint64_t kResidentMax = 768U << 20;

// The most that a process has ever held, in bytes.
std::uint64_t PeakResidentBytes(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  std::string word;
  std::uint64_t kilobytes = 0;
  while (status >> word) {
    if (word == "VmHWM:") status >> kilobytes;
  }
  return kilobytes * 1024;
}

// Rows as a ledger with a long text in each; how many there are.
std::uint64_t WriteLedger(const std::string& path) {
  std::ofstream file(path, std::ios::binary);
  file << "invoice,date,supplier,category,amount,reverses,construction,addressable,memo\n";
  const std::string memo(500, 'm');
  std::uint64_t rows = 0;
  for (std::uint64_t bytes = 0; bytes < kFileBytes; ++rows) {
    const std::string row = "INV-" + std::to_string(rows) + ",2024-0" +
                            std::to_string(rows % 9 + 1) + "-15,Supplier " +
                            std::to_string(rows % 2'000) + ",goods," +
                            std::to_string(rows % 9'000 + 1) + ".25,,,," + memo + "\n";
    file << row;
    bytes += row.size();
  }
  return rows;
}

TEST_CASE("a file of a gigabyte is imported in bounded memory") {
  Fixture fixture;
  const std::uint64_t rows = WriteLedger(fixture.folder / "ledger.csv");
  std::ofstream(fixture.folder / "token") << fixture.token;
  testing::Daemon daemon(fixture.Arguments());
  const int port = daemon.WaitUntilServing();
  REQUIRE(port != 0);
  fixture.Register(Fixture::Connect(port));
  const auto begin = std::chrono::steady_clock::now();
  const testing::ProgramResult result = testing::RunProgram(
      "anchorledger",
      {"--server", "127.0.0.1:" + std::to_string(port), "--token-file", fixture.folder / "token",
       "--output", "json", "import", "purchases", fixture.folder / "ledger.csv", "--anchor",
       testing::kAnchor, "--profile", "deploy/profiles/purchases.json"});
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begin);
  REQUIRE(result.exit_code == 0);
  CHECK(json::parse(result.output)["created"] == rows);
  const std::uint64_t resident = PeakResidentBytes(daemon.process());
  std::cout << rows << " rows in " << seconds.count() << " s, at most " << (resident >> 20U)
            << " MiB resident\n";
  CHECK(resident < kResidentMax);
  CHECK(daemon.End(SIGTERM) == 0);
}

}  // namespace
}  // namespace anchorledger::server
