// Imports of small files into a ledger in memory.
#include <catch2/catch.hpp>
#include <sstream>
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "tests/support/import/import_fixture.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

namespace pb = anchorledger::event::v1;

const char* const kHeader = "date,transactionnumber,supplier,expensearea,expensetype,amount\n";

std::string File(const std::string& rows) { return kHeader + rows; }

std::shared_ptr<const importing::CompiledProfile> Ledger() { return TestProfile("nhs-royf.json"); }

std::string NewestAmendment(const ImportFixture& fixture) {
  const auto events = fixture.EventsOf("EventAmended");
  return events.empty() ? "" : events.back().payload->event_amended().ShortDebugString();
}

TEST_CASE("a dry run appends nothing and has the counts of the import") {
  ImportFixture fixture;
  const std::string file = File(
      "01/05/2020,1,Acme Ltd,A,Goods,100.50\n"
      "02/05/2020,2,Acme Ltd,A,Goods,abc\n"
      "03/05/2020,3,Bolt Co,A,Goods,-20\n"
      "04/05/2020,4,,A,Goods,5\n"
      "05/05/2020,5,Bolt Co,A,Goods,5,extra\n");
  const base::Position before = fixture.head();
  const auto dry = fixture.Import(Ledger(), file, {.dry_run = true});
  REQUIRE_OK(dry);
  CHECK(fixture.head() == before);
  const auto dry_rejected = fixture.Rejected();
  const auto real = fixture.Import(Ledger(), file);
  CHECK(Counts(real) == "5 2 0 0 3");
  CHECK(Counts(dry) == Counts(real));
  CHECK(dry->tally.counts.events == 4);  // two suppliers, a purchase, a credit
  CHECK(dry->tally.events() == real->tally.events());
  CHECK(dry->tally.rejections() == real->tally.rejections());
  CHECK(fixture.Rejected() == dry_rejected);
  CHECK(fixture.NetMinor() == 8050);
}

TEST_CASE("a rejected row comes back with its values, line, column, code and a sentence") {
  ImportFixture fixture;
  const auto run = fixture.Import(Ledger(), File("01/05/2020,1,Acme Ltd,A,Goods,100\n"
                                                 "31/06/2020,2,Acme Ltd,\"A\nB\",\"a,b\",7\n"
                                                 "01/05/2020,3,Acme Ltd,A,Goods,1.234\n"
                                                 "01/05/2020,4,,A,Goods,1\n"
                                                 "01/05/2020,5,Acme Ltd,A\n"
                                                 "01/05/2020,7,Acme Ltd,A,Goods,1,x,\"y, z\"\n"
                                                 "01/05/2199,6,Acme Ltd,A,Goods,9\n"));
  CHECK(Counts(run) == "7 1 0 0 6");
  const auto rejected = fixture.Rejected();
  REQUIRE(rejected.size() == 6);
  CHECK(rejected[0].line == 3);
  CHECK(rejected[0].problem.code == "DATE_UNREADABLE");
  CHECK(rejected[0].problem.column == "date");
  CHECK(rejected[0].problem.message ==
        "'31/06/2020' is not a date of the form %d/%m/%Y from 1900-01-01 to 2199-12-31.");
  CHECK(rejected[0].values ==
        std::vector<std::string>{"31/06/2020", "2", "Acme Ltd", "A\nB", "a,b", "7"});
  CHECK(rejected[1].line == 5);
  CHECK(rejected[1].problem.code == "MONEY_UNREADABLE");
  CHECK(rejected[2].problem.code == "VALUE_MISSING");
  CHECK(rejected[2].problem.column == "supplier");
  CHECK(rejected[3].problem.code == "ROW_WIDTH");
  CHECK(rejected[4].problem.message == "The row has 8 values, but the file has 6 columns.");
  CHECK(rejected[4].values ==
        std::vector<std::string>{"01/05/2020", "7", "Acme Ltd", "A", "Goods", "1", "x", "y, z"});
  CHECK(rejected[5].problem.code == "FIELD_INVALID");  // what the ledger refuses: the future
  CHECK(rejected[5].problem.column == "date");
}

TEST_CASE("the same file twice adds no event, also with equal rows and without a key") {
  ImportFixture fixture;
  const std::string file = File(
      "01/05/2020,1,Acme Ltd,A,Goods,100\n"
      "01/05/2020,1,Acme Ltd,A,Goods,100\n"
      "01/05/2020,1,Acme Ltd,A,Goods,100\n"
      "02/05/2020,1,Acme Ltd,A,Goods,-40\n");
  CHECK(Counts(fixture.Import(Ledger(), file)) == "4 4 0 0 0");
  CHECK(fixture.NetMinor() == 26000);
  const std::size_t purchases = fixture.EventsOf("PurchaseRecorded").size();
  const auto again = fixture.Import(Ledger(), file);
  CHECK(Counts(again) == "4 0 0 4 0");
  CHECK(again->tally.counts.events == 0);
  CHECK(again->tally.totals().at("GBP").net_minor() == 26000);
  CHECK(fixture.EventsOf("PurchaseRecorded").size() == purchases);
  // One more equal row is one more fact.
  CHECK(Counts(fixture.Import(Ledger(), file + "01/05/2020,1,Acme Ltd,A,Goods,100\n")) ==
        "5 1 0 4 0");
  CHECK(fixture.NetMinor() == 36000);
}

TEST_CASE("a name with control characters is refused, whichever supplier it resembles") {
  ImportFixture fixture;
  const std::string file = File(
      "01/05/2020,1,Acme\x02 Ltd,A,Goods,100.50\n"
      "02/05/2020,2,Acme Ltd,A,Goods,10\n");
  CHECK(Counts(fixture.Import(Ledger(), file)) == "2 1 0 0 1");
  CHECK(Counts(fixture.Import(Ledger(), file)) == "2 0 0 1 1");
}

TEST_CASE("another period or source is another set of facts") {
  ImportFixture fixture;
  const std::string file = File("01/05/2020,1,Acme Ltd,A,Goods,100\n");
  CHECK(Counts(fixture.Import(Ledger(), file)) == "1 1 0 0 0");
  ImportFixture::Options other;
  other.period = base::Period{*base::ParseIsoDate("2020-05-01"), *base::ParseIsoDate("2020-05-31")};
  CHECK(Counts(fixture.Import(Ledger(), file, other)) == "1 1 0 0 0");
  CHECK(fixture.NetMinor() == 20000);
}

TEST_CASE("a corrected file touches the changed rows only, through amendments") {
  ImportFixture fixture;
  CHECK(Counts(fixture.Import(Ledger(), File("01/05/2020,1,Acme Ltd,A,Goods,100\n"
                                             "02/05/2020,2,Acme Ltd,A,Goods,200\n"
                                             "03/05/2020,3,Bolt Co,A,Goods,300\n"))) ==
        "3 3 0 0 0");
  const std::string corrected = File(
      "01/05/2020,1,Acme Ltd,A,Goods,100\n"
      "02/05/2020,2,Acme Ltd,A,Goods,250\n"    // another amount
      "04/05/2020,3,Bolt Co,A,Goods,300\n"     // another date
      "05/05/2020,4,Carl Inc,A,Goods,400\n");  // new
  const auto dry = fixture.Import(Ledger(), corrected, {.dry_run = true});
  const auto run = fixture.Import(Ledger(), corrected);
  CHECK(Counts(run) == "4 1 2 1 0");
  CHECK(Counts(dry) == Counts(run));
  CHECK(fixture.NetMinor() == 105000);
  CHECK(fixture.EventsOf("PurchaseRecorded").size() == 4);
  CHECK(fixture.EventsOf("EventAmended").size() == 2);
  CHECK(NewestAmendment(fixture).find("invoice_date") != std::string::npos);
  SECTION("which are not made again") {
    CHECK(Counts(fixture.Import(Ledger(), corrected)) == "4 0 0 4 0");
    CHECK(fixture.EventsOf("EventAmended").size() == 2);
  }
  SECTION("and can be corrected again, also back") {
    CHECK(Counts(fixture.Import(Ledger(), File("01/05/2020,1,Acme Ltd,A,Goods,100\n"
                                               "02/05/2020,2,Acme Ltd,A,Goods,200\n"
                                               "04/05/2020,3,Bolt Co,A,Goods,300\n"
                                               "05/05/2020,4,Carl Inc,A,Goods,400\n"))) ==
          "4 0 1 3 0");
    CHECK(fixture.NetMinor() == 100000);
  }
}

TEST_CASE("what a person corrected by hand is not undone by the same file") {
  ImportFixture fixture;
  const std::string file = File("01/05/2020,1,Acme Ltd,A,Goods,100\n02/05/2020,2,Bolt,A,G,50\n");
  CHECK(Counts(fixture.Import(Ledger(), file)) == "2 2 0 0 0");
  const auto purchases = fixture.EventsOf("PurchaseRecorded");
  const std::string target = std::to_string(purchases[0].position.value());
  CHECK_OK(fixture.Append(
      {"event_amended { target_position: " + target +
           " target_event_type: 806 reason: AMEND_REASON_TYPO field_changes { "
           "path: \"amount.minor\" old_json: '\"10000\"' new_json: "
           "'\"12000\"' } }",
       "event_voided { target_position: " + std::to_string(purchases[1].position.value()) +
           " target_event_type: 806 reason: VOID_REASON_NOT_REAL }"}));
  CHECK(fixture.NetMinor() == 12000);
  CHECK(Counts(fixture.Import(Ledger(), file)) == "2 0 0 2 0");
  CHECK(fixture.NetMinor() == 12000);
}

TEST_CASE("all or nothing appends nothing when a row is rejected") {
  ImportFixture fixture;
  const base::Position before = fixture.head();
  const auto refused = fixture.Import(
      Ledger(), File("01/05/2020,1,Acme Ltd,A,Goods,100\n02/05/2020,2,Acme Ltd,A,Goods,abc\n"),
      {.all_or_nothing = true});
  REQUIRE_OK(refused);
  CHECK(refused->phase == importing::RunPhase::kRefused);
  CHECK(fixture.head() == before);
  CHECK(fixture.Rejected().size() == 1);
  const auto accepted = fixture.Import(Ledger(), File("01/05/2020,1,Acme Ltd,A,Goods,100\n"),
                                       {.all_or_nothing = true});
  CHECK(accepted->phase == importing::RunPhase::kCompleted);
  CHECK(Counts(accepted) == "1 1 0 0 0");
  CHECK(fixture.Rejected().empty());
}

TEST_CASE("a run that is cut off between commits is made again without a double") {
  ImportFixture fixture;
  std::ostringstream rows;
  for (int at = 0; at < 3000; ++at) {
    rows << "01/05/2020," << at << ",Supplier " << at % 7 << ",A,Goods," << at % 50 + 1 << "\n";
  }
  const std::string file = File(rows.str());
  ImportFixture::Options cut_off;
  cut_off.import_id = "imp-cut";
  const base::Position before = fixture.head();
  cut_off.stop_when = [&](const importing::RunProgress& progress) {
    return progress.phase == importing::RunPhase::kRunning && fixture.head() > before.Plus(1000);
  };
  // A stop is seen every few thousand rows, so the file is read often enough here.
  std::ostringstream many;
  for (int at = 0; at < 3; ++at) many << rows.str();
  const std::string long_file = File(many.str());
  const auto cut = fixture.Import(Ledger(), long_file, cut_off);
  CHECK_REASON(cut, kCancelled);
  const std::size_t appended = fixture.EventsOf("PurchaseRecorded").size();
  CHECK(appended > 0);
  CHECK(appended < 9000);
  ImportFixture::Options again;
  again.import_id = "imp-cut";
  const auto run = fixture.Import(Ledger(), long_file, again);
  CHECK(Counts(run) == "9000 9000 0 0 0");
  CHECK(fixture.EventsOf("PurchaseRecorded").size() == 9000);
  CHECK(fixture.EventsOf("SupplierRegistered").size() == 7);
  CHECK(Counts(fixture.Import(Ledger(), long_file)) == "9000 0 0 9000 0");
}

TEST_CASE("what many rows name is recorded with the first of them that is accepted") {
  ImportFixture fixture;
  // The first row of Acme is refused by the ledger: its date lies in the future.
  CHECK(Counts(fixture.Import(Ledger(), File("01/05/2199,1,Acme Ltd,A,Goods,1\n"
                                             "01/05/2020,2,Acme Ltd,A,Goods,2\n"
                                             "01/05/2020,3,Acme Ltd,A,Goods,3\n"))) == "3 2 0 0 1");
  CHECK(fixture.EventsOf("SupplierRegistered").size() == 1);
  CHECK(fixture.NetMinor() == 500);
}

TEST_CASE("what somebody takes out during an import is recorded again by a row that needs it") {
  ImportFixture fixture;
  const auto profile = CompiledFrom(R"({
    "name": "plain", "values": {"currency": "GBP"}, "identity": {"key_columns": ["id"]},
    "emits": [
      {"event": "SupplierRegistered", "scope": "EMIT_SCOPE_FIRST_USE", "fields": [
        {"field": "supplier_id", "value": {"column": "supplier"}},
        {"field": "name", "value": {"column": "supplier"}},
        {"field": "header.effective_on", "value": {"constant": "2016-01-01"}}]},
      {"event": "PurchaseRecorded", "fields": [
        {"field": "purchase_id", "value": {"row_id": {"prefix": "p"}}},
        {"field": "invoice_date", "value": {"constant": "2020-05-01"}},
        {"field": "amount", "value": {"constant": "1.00"}},
        {"field": "supplier_id", "value": {"column": "supplier"}},
        {"field": "category.scheme", "value": {"constant": "internal"}},
        {"field": "category.code", "value": {"constant": "goods"}},
        {"field": "is_construction", "value": {"constant": "no"}},
        {"field": "addressable", "value": {"constant": "yes"}}]}]})");
  CHECK_OK(fixture.Append({"supplier_registered { supplier_id: \"acme\" name: \"Acme\" }"}));
  std::ostringstream rows;
  rows << "id,supplier\n";
  for (int at = 0; at < 4000; ++at) rows << at << ",acme\n";
  ImportFixture::Options options;
  bool taken_out = false;
  options.stop_when = [&](const importing::RunProgress& progress) {
    if (!taken_out && progress.rows_done > 0) {  // rows are accepted, none is durable
      taken_out = true;
      CHECK_OK(fixture.Append(
          {"event_voided { target_position: " +
           std::to_string(fixture.EventsOf("SupplierRegistered")[0].position.value()) +
           " target_event_type: 801 reason: VOID_REASON_NOT_REAL }"}));
    }
    return false;
  };
  CHECK(Counts(fixture.Import(profile, rows.str(), options)) == "4000 4000 0 0 0");
  CHECK(taken_out);
  CHECK(fixture.EventsOf("SupplierRegistered").size() == 2);
  CHECK(fixture.NetMinor() == 400'000);
}

TEST_CASE("text in Windows-1252 and with a byte order mark gives the same facts as UTF-8") {
  ImportFixture fixture;
  const std::string utf8 = File("01/05/2020,1,Caf\xc3\xa9 Ltd,A,Goods,100\n");
  const std::string latin = File("01/05/2020,1,Caf\xe9 Ltd,A,Goods,100\n");
  CHECK(Counts(fixture.Import(Ledger(), utf8)) == "1 1 0 0 0");
  CHECK(Counts(fixture.Import(Ledger(), "\xef\xbb\xbf" + utf8)) == "1 0 0 1 0");
  const auto run = fixture.Import(Ledger(), latin);
  CHECK(Counts(run) == "1 0 0 1 0");
  CHECK(run->encoding == importing::Encoding::kWindows1252);
}

TEST_CASE("a file with other delimiters gives the same facts") {
  ImportFixture fixture;
  CHECK(Counts(fixture.Import(Ledger(), File("01/05/2020,1,\"Acme, Ltd\",A,Goods,100\n"))) ==
        "1 1 0 0 0");
  const auto run =
      fixture.Import(Ledger(),
                     "sep=;\r\ndate;transactionnumber;supplier;expensearea;expensetype;amount\r\n"
                     "01/05/2020;1;Acme, Ltd;A;Goods;100\r\n");
  CHECK(Counts(run) == "1 0 0 1 0");
  CHECK(run->delimiter == ';');
}

TEST_CASE("rows in a closed period need the reason that the import gives") {
  ImportFixture fixture;
  CHECK_OK(fixture.Append({"period_closed { period { from { days: 18353 } to { days: 18382 } } "
                           "hard: false }"},
                          "2020-06-01"));
  const std::string file = File("15/04/2020,1,Acme Ltd,A,Goods,100\n01/06/2020,2,Acme,A,G,5\n");
  const auto without = fixture.Import(Ledger(), file, {.dry_run = true});
  CHECK(Counts(without) == "2 1 0 0 1");
  CHECK(fixture.Rejected()[0].problem.code == "PERIOD_CLOSED");
  ImportFixture::Options late;
  late.late_reason = "late_ledger";
  CHECK(Counts(fixture.Import(Ledger(), file, late)) == "2 2 0 0 0");
  const auto purchases = fixture.EventsOf("PurchaseRecorded");
  CHECK(purchases[0].header->late());
  CHECK(purchases[1].header->late_reason().empty());
}

TEST_CASE("a file that does not have the profile's columns is refused as a whole") {
  ImportFixture fixture;
  const auto run = fixture.Import(Ledger(), "date,supplier,amount\n01/05/2020,Acme,5\n");
  CHECK_REASON(run, kFieldMissing);
  const auto violations = base::FieldViolationsOf(run.status());
  REQUIRE(violations.size() == 1);
  CHECK(violations[0].description.find("expensetype") != std::string::npos);
  CHECK_REASON(fixture.Import(Ledger(), ""), kFieldInvalid);
  CHECK(Counts(fixture.Import(Ledger(), kHeader)) == "0 0 0 0 0");
}

}  // namespace
}  // namespace anchorledger::testing
