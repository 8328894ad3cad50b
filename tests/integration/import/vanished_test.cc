// Rows of an earlier file that the file at hand has not.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "storage/log/log_types.h"
#include "tests/support/import/import_fixture.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

namespace pb = anchorledger::event::v1;

std::string File(const std::string& rows) {
  return "date,transactionnumber,supplier,expensearea,expensetype,amount\n" + rows;
}

std::shared_ptr<const importing::CompiledProfile> Ledger() { return TestProfile("nhs-royf.json"); }

// The row of the list, by column.
std::map<std::string, std::string> ListedRow(const ImportFixture& fixture, std::size_t row) {
  const std::vector<std::string> columns = fixture.VanishedColumns();
  const importing::NotedRow noted = fixture.Vanished().at(row);
  REQUIRE(noted.values.size() == columns.size());
  std::map<std::string, std::string> values;
  for (std::size_t at = 0; at < columns.size(); ++at) values[columns[at]] = noted.values[at];
  return values;
}

std::string IdOf(const ImportFixture& fixture, const domain::RecordedEvent& event) {
  return storage::FormatLogId(fixture.log->Head().log_id) + "-" +
         std::to_string(event.position.value());
}

const char* const kAcme = "01/05/2020,1,Acme Ltd,A,Goods,100\n";
const char* const kBolt = "02/05/2020,2,Bolt Co,A,Goods,1234.5\n";
const char* const kCredit = "03/05/2020,3,Bolt Co,A,\"Food, drink\",-20\n";

TEST_CASE("rows that vanished are listed, and voided on consent only") {
  ImportFixture fixture;
  CHECK(Counts(fixture.Import(Ledger(), File("01/05/2020,1,Acme Ltd,A,Goods,100\n"
                                             "02/05/2020,2,Bolt Co,A,Goods,200\n"))) ==
        "2 2 0 0 0");
  const std::string shorter = File("01/05/2020,1,Acme Ltd,A,Goods,100\n");
  const auto listed = fixture.Import(Ledger(), shorter);
  CHECK(Counts(listed) == "1 0 0 1 0");
  CHECK(listed->tally.counts.vanished == 1);
  CHECK(listed->tally.counts.voided == 0);
  REQUIRE(fixture.Vanished().size() == 1);
  CHECK(fixture.Vanished()[0].position == fixture.EventsOf("PurchaseRecorded")[1].position.value());
  CHECK(fixture.NetMinor() == 30000);

  const auto dry = fixture.Import(Ledger(), shorter, {.dry_run = true, .void_vanished = true});
  CHECK(dry->tally.counts.voided == 1);
  CHECK(fixture.NetMinor() == 30000);
  const auto voided = fixture.Import(Ledger(), shorter, {.void_vanished = true});
  CHECK(voided->tally.counts.vanished == 1);
  CHECK(voided->tally.counts.voided == 1);
  CHECK(fixture.NetMinor() == 10000);
  const auto again = fixture.Import(Ledger(), shorter, {.void_vanished = true});
  CHECK(again->tally.counts.vanished == 0);
  CHECK(again->tally.counts.events == 0);
  // When the row is back it is a new fact: what was voided stays voided.
  CHECK(Counts(fixture.Import(Ledger(), File("01/05/2020,1,Acme Ltd,A,Goods,100\n"
                                             "02/05/2020,2,Bolt Co,A,Goods,200\n"))) ==
        "2 1 0 1 0");
  CHECK(fixture.NetMinor() == 30000);
}

TEST_CASE("a row that vanished comes back with all that was recorded of it, and its event id") {
  ImportFixture fixture;
  CHECK(Counts(fixture.Import(Ledger(), File(std::string(kAcme) + kBolt + kCredit))) ==
        "3 3 0 0 0");
  const std::string first_import = fixture.last_import_id();
  const bool dry = GENERATE(true, false);
  const auto run = fixture.Import(Ledger(), File(kAcme), {.dry_run = dry});
  CHECK(run->tally.counts.vanished == 2);
  REQUIRE(fixture.Vanished().size() == 2);

  const domain::RecordedEvent purchase = fixture.EventsOf("PurchaseRecorded")[1];
  const auto bolt = ListedRow(fixture, 0);
  CHECK(fixture.Vanished()[0].position == purchase.position.value());
  CHECK(bolt.at("event_id") == IdOf(fixture, purchase));
  CHECK(bolt.at("import_id") == first_import);
  CHECK(bolt.at("event_type") == "PurchaseRecorded");
  CHECK(bolt.at("effective_on") == "2020-05-02");
  CHECK(bolt.at("anchor_id") == "hospital");
  CHECK(bolt.at("amount") == "1234.50 GBP");
  CHECK(bolt.at("supplier_id") == purchase.payload->purchase_recorded().supplier_id());
  CHECK(bolt.at("supplier_name") == "Bolt Co");
  CHECK(bolt.at("category.code") == "Goods");
  CHECK(bolt.at("is_construction") == "no");
  CHECK(bolt.at("credit_date").empty());  // of the other row

  const auto credit = ListedRow(fixture, 1);
  CHECK(credit.at("event_id") == IdOf(fixture, fixture.EventsOf("SupplierCreditRecorded")[0]));
  CHECK(credit.at("amount") == "20.00 GBP");
  CHECK(credit.at("supplier_name") == "Bolt Co");
  CHECK(credit.at("credit_date") == "2020-05-03");
  // A column is there when a row needs it.
  const auto columns = fixture.VanishedColumns();
  CHECK(std::count(columns.begin(), columns.end(), "contract_id") == 0);
}

TEST_CASE("a row that vanished is listed as the imports said it last, not as a person amended it") {
  ImportFixture fixture;
  CHECK_OK(fixture.Import(Ledger(), File(std::string(kAcme) + kBolt)).status());
  // Given another amount by a corrected file, then gone from the next one.
  CHECK(Counts(fixture.Import(Ledger(),
                              File(std::string(kAcme) + "02/05/2020,2,Bolt Co,A,Goods,1300\n"))) ==
        "2 0 1 1 0");
  CHECK_OK(fixture.Import(Ledger(), File(kAcme)).status());
  CHECK(ListedRow(fixture, 0).at("amount") == "1300.00 GBP");
}

TEST_CASE("a row that a person has voided by hand has not vanished any more") {
  ImportFixture fixture;
  CHECK_OK(fixture.Import(Ledger(), File(std::string(kAcme) + kBolt)).status());
  const auto position = fixture.EventsOf("PurchaseRecorded")[1].position.value();
  CHECK_OK(fixture.Append({"event_voided { target_position: " + std::to_string(position) +
                           " target_event_type: 806 reason: VOID_REASON_NOT_REAL }"}));
  const auto run = fixture.Import(Ledger(), File(kAcme), {.void_vanished = true});
  CHECK(run->tally.counts.vanished == 0);
  CHECK(run->tally.counts.voided == 0);
  CHECK(fixture.Vanished().empty());
}

TEST_CASE("a run that is made again lists the rows that it voided before it was cut off") {
  ImportFixture fixture;
  std::string rows;
  for (int at = 1; at <= 1500; ++at) {
    rows += "01/05/2020,1,Acme Ltd,A,Goods," + std::to_string(at) + "\n";
  }
  CHECK_OK(fixture.Import(Ledger(), File(rows)).status());
  ImportFixture::Options options{.void_vanished = true, .import_id = "imp-cut"};
  options.stop_when = [](const importing::RunProgress& progress) {
    return progress.tally.counts.events > 0;  // some voids are durable
  };
  const auto cut = fixture.Import(Ledger(), File(kAcme), options);
  options.stop_when = nullptr;
  const auto whole = fixture.Import(Ledger(), File(kAcme), options);
  REQUIRE_OK(whole);
  CHECK(whole->tally.counts.vanished == 1499);
  CHECK(whole->tally.counts.voided == 1499);
  const auto listed = fixture.Vanished();
  REQUIRE(listed.size() == 1499);
  for (const importing::NotedRow& row : listed) CHECK(row.position != 0);
  for (std::size_t row : {std::size_t{0}, listed.size() - 1}) {
    CHECK_FALSE(ListedRow(fixture, row).at("amount").empty());
  }
}

TEST_CASE("a row that vanished from a closed period is voided with the reason of the import only") {
  ImportFixture fixture;
  CHECK_OK(fixture.Import(Ledger(), File(std::string(kAcme) + kBolt)).status());
  CHECK_OK(fixture.Append({"period_closed { period { from { days: 18353 } to { days: 18413 } } "
                           "hard: false }"},  // April and May 2020
                          "2020-07-01"));
  ImportFixture::Options options{.void_vanished = true};
  const auto refused = fixture.Import(Ledger(), File(kAcme), options);
  CHECK(refused->tally.counts.vanished == 1);
  CHECK(refused->tally.counts.voided == 0);
  CHECK(fixture.EventsOf("EventVoided").empty());
  REQUIRE(fixture.Vanished().size() == 1);
  CHECK(fixture.Vanished()[0].problem.code == "PERIOD_CLOSED");

  options.late_reason = "late_ledger";
  const auto voided = fixture.Import(Ledger(), File(kAcme), options);
  CHECK(voided->tally.counts.voided == 1);
  REQUIRE(fixture.EventsOf("EventVoided").size() == 1);
  const auto header = fixture.EventsOf("EventVoided")[0].header;
  CHECK(header->late());
  CHECK(header->late_reason() == "late_ledger");
  CHECK(fixture.NetMinor() == 10000);
}

}  // namespace
}  // namespace anchorledger::testing
