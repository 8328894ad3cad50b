// What a dry run says would change in the metrics is what QueryMetrics answers before and after the
// import of the same file, cell by cell, for those who may see everything and for those who may
// not.
#include <catch2/catch.hpp>
#include <cstdint>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "anchorledger/api/v1/metrics.grpc.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "tests/support/import/import_client.h"

namespace anchorledger::testing {
namespace {

namespace api = anchorledger::api::v1;

constexpr int kFirstYear = 2018;
constexpr int kLastYear = 2027;
constexpr int kMetricsMax = 100;

// A cell by what it is about: fiscal year (empty: all time), metric, whether it is of a group, the
// group, the currency.
using CellName = std::tuple<std::string, std::string, bool, std::string, std::string>;
using Cells = std::map<CellName, std::string>;

std::string Shown(api::MetricCell cell) {
  cell.clear_as_of_position();
  return cell.SerializeAsString();
}

CellName NameOf(const std::string& year, const std::string& metric, bool grouped,
                const api::MetricCell& cell) {
  std::string group;
  for (const api::GroupKey& key : cell.group()) group += key.key() + "/";
  return {year, metric, grouped, group, cell.currency()};
}

// What was there, and what is.
using Change = std::pair<std::optional<std::string>, std::optional<std::string>>;
using Changes = std::map<CellName, Change>;

Changes Between(const Cells& before, const Cells& after) {
  Changes changes;
  for (const auto& [name, cell] : before) changes[name].first = cell;
  for (const auto& [name, cell] : after) changes[name].second = cell;
  std::erase_if(changes,
                [](const auto& entry) { return entry.second.first == entry.second.second; });
  return changes;
}

class Forecast {
 public:
  Forecast()
      : metrics_(api::MetricsService::NewStub(client_.server().channel())),
        own_(client_.server().Token()),
        other_(client_.server().Token({security::Role::kStw}, "steward-1")) {}

  ImportClient& client() { return client_; }

  // The whole file dry first, then in earnest: what was foretold has to come true. Returns how many
  // changes were foretold to the anchor.
  std::size_t Check(const std::string& profile, const std::string& text,
                    api::StartImportRequest request = {}) {
    const std::string number = std::to_string(++files_);
    client_.Upload("upload-000" + number, text);
    request.set_upload_id("upload-000" + number);
    request.set_request_id("request-000" + number);
    *request.mutable_profile() = ProfileFrom(profile);
    request.set_anchor_id(kAnchor);
    const Cells own_before = Ask(own_);
    const Cells other_before = Ask(other_);
    const base::Position head = client_.server().log().Head().position;

    const Changes own_foretold = Foretold(request, own_);
    const Changes other_foretold = Read(dry_run_, other_);
    CHECK(client_.server().log().Head().position == head);
    CHECK(Between(own_before, Ask(own_)).empty());

    Run(request, /*dry_run=*/false);
    CHECK(own_foretold == Between(own_before, Ask(own_)));
    CHECK(other_foretold == Between(other_before, Ask(other_)));
    return own_foretold.size();
  }

  api::Import Run(api::StartImportRequest request, bool dry_run) {
    request.set_dry_run(dry_run);
    api::Import import;
    const grpc::Status status = client_.Start(request, &import);
    INFO(status.error_message() << status.error_details());
    REQUIRE(status.ok());
    import = client_.WaitFor(import.import_id()).import();
    INFO(import.DebugString());
    REQUIRE(import.state() == api::IMPORT_STATE_COMPLETED);
    CHECK(import.counts().rejected() == 0);
    return import;
  }

  grpc::Status List(const std::string& import_id, const std::string& token, std::string page_token,
                    api::ListMetricChangesResponse* page) {
    api::ListMetricChangesRequest request;
    request.set_import_id(import_id);
    request.set_page_size(7);
    request.set_page_token(std::move(page_token));
    const auto context = Context(token);
    return client_.stub().ListMetricChanges(context.get(), request, page);
  }

  const std::string& own() const { return own_; }

 private:
  Changes Foretold(const api::StartImportRequest& request, const std::string& token) {
    dry_run_ = Run(request, /*dry_run=*/true).import_id();
    return Read(dry_run_, token);
  }

  Changes Read(const std::string& import_id, const std::string& token) {
    Changes changes;
    std::string next;
    std::uint64_t count = 0;
    do {
      api::ListMetricChangesResponse page;
      const grpc::Status status = List(import_id, token, next, &page);
      INFO(status.error_message());
      REQUIRE(status.ok());
      INFO(page.failure());
      REQUIRE(page.state() == api::METRIC_CHANGES_STATE_COMPUTED);
      CHECK(page.computed_at() == client_.server().log().Head().position.value());
      for (const api::MetricChange& change : page.changes()) {
        CHECK(change.anchor_id() == kAnchor);
        Change& entry =
            changes[NameOf(change.fiscal_year(), change.metric_id(), change.by_partnership(),
                           change.has_after() ? change.after() : change.before())];
        if (change.has_before()) entry.first = Shown(change.before());
        if (change.has_after()) entry.second = Shown(change.after());
        if (change.by_partnership()) CHECK_FALSE(change.partnership_id().empty());
        ++count;
      }
      next = page.next_page_token();
      if (next.empty()) CHECK(page.changes_total() == count);
    } while (!next.empty());
    CHECK(changes.size() == count);
    return changes;
  }

  // Every cell of every metric, over all time and in each fiscal year.
  Cells Ask(const std::string& token) {
    Cells cells;
    AskOne("", token, cells);
    for (int year = kFirstYear; year <= kLastYear; ++year) {
      AskOne("FY" + std::to_string(year), token, cells);
    }
    return cells;
  }

  void AskOne(const std::string& year, const std::string& token, Cells& cells) {
    api::QueryMetricsRequest request;
    api::MetricQuery& query = *request.mutable_query();
    if (!year.empty()) {
      const base::Period days = base::DaysOfFiscalYear(std::stoi(year.substr(2)), {4, 1});
      query.mutable_from()->set_days(days.from.days);
      query.mutable_to()->set_days(days.to.days);
    }
    query.add_group_by(api::METRIC_DIMENSION_PARTNERSHIP);
    query.mutable_filter()->add_anchor_ids(kAnchor);
    query.set_min_position(client_.server().log().Head().position.value());
    for (const std::string& id : MetricIds(token)) request.add_metric_ids(id);
    REQUIRE(request.metric_ids_size() <= kMetricsMax);
    api::QueryMetricsResponse response;
    const auto context = Context(token);
    const grpc::Status status = metrics_->QueryMetrics(context.get(), request, &response);
    INFO(status.error_message() << status.error_details());
    REQUIRE(status.ok());
    for (const api::MetricResult& result : response.results()) {
      for (const api::MetricCell& cell : result.totals()) {
        cells[NameOf(year, result.metric_id(), false, cell)] = Shown(cell);
      }
      for (const api::MetricCell& cell : result.cells()) {
        cells[NameOf(year, result.metric_id(), true, cell)] = Shown(cell);
      }
    }
  }

  const std::vector<std::string>& MetricIds(const std::string& token) {
    if (!ids_.empty()) return ids_;
    api::ListMetricsRequest request;
    request.set_page_size(1000);
    api::ListMetricsResponse response;
    const auto context = Context(token);
    REQUIRE(metrics_->ListMetrics(context.get(), request, &response).ok());
    for (const auto& metric : response.metrics()) {
      if (ids_.empty() || ids_.back() != metric.id()) ids_.push_back(metric.id());
    }
    return ids_;
  }

  ImportClient client_;
  std::unique_ptr<api::MetricsService::Stub> metrics_;
  const std::string own_;
  const std::string other_;
  std::vector<std::string> ids_;
  std::string dry_run_;
  int files_ = 0;
};

const char* const kPurchases = "deploy/profiles/purchases.json";
const char* const kInvoices =
    "invoice,date,supplier,amount,reverses,category,construction,addressable\n";

TEST_CASE("new, amended and reversed purchases change the metrics as the dry run said") {
  Forecast forecast;
  const std::string first = std::string(kInvoices) +
                            "1,2020-05-01,Acme Ltd,100.50,,food,,\n"
                            "2,2020-06-01,Acme Ltd,200,,food,yes,\n"
                            "3,2021-07-01,Bolt Co,300,,food,,no\n";
  CHECK(forecast.Check(kPurchases, first) > 0);
  CHECK(forecast.Check(kPurchases, first) == 0);  // the ledger has it already

  // Another amount, another day in another fiscal year, another supplier; a return of an invoice of
  // the ledger and one of the file, a credit that names nothing.
  CHECK(forecast.Check(kPurchases, std::string(kInvoices) +
                                       "1,2020-05-01,Acme Ltd,150.50,,food,,\n"
                                       "2,2022-06-01,Acme Ltd,200,,food,no,\n"
                                       "3,2021-07-01,Cara plc,300,,food,,yes\n"
                                       "4,2022-08-01,Cara plc,70,,food,,\n"
                                       "5,2022-09-01,Acme Ltd,-50,1,food,,\n"
                                       "6,2022-09-02,Cara plc,-20,4,food,,\n"
                                       "7,2022-09-03,Bolt Co,-5,unknown,food,,\n") > 0);
}

TEST_CASE("rows without a key that vanished or changed change the metrics as the dry run said") {
  Forecast forecast;
  const std::string head = "date,transactionnumber,supplier,expensearea,expensetype,amount\n";
  api::StartImportRequest request;
  request.mutable_period()->mutable_from()->set_days(18353);
  request.mutable_period()->mutable_to()->set_days(18717);
  request.set_void_vanished(true);
  const std::string profile = "tests/support/profiles/nhs-royf.json";
  CHECK(forecast.Check(profile,
                       head + "01/05/2020,1,Acme Ltd,A,Goods,100.50\n"
                              "02/05/2020,2,Acme Ltd,A,Goods,40\n"
                              "03/05/2020,3,Bolt Co,A,Goods,-20\n"
                              "04/05/2020,4,Bolt Co,A,Goods,60\n",
                       request) > 0);
  // The first is amended, the second has vanished, and there is a new one.
  CHECK(forecast.Check(profile,
                       head + "01/05/2020,1,Acme Ltd,A,Goods,101.50\n"
                              "03/05/2020,3,Bolt Co,A,Goods,-20\n"
                              "04/05/2020,4,Bolt Co,A,Goods,60\n"
                              "05/05/2020,5,Dell,A,Goods,7\n",
                       request) > 0);
}

TEST_CASE("a class that a supplier turns out to hold moves what was bought before") {
  Forecast forecast;
  CHECK(forecast.Check(kPurchases, std::string(kInvoices) + "1,2019-05-01,Acme Ltd,100,,food,,\n"
                                                            "2,2021-05-01,Acme Ltd,200,,food,,\n"
                                                            "3,2021-05-02,Bolt Co,400,,food,,\n") >
        0);
  api::StartImportRequest request;
  forecast.client().Upload("certificates",
                           "supplier,class,certificate,valid_from,valid_to\n"
                           "Acme Ltd,mbe,c-1,2019-01-01,2020-12-31\n");
  api::LookupUpload& lookup = *request.add_lookups();
  lookup.set_table("certificates");
  lookup.set_upload_id("certificates");
  CHECK(forecast.Check("deploy/profiles/suppliers.json",
                       "supplier,since\nAcme Ltd,2019-01-01\nBolt Co,2019-01-01\n", request) > 0);
}

TEST_CASE("hires change the metrics as the dry run said, small counts hidden from others") {
  Forecast forecast;
  forecast.client().Record({GeographyDefined("geo-1", "local", {"zcta5:02119"}, "2018-01-01"),
                            PartnerOnboarded("coop-1", "worker_coop", "2018-01-01"),
                            PartnershipProposed("laundry", "2018-02-01", "coop-1"),
                            PhaseEntered("laundry", "motivation", "2018-02-01", "begun")});
  const std::string head = "cohort,hired_on,zip,hires,education,job_family,fte,wage,benefits\n";
  const std::string profile = "deploy/profiles/hires.json";
  CHECK(forecast.Check(profile, head + "c-1,2020-05-01,02119,40,none,31,1,15.50,yes\n"
                                       "c-2,2021-05-01,02120,5,high school,31,1,17,yes\n") > 0);
  api::StartImportRequest request;
  request.set_partnership_id("laundry");
  CHECK(forecast.Check(profile,
                       head + "c-3,2021-06-01,02119,3,none,31,1,16,yes\n"
                              "c-4,2022-06-01,,30,none,31,1,16,no\n",
                       request) > 0);
}

TEST_CASE("loans change balances of later years, too, as the dry run said") {
  Forecast forecast;
  const std::string head = "loan,borrower,committed_on,disbursed_on,amount,rate_percent,months\n";
  const std::string profile = "deploy/profiles/loans.json";
  CHECK(forecast.Check(profile, head + "l-1,Grocer,2019-05-01,2019-06-01,100000,2.5,60\n"
                                       "l-2,Land Trust,2021-05-01,,50000,0,120\n") > 0);
  CHECK(forecast.Check(profile, head + "l-1,Grocer,2019-05-01,2019-06-01,100000,3,60\n"
                                       "l-2,Land Trust,2021-05-01,2022-04-05,50000,0,120\n") > 0);
}

TEST_CASE("rows that touch more years than can be asked about have no changes, and say why") {
  Forecast forecast;
  std::string text = kInvoices;
  for (int year = 1930; year < 2000; ++year) {
    text += std::to_string(year) + "," + std::to_string(year) + "-05-01,Acme Ltd,10,,food,,\n";
  }
  forecast.client().Upload("upload-0001", text);
  api::StartImportRequest request;
  request.set_upload_id("upload-0001");
  request.set_request_id("request-0001");
  *request.mutable_profile() = ProfileFrom(kPurchases);
  request.set_anchor_id(kAnchor);
  const api::Import dry = forecast.Run(request, /*dry_run=*/true);
  api::ListMetricChangesResponse page;
  REQUIRE(forecast.List(dry.import_id(), forecast.own(), "", &page).ok());
  CHECK(page.state() == api::METRIC_CHANGES_STATE_TOO_MANY_PERIODS);
  CHECK(page.limit() == 64);
  CHECK(page.changes().empty());
  CHECK(page.changes_total() == 0);
}

TEST_CASE("only a dry run that has ended has changes, and it may leave them out") {
  Forecast forecast;
  api::ListMetricChangesResponse page;
  CHECK(forecast.List("dry-none", forecast.own(), "", &page).error_code() ==
        grpc::StatusCode::NOT_FOUND);

  forecast.client().Upload("upload-0001", std::string(kInvoices) + "1,2020-05-01,Acme,1,,f,,\n");
  api::StartImportRequest request;
  request.set_upload_id("upload-0001");
  request.set_request_id("request-0001");
  *request.mutable_profile() = ProfileFrom(kPurchases);
  request.set_anchor_id(kAnchor);
  request.set_leave_out_metric_changes(true);
  const api::Import left_out = forecast.Run(request, /*dry_run=*/true);
  REQUIRE(forecast.List(left_out.import_id(), forecast.own(), "", &page).ok());
  CHECK(page.state() == api::METRIC_CHANGES_STATE_LEFT_OUT);
  CHECK(page.changes().empty());
  CHECK(page.events() == left_out.counts().events());

  const api::Import real = forecast.Run(request, /*dry_run=*/false);
  CHECK(forecast.List(real.import_id(), forecast.own(), "", &page).error_code() ==
        grpc::StatusCode::FAILED_PRECONDITION);
  const std::string partner = forecast.client().server().Token({security::Role::kPar}, "partner-1");
  CHECK(forecast.List(left_out.import_id(), partner, "", &page).error_code() ==
        grpc::StatusCode::PERMISSION_DENIED);
}

}  // namespace
}  // namespace anchorledger::testing
