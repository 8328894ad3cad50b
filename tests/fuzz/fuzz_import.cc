// Any bytes are a file to somebody: importing them answers, the counts add up, a dry run says what
// the import then does, and the same file again adds nothing.
//
// Input: one byte that chooses the profile, then the file.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "proto/base/check.h"
#include "tests/support/import/import_fixture.h"

namespace {

namespace base = ::anchorledger::base;
namespace importing = ::anchorledger::importing;
using anchorledger::testing::CompiledFrom;
using anchorledger::testing::Counts;
using anchorledger::testing::ImportFixture;
using Profile = std::shared_ptr<const importing::CompiledProfile>;

constexpr std::size_t kFileBytesMax = 64U << 10;

// Columns are named by the profile, so that the first byte of a file may already be a row.
std::string ProfileText(const std::string& format, const std::string& identity) {
  return R"({"name": "fuzz", "format": {"columns": ["id", "day", "who", "amount"])" + format +
         R"(}, "values": {"date_formats": ["%d/%m/%Y", "%Y-%m-%d", "%d-%b-%y"],
       "currency": "GBP", "thousands_sign": ",", "null_words": ["n/a"]},)" +
         identity + R"(
  "emits": [
   {"event": "SupplierRegistered", "scope": "EMIT_SCOPE_FIRST_USE", "fields": [
     {"field": "supplier_id", "value": {"derived_id": {"prefix": "s", "from": [
       {"column": "who"}], "match_as_name": true}}},
     {"field": "name", "value": {"column": "who"}},
     {"field": "header.effective_on", "value": {"constant": "2010-04-01"}}]},
   {"event": "PurchaseRecorded",
    "when": [{"value": {"column": "amount"}, "sign": "NUMBER_SIGN_POSITIVE"}], "fields": [
     {"field": "purchase_id", "value": {"row_id": {"prefix": "p"}}},
     {"field": "invoice_date", "value": {"column": "day"}},
     {"field": "amount", "value": {"column": "amount"}},
     {"field": "supplier_id", "value": {"derived_id": {"prefix": "s", "from": [
       {"column": "who"}], "match_as_name": true}}},
     {"field": "category.scheme", "value": {"constant": "internal"}},
     {"field": "category.code", "value": {"constant": "goods"}},
     {"field": "is_construction", "value": {"constant": "no"}},
     {"field": "addressable", "value": {"constant": "yes"}}]},
   {"event": "SupplierCreditRecorded",
    "when": [{"value": {"column": "amount"}, "sign": "NUMBER_SIGN_NEGATIVE"}], "fields": [
     {"field": "credit_id", "value": {"row_id": {"prefix": "c"}}},
     {"field": "credit_date", "value": {"column": "day"}},
     {"field": "amount", "absolute": true, "value": {"column": "amount"}},
     {"field": "reason", "value": {"constant": "unknown"}},
     {"field": "supplier_id", "value": {"derived_id": {"prefix": "s", "from": [
       {"column": "who"}], "match_as_name": true}}},
     {"field": "category.scheme", "value": {"constant": "internal"}},
     {"field": "category.code", "value": {"constant": "goods"}},
     {"field": "is_construction", "value": {"constant": "no"}},
     {"field": "addressable", "value": {"constant": "yes"}}]}]})";
}

const std::vector<Profile>& Profiles() {
  static const std::vector<Profile> profiles = {
      CompiledFrom(ProfileText("", "")),
      CompiledFrom(ProfileText("", R"("identity": {"key_columns": ["id"]},)")),
      CompiledFrom(
          ProfileText(R"(, "delimiter": ";", "encoding": "TEXT_ENCODING_WINDOWS1252")", "")),
      CompiledFrom(
          ProfileText(R"(, "delimiter": "|", "encoding": "TEXT_ENCODING_UTF8", "skip_lines": 1)",
                      R"("identity": {"key_columns": ["id", "who"], "match_as_name": true,
             "repeated_key": "REPEATED_KEY_FIRST_WINS"},)"))};
  return profiles;
}

void CheckCounts(const importing::RowCounts& counts) {
  AL_CHECK(counts.read == counts.created + counts.updated + counts.unchanged + counts.rejected);
}

void CheckImport(const Profile& profile, const std::string& file) {
  ImportFixture fixture;
  const auto dry = fixture.Import(profile, file, {.dry_run = true});
  const auto real = fixture.Import(profile, file);
  AL_CHECK(dry.ok() == real.ok());
  if (!real.ok()) return;
  const importing::RowCounts& counts = real->tally.counts;
  CheckCounts(counts);
  AL_CHECK(Counts(*dry) == Counts(*real));
  AL_CHECK(dry->tally.events() == real->tally.events());
  AL_CHECK(dry->tally.rejections() == real->tally.rejections());
  AL_CHECK(fixture.Rejected().size() == counts.rejected);

  const auto again = fixture.Import(profile, file);
  AL_CHECK(again.ok());
  CheckCounts(again->tally.counts);
  AL_CHECK(again->tally.counts.read == counts.read && again->tally.counts.events == 0);
  AL_CHECK(again->tally.counts.unchanged == counts.read - counts.rejected);
  AL_CHECK(again->tally.counts.rejected == counts.rejected && again->tally.counts.vanished == 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > kFileBytesMax) return 0;
  CheckImport(Profiles()[data[0] % Profiles().size()],
              std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
  return 0;
}
