// Undoing imports into a ledger in memory.
#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/import/import_undo.h"
#include "services/import/undo_jobs.h"
#include "tests/support/import/import_fixture.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

const char* const kRows =
    "date,transactionnumber,supplier,expensearea,expensetype,amount\n"
    "01/05/2020,1,Acme Ltd,A,Goods,100\n"
    "02/05/2020,2,Acme Ltd,A,Goods,-30\n"
    "03/05/2020,3,Bolt Co,A,Goods,500\n";

std::shared_ptr<const importing::CompiledProfile> Ledger() { return TestProfile("nhs-royf.json"); }

base::StatusOr<importing::UndoOutcome> Undo(ImportFixture& fixture, const std::string& import_id,
                                            bool dry_run = false) {
  return importing::UndoImport(
      fixture.ledger(),
      {.actor = fixture.Actor(), .import_id = import_id, .late_reason = "", .dry_run = dry_run},
      {});
}

TEST_CASE("an undone import leaves all sums as before, and both stay visible") {
  ImportFixture fixture;
  CHECK(Counts(fixture.Import(Ledger(), kRows)) == "3 3 0 0 0");
  CHECK(fixture.NetMinor() == 57000);
  const base::Position before = fixture.head();
  const auto dry = Undo(fixture, fixture.last_import_id(), /*dry_run=*/true);
  REQUIRE_OK(dry);
  CHECK(fixture.head() == before);
  const auto undone = Undo(fixture, fixture.last_import_id());
  REQUIRE_OK(undone);
  CHECK(undone->voided == 5);  // three facts, two suppliers
  CHECK(dry->voided == undone->voided);
  CHECK(undone->kept == 0);
  CHECK(fixture.NetMinor() == 0);
  CHECK(fixture.EventsOf("PurchaseRecorded").size() == 2);
  CHECK(fixture.EventsOf("EventVoided").size() == 5);
  CHECK(fixture.EventsOf("ImportBatchUndone").size() == 1);
  SECTION("a second undo does nothing") {
    const base::Position head = fixture.head();
    const auto again = Undo(fixture, fixture.last_import_id());
    REQUIRE_OK(again);
    CHECK(again->already_undone);
    CHECK(fixture.head() == head);
  }
  SECTION("the file can be imported again") {
    CHECK(Counts(fixture.Import(Ledger(), kRows)) == "3 3 0 0 0");
    CHECK(fixture.NetMinor() == 57000);
    CHECK(Counts(fixture.Import(Ledger(), kRows)) == "3 0 0 3 0");
  }
}

TEST_CASE("undoing a corrected file gives the first one back") {
  ImportFixture fixture;
  CHECK(Counts(fixture.Import(Ledger(), kRows)) == "3 3 0 0 0");
  const std::string corrected =
      "date,transactionnumber,supplier,expensearea,expensetype,amount\n"
      "01/05/2020,1,Acme Ltd,A,Goods,150\n"
      "02/05/2020,2,Acme Ltd,A,Goods,-30\n"
      "09/05/2020,9,Carl Inc,A,Goods,7\n";
  ImportFixture::Options options;
  options.void_vanished = true;
  const auto run = fixture.Import(Ledger(), corrected, options);
  CHECK(Counts(run) == "3 1 1 1 0");
  CHECK(run->tally.counts.voided == 1);
  CHECK(fixture.NetMinor() == 12700);
  const auto undone = Undo(fixture, fixture.last_import_id());
  REQUIRE_OK(undone);
  CHECK(undone->restored == 2);  // an amendment, and a fact that was voided
  CHECK(fixture.NetMinor() == 57000);
  CHECK(Counts(fixture.Import(Ledger(), kRows)) == "3 0 0 3 0");
  CHECK(fixture.NetMinor() == 57000);
}

TEST_CASE("an undo is refused with the reasons when later events depend on it") {
  ImportFixture fixture;
  CHECK(Counts(fixture.Import(Ledger(), kRows)) == "3 3 0 0 0");
  const auto purchases = fixture.EventsOf("PurchaseRecorded");
  const std::string purchase = purchases[1].payload->purchase_recorded().purchase_id();
  REQUIRE_OK(fixture.Append({"purchase_reversed { purchase_id: \"" + purchase +
                             "\" amount { minor: 100 currency: \"GBP\" } "
                             "reason: REVERSAL_REASON_RETURN }"},
                            "2020-06-01"));
  const base::Position before = fixture.head();
  const auto undone = Undo(fixture, fixture.last_import_id());
  CHECK_REASON(undone, kRuleBroken);
  CHECK(base::MessageOf(undone.status()).find(purchase) != std::string_view::npos);
  CHECK(fixture.head() == before);
}

TEST_CASE("a supplier that another import uses stays when its first import is undone") {
  ImportFixture fixture;
  CHECK(Counts(fixture.Import(Ledger(), kRows)) == "3 3 0 0 0");
  const std::string first = fixture.last_import_id();
  CHECK(Counts(fixture.Import(TestProfile("nhs-kico.json"),
                              "date,expensetype,expensearea,supplier,transactionnumber,amount\n"
                              "03-May-20,Goods,A,ACME LIMITED,1,40\n")) == "1 1 0 0 0");
  const auto undone = Undo(fixture, first);
  REQUIRE_OK(undone);
  CHECK(undone->kept == 1);
  CHECK(fixture.NetMinor() == 4000);
}

// More rows than one commit holds.
std::string ManyRows(int count, const std::string& amount = "10") {
  std::string text = "date,transactionnumber,supplier,expensearea,expensetype,amount\n";
  for (int at = 0; at < count; ++at) {
    text += "01/05/2020," + std::to_string(at) + ",Acme Ltd,A,Goods," + amount + "\n";
  }
  return text;
}

TEST_CASE("an undo that was stopped in the middle goes on with what is left") {
  ImportFixture fixture;
  CHECK(Counts(fixture.Import(Ledger(), ManyRows(5'000))) == "5000 5000 0 0 0");
  const std::string import_id = fixture.last_import_id();
  std::stop_source stop;
  std::vector<std::uint64_t> done;
  const auto observer = [&](const importing::UndoProgress& progress,
                            const importing::UndoOutcome& so_far) {
    CHECK(progress.events_total == 2 * 5'001);
    done.push_back(progress.events_done);
    if (so_far.voided >= 2'000) stop.request_stop();
  };
  const importing::UndoRequest request{
      .actor = fixture.Actor(), .import_id = import_id, .late_reason = ""};
  const auto stopped = importing::UndoImport(fixture.ledger(), request, stop.get_token(), observer);
  CHECK_REASON(stopped, kCancelled);
  CHECK(std::is_sorted(done.begin(), done.end()));
  const std::size_t voided = fixture.EventsOf("EventVoided").size();
  CHECK(voided > 0);
  CHECK(voided < 5'001);
  CHECK(fixture.EventsOf("ImportBatchUndone").empty());
  const auto rest = Undo(fixture, import_id);
  REQUIRE_OK(rest);
  CHECK(rest->voided == 5'001);
  CHECK(fixture.NetMinor() == 0);
  CHECK(fixture.EventsOf("EventVoided").size() == 5'001);
  const auto undone = fixture.EventsOf("ImportBatchUndone");
  REQUIRE(undone.size() == 1);
  CHECK(undone[0].payload->import_batch_undone().voided_count() == 5'001);
}

TEST_CASE("what an undo that was stopped had restored counts when it goes on") {
  constexpr int kRowsBefore = 5'000;
  constexpr int kRowsAfter = 2'500;  // with another amount; the rest is voided
  ImportFixture fixture;
  CHECK(Counts(fixture.Import(Ledger(), ManyRows(kRowsBefore))) == "5000 5000 0 0 0");
  ImportFixture::Options options;
  options.void_vanished = true;
  const auto run = fixture.Import(Ledger(), ManyRows(kRowsAfter, "20"), options);
  CHECK(Counts(run) == "2500 0 2500 0 0");
  CHECK(run->tally.counts.voided == kRowsBefore - kRowsAfter);
  const importing::UndoRequest request{
      .actor = fixture.Actor(), .import_id = fixture.last_import_id(), .late_reason = ""};
  // Once among the facts that are entered again, which come last and so first, and once among the
  // amendments that are taken back.
  for (const std::uint64_t restored : {1'000U, 3'500U}) {
    std::stop_source stop;
    const auto observer = [&](const importing::UndoProgress&,
                              const importing::UndoOutcome& so_far) {
      if (so_far.restored >= restored) stop.request_stop();
    };
    CHECK_REASON(importing::UndoImport(fixture.ledger(), request, stop.get_token(), observer),
                 kCancelled);
  }
  const auto rest = Undo(fixture, request.import_id);
  REQUIRE_OK(rest);
  CHECK(rest->restored == kRowsBefore);
  CHECK(rest->voided == 0);
  CHECK(fixture.NetMinor() == kRowsBefore * 1'000);
}

TEST_CASE("an undo goes on behind the call that asked for it, and the next call has its result") {
  ImportFixture fixture;
  CHECK(Counts(fixture.Import(Ledger(), ManyRows(5'000))) == "5000 5000 0 0 0");
  const importing::UndoRequest request{
      .actor = fixture.Actor(), .import_id = fixture.last_import_id(), .late_reason = ""};
  importing::ImportJobs imports(fixture.ledger(), 1, [](const importing::JobSnapshot&) {}, {});
  importing::UndoJobs undos(fixture.ledger(), imports);
  std::atomic<int> changes = 0;
  const auto begun = undos.Undo(request, std::chrono::microseconds(0));
  REQUIRE_OK(begun);
  CHECK_FALSE(begun->ended);
  const auto handle = undos.Watch(fixture.tenant, request.import_id, [&] { changes.fetch_add(1); });
  const auto joined = undos.Undo(request, std::chrono::hours(1));
  REQUIRE_OK(joined);
  CHECK(joined->ended);
  CHECK_OK(joined->status);
  CHECK(joined->outcome.voided == 5'001);
  CHECK(changes > 0);
  CHECK(fixture.NetMinor() == 0);
  const auto again = undos.Undo(request, std::chrono::hours(1));
  CHECK(again->outcome.already_undone);
  undos.Stop();
  CHECK_REASON(undos.Undo(request, std::chrono::hours(1)), kShuttingDown);
}

TEST_CASE("an import that the ledger does not have cannot be undone") {
  ImportFixture fixture;
  CHECK_REASON(Undo(fixture, "imp-nowhere"), kNotFound);
}

}  // namespace
}  // namespace anchorledger::testing
