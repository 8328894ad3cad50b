#include "services/import/row_pipeline.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "anchorledger/api/v1/import_profile.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/limits.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::importing {
namespace {

constexpr std::string_view kProfile = R"({
  "name": "pipeline", "values": {"currency": "USD"}, "identity": {"key_columns": ["id"]},
  "emits": [
    {"event": "SupplierRegistered", "scope": "EMIT_SCOPE_FIRST_USE", "fields": [
      {"field": "supplier_id", "value": {"column": "supplier"}},
      {"field": "name", "value": {"column": "supplier"}},
      {"field": "header.effective_on", "value": {"constant": "2016-01-01"}}]},
    {"event": "PurchaseRecorded", "fields": [
      {"field": "purchase_id", "value": {"row_id": {"prefix": "p"}}},
      {"field": "invoice_date", "value": {"column": "day"}},
      {"field": "amount", "value": {"column": "amount"}},
      {"field": "supplier_id", "value": {"column": "supplier"}}]}]})";

// A file of so many good rows, opened, with its mapper.
class OpenFile {
 public:
  explicit OpenFile(int rows, const std::string& tail = "") {
    std::ofstream file(folder_ / "rows.csv", std::ios::binary);
    file << "id,day,supplier,amount\n";
    for (int at = 0; at < rows; ++at) file << at << ",2024-01-31,s-" << at % 3 << ",1.50\n";
    file << tail;
    file.close();
    file_ = *RowFile::Open(folder_ / "rows.csv", profile_->format);
    mapper_.emplace(*RowMapper::Create(*profile_, file_->columns(), {}, {}));
  }
  RowFile& file() { return *file_; }
  const RowMapper& mapper() const { return *mapper_; }

 private:
  testing::TempFolder folder_;
  std::shared_ptr<const CompiledProfile> profile_ = *CompileProfile(**ParseProfileJson(kProfile));
  std::unique_ptr<RowFile> file_;
  std::optional<RowMapper> mapper_;
};

TEST_CASE("rows come out mapped and in the order of the file, whatever the number of workers") {
  const int workers = GENERATE(1, 2, 5);
  OpenFile open(5'000);
  RowPipeline pipeline(open.file(), open.mapper(), static_cast<std::size_t>(workers));
  int next = 0;
  std::size_t suppliers = 0;
  std::set<Fingerprint> identities;
  for (bool ended = false; !ended;) {
    const auto block = pipeline.Next();
    for (std::size_t at = 0; at < block->rows().size(); ++at, ++next) {
      const RowBlock::Row& row = block->rows()[at];
      REQUIRE(block->csv(at).fields[0] == std::to_string(next));
      REQUIRE(block->csv(at).line == static_cast<std::uint64_t>(next) + 2);
      REQUIRE(row.outcome == RowMapper::Outcome::kMapped);
      REQUIRE(row.mapped.events.size() + row.mapped.left_out.size() == 2);
      suppliers += row.mapped.events.size() - 1;
      identities.insert(row.mapped.identity);
      REQUIRE(row.mapped.events.back().payload->purchase_recorded().purchase_id() ==
              OpaqueId("p", KeyText(row.mapped.identity)));
    }
    ended = block->is_last;
    CHECK_OK(block->end);
  }
  CHECK(next == 5'000);
  CHECK(identities.size() == 5'000);
  // Each worker maps a supplier once, however many rows name it.
  CHECK(suppliers >= 3);
  CHECK(suppliers <= 3 * static_cast<std::size_t>(workers));
}

TEST_CASE("what cannot be read ends the rows, after all that could be") {
  OpenFile open(1'000, "x,2024-01-31,s-1,\"" + std::string(base::kCsvFieldBytesMax + 1, 'z'));
  RowPipeline pipeline(open.file(), open.mapper(), 2);
  std::size_t rows = 0;
  std::shared_ptr<RowBlock> block;
  do {
    block = pipeline.Next();
    rows += block->rows().size();
  } while (!block->is_last);
  CHECK(rows == 1'000);
  CHECK_REASON(block->end, kFieldInvalid);
}

TEST_CASE("a pipeline may be left before the end, and reads only a little ahead") {
  OpenFile open(200'000);
  {
    RowPipeline pipeline(open.file(), open.mapper(), 2);
    CHECK(pipeline.Next()->rows().size() > 0);
  }
  CHECK(open.file().bytes_read() < 1'500'000);  // of 5 MB
}

}  // namespace
}  // namespace anchorledger::importing
