// Imports the published ledgers and the loan tape, which are not part of this repository, and
// compares with sums that were computed without this code.
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "anchorledger/event/v1/envelope.pb.h"
#include "tests/support/import/import_fixture.h"
#include "tests/support/skip.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_data.h"

namespace anchorledger::testing {
namespace {

namespace pb = anchorledger::event::v1;
using nlohmann::json;

json ReadJson(const std::filesystem::path& path) {
  std::ifstream file(path);
  return json::parse(file);
}

struct Ledger {
  std::string key;  // in expected.json
  std::string file;
  std::string profile;
};

TEST_CASE("the ledgers of three hospital trusts add up to the penny") {
  const auto folder = FindTestData("nhs-payments");
  if (!folder.has_value()) AL_SKIP("nhs-payments is not there");
  const json expected = ReadJson(*folder / "expected.json");
  const Ledger ledger = GENERATE(values<Ledger>({
      {"bart", "bart-2020-21.csv", "nhs-bart.json"},
      {"kico", "kico-2020-21.csv", "nhs-kico.json"},
      {"royf", "royf-2020-21.csv", "nhs-royf.json"},
  }));
  const json& wanted = expected[ledger.key];
  INFO(ledger.key);
  ImportFixture fixture;
  const auto suppliers =
      fixture.ImportFile(TestProfile("suppliers.json"), (*folder / "suppliers.csv").string(), {});
  REQUIRE_OK(suppliers);
  CHECK(suppliers->tally.counts.rejected == 0);
  const auto profile = TestProfile(ledger.profile);
  const std::string path = (*folder / ledger.file).string();
  const auto dry = fixture.ImportFile(profile, path, {.dry_run = true});
  const base::Position before = fixture.head();
  const auto real = fixture.ImportFile(profile, path, {});
  REQUIRE_OK(dry);
  REQUIRE_OK(real);

  CHECK(Counts(*dry) == Counts(*real));
  CHECK(dry->tally.counts.events == real->tally.counts.events);
  CHECK(real->tally.counts.read == wanted["rows"].get<std::uint64_t>());
  CHECK(real->tally.counts.rejected == wanted["unreadable_amount_rows"].get<std::uint64_t>());
  CHECK(real->tally.counts.created + real->tally.counts.rejected == real->tally.counts.read);
  const importing::MoneyTotals& totals = real->tally.totals().at("GBP");
  CHECK(totals.payment_count == wanted["payment_rows"].get<std::uint64_t>());
  CHECK(totals.payments_minor == wanted["payments_pence"].get<std::int64_t>());
  CHECK(totals.credit_count == wanted["credit_rows"].get<std::uint64_t>());
  CHECK(totals.credits_minor == wanted["credits_pence"].get<std::int64_t>());
  CHECK(totals.net_minor() == wanted["net_pence"].get<std::int64_t>());
  CHECK(totals.unmatched_credit_count == totals.credit_count);
  CHECK(fixture.Credits().size() == totals.credit_count);

  const json& classes = wanted["net_by_class_pence"];
  CHECK(fixture.NetMinor() == wanted["net_pence"].get<std::int64_t>());
  CHECK(fixture.NetMinorOfClass("SUPPLIER_CLASS_NONPROFIT") == classes["nonprofit"]);
  CHECK(fixture.NetMinorOfClass("SUPPLIER_CLASS_PUBLIC") == classes["public"]);

  const base::Position after = fixture.head();
  const auto again = fixture.ImportFile(profile, path, {});
  REQUIRE_OK(again);
  CHECK(again->tally.counts.unchanged + again->tally.counts.rejected == again->tally.counts.read);
  CHECK(again->tally.counts.events == 0);
  CHECK(again->tally.totals().at("GBP").net_minor() == totals.net_minor());
  CHECK(fixture.head() == after.Plus(2));  // the records of the batch
  CHECK(before < after);
}

TEST_CASE("the row whose amount cannot be read comes back whole") {
  const auto folder = FindTestData("nhs-payments");
  if (!folder.has_value()) AL_SKIP("nhs-payments is not there");
  ImportFixture fixture;
  const auto run =
      fixture.ImportFile(TestProfile("nhs-royf.json"), (*folder / "royf-2020-21.csv").string(), {});
  REQUIRE_OK(run);
  const auto rejected = fixture.Rejected();
  REQUIRE(rejected.size() == 1);
  CHECK(rejected[0].problem.column == "amount");
  CHECK(rejected[0].problem.code == "VALUE_MISSING");
  CHECK(rejected[0].values == std::vector<std::string>{"24/04/2020", "1357004", "Medtronic Ltd",
                                                       "Bh:Paediatric Diabetes",
                                                       "Med&Surg Equipment", ""});
}

TEST_CASE("the loan tape adds up, with equal rows as different loans") {
  const auto folder = FindTestData("sba-ppp");
  if (!folder.has_value()) AL_SKIP("sba-ppp is not there");
  const json wanted = ReadJson(*folder / "expected.json")["ri-under-150k"];
  ImportFixture fixture;
  const auto run =
      fixture.ImportFile(TestProfile("sba-ppp.json"), (*folder / "ri-under-150k.csv").string(), {});
  REQUIRE_OK(run);
  for (const importing::NotedRow& row : fixture.Rejected()) {
    UNSCOPED_INFO(row.line << " " << row.problem.code << " " << row.problem.message);
    if (row.line > 100) break;
  }
  CHECK(run->tally.counts.created == wanted["rows"].get<std::uint64_t>());
  CHECK(run->tally.totals().at("USD").payments_minor == wanted["total_cents"].get<std::int64_t>());
  std::map<std::string, std::string> zip_of;
  std::set<std::string> nonprofit;
  std::map<std::string, std::int64_t> by_zip;
  std::map<std::string, std::string> payee_of;
  std::int64_t jobs = 0;
  std::int64_t nonprofit_cents = 0;
  std::size_t lenders = 0;
  for (const domain::RecordedEvent& event : fixture.Events()) {
    if (event.payload->has_partner_onboarded()) {
      const pb::PartnerOnboarded& partner = event.payload->partner_onboarded();
      lenders += partner.kind() == pb::PARTNER_KIND_BANK ? 1 : 0;
      zip_of[partner.partner_id()] = partner.home_geo().code();
      if (partner.legal_form() == pb::LEGAL_FORM_NONPROFIT) nonprofit.insert(partner.partner_id());
    }
    if (event.payload->has_investment_committed()) {
      const pb::InvestmentCommitted& commitment = event.payload->investment_committed();
      payee_of[commitment.investment_id()] = commitment.payee_org_id();
    }
    if (event.payload->has_loan_disbursed()) {
      const pb::LoanDisbursed& loan = event.payload->loan_disbursed();
      const std::string& payee = payee_of.at(loan.investment_id());
      by_zip[zip_of.at(payee)] += loan.amount().minor();
      if (nonprofit.contains(payee)) nonprofit_cents += loan.amount().minor();
    }
    if (event.payload->has_jobs_reported()) jobs += event.payload->jobs_reported().headcount();
  }
  CHECK(jobs == wanted["jobs_retained"].get<std::int64_t>());
  CHECK(nonprofit.size() == wanted["nonprofit_loans"].get<std::size_t>());
  CHECK(nonprofit_cents == wanted["nonprofit_cents"].get<std::int64_t>());
  CHECK(by_zip.size() == wanted["distinct_zips"].get<std::size_t>());
  for (const auto& [zip, cents] : wanted["top_zips_cents"].items()) CHECK(by_zip[zip] == cents);
  CHECK(lenders > 100);
}

}  // namespace
}  // namespace anchorledger::testing
