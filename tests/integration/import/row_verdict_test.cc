// What becomes of a row follows from the row, whichever rows the file or the ledger had before it.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/import/import_fixture.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

// Only the registration of a supplier has these columns, but for its id.
const char* const kProfile = R"({
  "name": "plain", "values": {"currency": "GBP"}, "identity": {"key_columns": ["id"]},
  "emits": [
    {"event": "SupplierRegistered", "scope": "EMIT_SCOPE_FIRST_USE", "fields": [
      {"field": "supplier_id", "value": {"column": "supplier"}},
      {"field": "name", "value": {"column": "name"}},
      {"field": "partner_id", "value": {"column": "partner"}},
      {"field": "naics", "value": {"column": "naics"}},
      {"field": "header.effective_on", "value": {"column": "since"}}]},
    {"event": "PurchaseRecorded", "fields": [
      {"field": "purchase_id", "value": {"row_id": {"prefix": "p"}}},
      {"field": "invoice_date", "value": {"constant": "2020-05-01"}},
      {"field": "amount", "value": {"constant": "1.00"}},
      {"field": "supplier_id", "value": {"column": "supplier"}},
      {"field": "category.scheme", "value": {"constant": "internal"}},
      {"field": "category.code", "value": {"constant": "goods"}},
      {"field": "is_construction", "value": {"constant": "no"}},
      {"field": "addressable", "value": {"constant": "yes"}}]}]})";
const char* const kHeader = "id,supplier,name,partner,naics,since\n";
const char* const kSoundRow = "1,acme,Acme,,,2016-01-01\n";

struct Unsound {
  const char* row;
  const char* code;
  const char* column;
};

Unsound AnyUnsoundRow() {
  static const std::string long_name = "2,acme," + std::string(500, 'a') + ",,,2016-01-01\n";
  return GENERATE(Unsound{long_name.c_str(), "FIELD_INVALID", "name"},
                  Unsound{"2,acme,\"Ac\tme\",,,2016-01-01\n", "FIELD_INVALID", "name"},
                  Unsound{"2,acme,,,,2016-01-01\n", "VALUE_MISSING", "name"},
                  Unsound{"2,acme,Acme,,12,2016-01-01\n", "FIELD_INVALID", "naics"},
                  Unsound{"2,acme,Acme,nobody,,2016-01-01\n", "REFERENCE_UNKNOWN", "partner"},
                  Unsound{"2,acme,Acme,,,2150-01-01\n", "FIELD_INVALID", "since"});
}

void CheckRejected(const ImportFixture& fixture, const Unsound& unsound) {
  const auto rejected = fixture.Rejected();
  REQUIRE(rejected.size() == 1);
  CHECK(rejected[0].problem.code == unsound.code);
  CHECK(rejected[0].problem.column == unsound.column);
}

TEST_CASE("a row that could not register its supplier is rejected before and after one that can") {
  const Unsound unsound = AnyUnsoundRow();
  const std::string sound = kSoundRow;
  const std::string file =
      GENERATE_COPY(kHeader + sound + unsound.row, kHeader + (unsound.row + sound));
  INFO(file);
  ImportFixture fixture;
  const auto profile = CompiledFrom(kProfile);
  CHECK(Counts(fixture.Import(profile, file, {.dry_run = true})) == "2 1 0 0 1");
  CheckRejected(fixture, unsound);
  CHECK(Counts(fixture.Import(profile, file)) == "2 1 0 0 1");
  CheckRejected(fixture, unsound);
  CHECK(fixture.EventsOf("SupplierRegistered").size() == 1);
  // Also when the supplier is there already, and how ever often the file comes.
  CHECK(Counts(fixture.Import(profile, file)) == "2 0 0 1 1");
  CheckRejected(fixture, unsound);
}

TEST_CASE("a row is told all that it names and nobody has registered, not one thing at a time") {
  ImportFixture fixture;
  const auto profile = CompiledFrom(R"({
    "name": "rows", "source": "rows", "values": {"currency": "GBP"},
    "emits": [{"event": "PurchaseRecorded", "fields": [
      {"field": "purchase_id", "value": {"row_id": {"prefix": "p"}}},
      {"field": "supplier_id", "value": {"column": "supplier"}},
      {"field": "contract_id", "value": {"column": "contract"}},
      {"field": "invoice_date", "value": {"constant": "2020-05-01"}},
      {"field": "amount", "value": {"constant": "10"}},
      {"field": "category.scheme", "value": {"constant": "internal"}},
      {"field": "category.code", "value": {"constant": "x"}},
      {"field": "is_construction", "value": {"constant": "no"}},
      {"field": "addressable", "value": {"constant": "yes"}}]}]})");
  CHECK(Counts(fixture.Import(profile, "supplier,contract\nnobody,nothing\n")) == "1 0 0 0 1");
  const auto rejected = fixture.Rejected();
  REQUIRE(rejected.size() == 1);
  CHECK(rejected[0].problem.code == "REFERENCE_UNKNOWN");
  CHECK(rejected[0].problem.column == "supplier");
  INFO(rejected[0].problem.message);
  // Its column is told beside it; the contract's name for it stands in no file.
  CHECK(rejected[0].problem.message.starts_with("\"nobody\" is not a known supplier"));
  CHECK(rejected[0].problem.message.find("\"nothing\" is not a known contract") !=
        std::string::npos);
}

TEST_CASE("a row may name a supplier otherwise than the row that registered it") {
  ImportFixture fixture;
  const auto profile = CompiledFrom(kProfile);
  CHECK(Counts(fixture.Import(profile, std::string(kHeader) + kSoundRow +
                                           "2,acme,Acme Limited,,,2017-01-01\n")) == "2 2 0 0 0");
  CHECK(fixture.EventsOf("SupplierRegistered").size() == 1);
}

}  // namespace
}  // namespace anchorledger::testing
