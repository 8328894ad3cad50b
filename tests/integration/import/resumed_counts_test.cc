// What an import says of itself after it was cut off and made again: the same as one that was not.
#include <catch2/catch.hpp>
#include <functional>
#include <sstream>
#include <string>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "tests/support/import/import_fixture.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

using Profile = std::shared_ptr<const importing::CompiledProfile>;

constexpr int kRows = 6000;
constexpr std::size_t kCuts = 2;

// A file as it came first, and as it comes again with changes.
struct Files {
  std::string profile;
  std::string before;  // empty: the second one is the first
  std::string after;
  bool elsewhere = false;  // the first one belongs to another source
};

std::string Rows(const std::string& header,
                 const std::function<void(int, std::ostringstream&)>& row) {
  std::ostringstream text;
  text << header << "\n";
  for (int at = 0; at < kRows; ++at) row(at, text);
  return text.str();
}

// Without a key: rows that are equal, credits, rows that are wrong; then amounts change and rows
// vanish.
Files Ledgers(bool corrected) {
  const auto file = [](bool second) {
    return Rows("date,transactionnumber,supplier,expensearea,expensetype,amount",
                [second](int at, std::ostringstream& text) {
                  if (second && at % 5 == 0) return;
                  const int amount = (second && at % 3 == 0 ? 7000 : 1) + at / 2;
                  text << "01/05/2020," << at / 2 << ",Supplier " << at % 40 << ",A,Goods,"
                       << (at % 11 == 0 ? "-" : "") << (at % 97 == 0 ? "much" : "") << amount
                       << "\n";
                });
  };
  return {"nhs-royf", corrected ? file(false) : "", file(corrected)};
}

// With a key and a second event of some rows, which the later file adds to some and takes from
// others.
Files Loans(bool elsewhere) {
  const auto file = [elsewhere](bool second) {
    return Rows("loan,borrower,amount,rate_percent,months,committed_on,disbursed_on",
                [second, elsewhere](int at, std::ostringstream& text) {
                  const bool paid = second ? at % 3 != 0 : at % 2 == 0 && !elsewhere;
                  text << "L-" << at << ",Borrower " << at % 9 << ",20000,0,60,2020-06-01,"
                       << (paid ? "2020-06-15" : "") << "\n";
                });
  };
  return {"loans", file(false), file(true), elsewhere};
}

Profile ProfileOf(const Files& files) {
  return files.profile == "loans" ? ReadyProfile("loans") : TestProfile(files.profile + ".json");
}

std::string Text(const importing::RunProgress& progress) {
  const importing::RowCounts& counts = progress.tally.counts;
  std::ostringstream text;
  text << Counts(progress) << ", skipped " << counts.skipped << ", vanished " << counts.vanished
       << ", voided " << counts.voided << ", events " << counts.events;
  for (const auto& [type, events] : progress.tally.events()) text << "\n" << type << " " << events;
  for (const auto& [currency, money] : progress.tally.totals()) {
    text << "\n"
         << currency << " " << money.payment_count << " " << money.payments_minor << " "
         << money.credit_count << " " << money.credits_minor;
  }
  for (const auto& [kind, rows] : progress.tally.rejections()) {
    text << "\n" << kind.first << " " << kind.second << " " << rows;
  }
  text << "\nfrom " << progress.first.value();
  return text.str();
}

// The last record of an import in the ledger, as text without what tells one run from another.
std::string LastRecord(const ImportFixture& fixture) {
  event::v1::ImportBatchRecorded record =
      fixture.EventsOf("ImportBatchRecorded").back().payload->import_batch_recorded();
  // The file of a test has another name every time; positions move by the records of other runs.
  record.clear_file_name();
  record.clear_file_sha256();
  record.clear_last_position();
  return record.ShortDebugString();
}

base::Position LastOf(const ImportFixture& fixture, const std::string& import_id) {
  base::Position last;
  for (const domain::RecordedEvent& event : fixture.Events()) {
    if (event.header->batch_id() == import_id) last = event.position;
  }
  return last;
}

struct Outcome {
  std::string counts;
  std::string record;
  bool operator==(const Outcome&) const = default;
};

// Imports both files; the second one is cut off so many times first, each time a little later.
Outcome ImportWithCuts(const Files& files, std::size_t cuts) {
  ImportFixture fixture;
  const Profile profile = ProfileOf(files);
  auto earlier = std::make_shared<importing::CompiledProfile>(*profile);
  if (files.elsewhere) earlier->source = "elsewhere";
  if (!files.before.empty()) CHECK_OK(fixture.Import(earlier, files.before).status());
  ImportFixture::Options options{.void_vanished = true, .import_id = "imp-cut"};
  for (std::size_t cut = 0; cut < cuts; ++cut) {
    const base::Position before = fixture.head();
    options.stop_when = [&](const importing::RunProgress&) {
      return fixture.head() > before.Plus(300);
    };
    CHECK_REASON(fixture.Import(profile, files.after, options), kCancelled);
  }
  options.stop_when = nullptr;
  const auto run = fixture.Import(profile, files.after, options);
  REQUIRE_OK(run);
  CHECK(run->last == LastOf(fixture, options.import_id));
  const std::string record = LastRecord(fixture);
  options.import_id = "imp-again";
  const auto again = fixture.Import(profile, files.after, options);
  REQUIRE_OK(again);
  CHECK(again->tally.counts.events == 0);
  return {Text(*run), record};
}

TEST_CASE("an import that was cut off twice has the counts of one that was not") {
  const auto [name, files] = GENERATE(table<std::string, Files>({
      {"a new file without a key", Ledgers(false)},
      {"a corrected file without a key", Ledgers(true)},
      {"a corrected file with a key and rows of two events", Loans(false)},
      {"rows that another source has begun", Loans(true)},
  }));
  INFO(name);
  const Outcome undisturbed = ImportWithCuts(files, 0);
  const Outcome resumed = ImportWithCuts(files, kCuts);
  CHECK(resumed.counts == undisturbed.counts);
  CHECK(resumed.record == undisturbed.record);
}

}  // namespace
}  // namespace anchorledger::testing
