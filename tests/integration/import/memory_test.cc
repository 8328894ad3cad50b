// A file of any length is imported in memory that does not grow with it.
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/import/import_fixture.h"
#include "tests/support/sanitizers.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

constexpr std::uint64_t kFileBytes = 192U << 20;
constexpr std::uint64_t kGrowthMax = 64U << 20;

std::uint64_t PeakResidentBytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

TEST_CASE("an import holds a part of its file only, never the file") {
  ImportFixture fixture;
  // Rows with a long text that the profile does not map: much file, few events.
  const std::string path = fixture.folder / "long.csv";
  {
    std::ofstream file(path, std::ios::binary);
    file << "date,transactionnumber,supplier,expensearea,expensetype,amount\n";
    const std::string text(64U << 10, 'x');
    for (int row = 0; file.tellp() < static_cast<std::streamoff>(kFileBytes); ++row) {
      file << "01/05/2020," << row << ",Acme Ltd," << text << ",Goods,10\n";
    }
  }
  const std::uint64_t rows = (std::filesystem::file_size(path) - 60) / ((64U << 10) + 30);
  const std::uint64_t before = PeakResidentBytes();
  const auto run = fixture.ImportFile(TestProfile("nhs-royf.json"), path, {});
  REQUIRE_OK(run);
  CHECK(run->tally.counts.created >= rows);
  CHECK(run->tally.counts.rejected == 0);
  const std::uint64_t growth = PeakResidentBytes() - before;
  INFO("resident memory grew by " << (growth >> 20U) << " MiB");
  if constexpr (kMemoryIsOurs) CHECK(growth < kGrowthMax);
}

}  // namespace
}  // namespace anchorledger::testing
