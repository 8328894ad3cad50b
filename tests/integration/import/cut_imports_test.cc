// What is said of imports that were cut off, and what an import of all or nothing becomes then.
#include <catch2/catch.hpp>
#include <cstdint>
#include <map>
#include <sstream>
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/import/import_desk.h"
#include "tests/support/import/import_fixture.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

namespace api = anchorledger::api::v1;

constexpr int kRows = 6000;
constexpr int kRowsOfJune = 500;  // the last ones
constexpr const char* kImport = "imp-cut";

std::shared_ptr<const importing::CompiledProfile> Ledger() { return TestProfile("nhs-royf.json"); }

std::string File() {
  std::ostringstream text;
  text << "date,transactionnumber,supplier,expensearea,expensetype,amount\n";
  for (int at = 0; at < kRows; ++at) {
    text << (at < kRows - kRowsOfJune ? "01/05/2020," : "01/06/2020,") << at << ",Supplier "
         << at % 7 << ",A,Goods,5\n";
  }
  return text.str();
}

// Runs the import until it has appended some hundred events more.
void CutOff(ImportFixture& fixture, ImportFixture::Options options = {}) {
  const base::Position before = fixture.head();
  options.import_id = kImport;
  options.stop_when = [&](const importing::RunProgress& progress) {
    return progress.phase == importing::RunPhase::kRunning && fixture.head() > before.Plus(1000);
  };
  CHECK_REASON(fixture.Import(Ledger(), File(), options), kCancelled);
}

// The events of the import by type, as the log has them.
std::map<std::string, std::uint64_t> InTheLog(const ImportFixture& fixture) {
  std::map<std::string, std::uint64_t> events;
  for (const char* type : {"PurchaseRecorded", "SupplierRegistered"}) {
    for (const domain::RecordedEvent& event : fixture.EventsOf(type)) {
      if (event.header->batch_id() == kImport) ++events[type];
    }
  }
  return events;
}

// A server of its own on the ledger: it knows of imports what stands there.
class Desk {
 public:
  explicit Desk(ImportFixture& fixture)
      : tenant_(fixture.tenant),
        desk_(fixture.ledger(), {.folder = fixture.folder / "desk", .logger = {}}) {}

  api::Import Listed() const {
    const auto list = desk_.List(tenant_, "");
    REQUIRE_OK(list);
    REQUIRE(list->size() == 1);
    return list->front();
  }
  api::Import Got() const {
    const auto view = desk_.Get(tenant_, kImport);
    REQUIRE_OK(view);
    return view->import;
  }
  importing::ImportDesk& operator*() { return desk_; }

 private:
  const base::TenantId tenant_;
  importing::ImportDesk desk_;
};

void CheckSays(const api::Import& import, const std::map<std::string, std::uint64_t>& in_the_log) {
  std::map<std::string, std::uint64_t> events;
  std::uint64_t sum = 0;
  for (const auto& entry : import.events()) {
    events[entry.event_type()] = entry.events();
    sum += entry.events();
  }
  CHECK(events == in_the_log);
  CHECK(import.counts().events() == sum);
}

TEST_CASE("an import that was cut off and left says what stands in the ledger of it") {
  ImportFixture fixture;
  Desk desk(fixture);
  for (int cut = 0; cut < 2; ++cut) {  // the second time it counts on
    CutOff(fixture);
    const auto in_the_log = InTheLog(fixture);
    for (const api::Import& import : {desk.Listed(), desk.Got()}) {
      CHECK(import.state() == api::IMPORT_STATE_INTERRUPTED);
      CheckSays(import, in_the_log);
      CHECK(import.counts().recorded_rows() == in_the_log.at("PurchaseRecorded"));
      CHECK(import.first_position() != 0);
      CHECK(import.last_position() == fixture.head().value());
    }
  }
  const auto in_the_log = InTheLog(fixture);
  api::UndoImportRequest request;
  request.set_import_id(kImport);
  auto undone = (*desk).Undo(fixture.Actor(), request);
  REQUIRE_OK(undone);
  CHECK(undone->voided_events() == in_the_log.at("PurchaseRecorded") + 7);
  CHECK(fixture.NetMinor() == 0);
  CHECK(desk.Listed().state() == api::IMPORT_STATE_UNDONE);
  CheckSays(desk.Listed(), in_the_log);  // what took it back is no event of it
}

TEST_CASE("an import whose results are gone says its events by type as the ledger has them") {
  ImportFixture fixture;
  ImportFixture::Options options;
  options.import_id = kImport;
  CHECK_OK(fixture.Import(Ledger(), File(), options).status());
  const Desk desk(fixture);
  CHECK(desk.Got().state() == api::IMPORT_STATE_COMPLETED);
  CheckSays(desk.Got(), InTheLog(fixture));
  CHECK(desk.Got().counts().recorded_rows() == 0);
  CHECK(desk.Listed().counts().events() == kRows + 7);
}

TEST_CASE("all or nothing that was cut off never ends as if nothing had been recorded") {
  ImportFixture fixture;
  const ImportFixture::Options whole{.all_or_nothing = true, .import_id = kImport};
  CutOff(fixture, whole);
  const auto before = InTheLog(fixture);
  REQUIRE(before.at("PurchaseRecorded") < kRows - kRowsOfJune);
  CHECK_OK(fixture.Append({"period_closed { period { from { days: 18414 } to { days: 18443 } } "
                           "hard: false }"},
                          "2020-07-01"));
  const auto again = fixture.Import(Ledger(), File(), whole);
  CHECK_REASON(again, kRuleBroken);
  const std::string message(again.status().message());
  INFO(message);
  const std::string events =
      std::to_string(before.at("PurchaseRecorded") + before.at("SupplierRegistered"));
  CHECK(message.find("rejected now: " + std::to_string(kRowsOfJune)) != std::string::npos);
  CHECK(message.find("in the ledger: " + events) != std::string::npos);
  CHECK(InTheLog(fixture) == before);
  CHECK(fixture.Rejected().size() == kRowsOfJune);

  SECTION("made again with the reason that was missing, it is recorded whole") {
    ImportFixture::Options late = whole;
    late.late_reason = "late_ledger";
    const auto run = fixture.Import(Ledger(), File(), late);
    CHECK(Counts(run) == "6000 6000 0 0 0");
    CHECK(fixture.NetMinor() == kRows * 500);
  }
  SECTION("it can be undone, so that nothing of it is left") {
    Desk desk(fixture);
    api::UndoImportRequest request;
    request.set_import_id(kImport);
    CHECK_OK((*desk).Undo(fixture.Actor(), request).status());
    CHECK(fixture.NetMinor() == 0);
  }
}

TEST_CASE("all or nothing that is refused at its first check counts no event") {
  ImportFixture fixture;
  const auto refused = fixture.Import(Ledger(), File() + "01/05/2020,1,Acme,A,Goods,much\n",
                                      {.all_or_nothing = true});
  REQUIRE_OK(refused);
  CHECK(refused->phase == importing::RunPhase::kRefused);
  CHECK(refused->tally.counts.events == 0);
  CHECK(refused->tally.events().empty());
}

TEST_CASE("all or nothing that loses a race says so, and is recorded whole when made again") {
  ImportFixture fixture;
  bool is_closed = false;
  ImportFixture::Options whole{.all_or_nothing = true, .import_id = kImport};
  whole.stop_when = [&](const importing::RunProgress& progress) {
    if (progress.phase == importing::RunPhase::kRunning && !is_closed) {
      is_closed = true;
      CHECK_OK(fixture.Append({"period_closed { period { from { days: 18414 } to { days: 18443 } } "
                               "hard: false }"},
                              "2020-07-01"));
    }
    return false;
  };
  CHECK_REASON(fixture.Import(Ledger(), File(), whole), kRuleBroken);
  CHECK(InTheLog(fixture).at("PurchaseRecorded") == kRows - kRowsOfJune);
  whole.late_reason = "late_ledger";
  CHECK(Counts(fixture.Import(Ledger(), File(), whole)) == "6000 6000 0 0 0");
}

}  // namespace
}  // namespace anchorledger::testing
