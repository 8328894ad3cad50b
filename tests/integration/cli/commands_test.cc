// Commands of the client against a server in the same process.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "anchorledger/api/v1/event.grpc.pb.h"
#include "clients/cli/app.h"
#include "clients/cli/output/report.h"
#include "proto/wire/status_wire.h"
#include "tests/support/server/sample_requests.h"
#include "tests/support/server/test_server.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::cli {
namespace {

using testing::PurchaseEvent;

// One anchor, one supplier and three purchases: positions 1 to 5.
class Ledger {
 public:
  Ledger() {
    std::ofstream(folder_ / "token") << server_.Token();
    const auto request = testing::AppendRequest(
        "setup-0001", testing::AnchorEvent(testing::kAnchor), testing::SupplierEvent("s-1"),
        PurchaseEvent("p-1", "s-1", 100'000, testing::kAnchor),
        PurchaseEvent("p-2", "s-1", 20'000, testing::kAnchor),
        PurchaseEvent("p-3", "s-1", 3'000, testing::kAnchor));
    Append(request);
  }

  template <class... Events>
  void Append(const std::string& request_id, const Events&... events) {
    Append(testing::AppendRequest(request_id, events...));
  }
  void Append(const api::v1::AppendEventsRequest& request) {
    const auto stub = api::v1::EventService::NewStub(server_.channel());
    const auto context = testing::Context(server_.Token());
    api::v1::AppendEventsResponse response;
    REQUIRE_OK(wire::FromGrpcStatus(stub->AppendEvents(context.get(), request, &response)));
  }

  struct Run {
    ExitCode code;
    std::string out;
    std::string err;
  };
  Run Client(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--server", "127.0.0.1:" + std::to_string(server_.port()),
                                         "--token-file", folder_ / "token"});
    std::ostringstream out;
    std::ostringstream err;
    const ExitCode code = RunClient(arguments, {out, err});
    INFO(err.str());
    return {code, out.str(), err.str()};
  }
  Json Answer(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--output", "json"});
    const Run run = Client(std::move(arguments));
    INFO(run.err);
    REQUIRE(run.code == ExitCode::kOk);
    return Json::parse(run.out);
  }
  // Spend as it is once the event at the position counts.
  std::int64_t Spend(std::uint64_t position) {
    return Answer({"metrics", "query", "--metric", "P-01", "--min-position",
                   std::to_string(position)})["cells"][0]["value"]
        .get<std::int64_t>();
  }
  std::string File(const std::string& name) const { return folder_ / name; }

 private:
  const testing::TempFolder folder_;
  testing::TestServer server_;
};

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("one of the directory is a table for people, and JSON for programs") {
  Ledger ledger;
  const auto shown = ledger.Client({"suppliers", "show", "s-1", "--min-position", "5"});
  REQUIRE(shown.code == ExitCode::kOk);
  CHECK(Has(shown.out, "supplier.supplier_id"));
  CHECK_FALSE(Has(shown.out, "{"));
  const Json answer = ledger.Answer({"suppliers", "show", "s-1"});
  CHECK(answer["supplier"]["supplier_id"] == "s-1");
}

TEST_CASE("a link for a report is made and shown once, listed, and ended; twice is no error") {
  Ledger ledger;
  CHECK(ledger.Client({"admin", "report-links", "create", "no-such"}).code == ExitCode::kNoRight);
  ledger.Append("due-0001", testing::PartnerEvent("p-1", "Corner Bakery"),
                testing::ReportDueEvent("r-1", "p-1", "jobs"));
  const Json made =
      ledger.Answer({"admin", "report-links", "create", "r-1", "--web", "https://ledger.example"});
  const std::string secret = made["secret"];
  CHECK(made["address"] == "https://ledger.example/r#" + secret);
  const std::string id = made["link"]["link_id"];
  CHECK(secret.substr(0, 16) == id);
  const Ledger::Run listed = ledger.Client({"admin", "report-links", "list", "--report", "r-1"});
  CHECK(Has(listed.out, id));
  CHECK(Has(listed.out, "open"));
  CHECK_FALSE(Has(listed.out, secret.substr(17)));
  for (int times = 0; times < 2; ++times) {
    CHECK(ledger.Client({"admin", "report-links", "revoke", id}).code == ExitCode::kOk);
  }
  CHECK(Has(ledger.Client({"admin", "report-links", "list"}).out, "revoked"));
  const Ledger::Run wrong =
      ledger.Client({"admin", "report-links", "create", "r-1", "--expires-at", "tomorrow"});
  CHECK(wrong.code == ExitCode::kUsage);
}

TEST_CASE("an event is amended by field and value, twice, without knowing what was in force") {
  Ledger ledger;
  CHECK(ledger.Spend(5) == 123'000);
  const Json dry = ledger.Answer(
      {"events", "amend", "3", "amount=2000.00 USD", "--reason", "typo", "--validate-only"});
  CHECK(dry["position"] == 0);
  CHECK(ledger.Spend(5) == 123'000);
  const Json first =
      ledger.Answer({"events", "amend", "3", "amount=2000.00 USD", "--reason", "typo"});
  CHECK(first["changes"][0]["old"] == R"({"minor":"100000","currency":"USD"})");
  CHECK(ledger.Spend(first["position"].get<std::uint64_t>()) == 223'000);
  const Json second = ledger.Answer({"events", "amend", "3", "amount.minor=50000",
                                     "is_construction=true", "--reason", "late_info"});
  CHECK(second["changes"][0]["old"] == "\"200000\"");
  CHECK(ledger.Spend(second["position"].get<std::uint64_t>()) == 73'000);
}

TEST_CASE("an event is voided with a reason, and what is wrong is said") {
  Ledger ledger;
  const Json voided = ledger.Answer({"events", "void", "4", "--reason", "duplicate"});
  CHECK(ledger.Spend(voided["position"].get<std::uint64_t>()) == 103'000);
  const auto nothing = ledger.Client({"events", "void", "4711", "--reason", "duplicate"});
  CHECK(nothing.code == ExitCode::kNotFound);
  const auto reason = ledger.Client({"events", "void", "4", "--reason", "boredom"});
  CHECK(reason.code == ExitCode::kUsage);
  CHECK(Has(reason.err, "--reason"));
  const auto same = ledger.Client({"events", "amend", "3", "colour=red", "--reason", "typo"});
  CHECK(Has(same.err, "colour"));
}

TEST_CASE("an event is voided by its id, which names one log only") {
  Ledger ledger;
  const std::string log = ledger.Answer({"admin", "info"})["log_id"];
  const Json voided = ledger.Answer({"events", "void", log + "-4", "--reason", "duplicate"});
  CHECK(voided["target_position"] == 4);
  CHECK(ledger.Spend(voided["position"].get<std::uint64_t>()) == 103'000);
  const Json amended =
      ledger.Answer({"events", "amend", log + "-3", "amount=2000.00 USD", "--reason", "typo"});
  CHECK(amended["target_position"] == 3);
  const auto other =
      ledger.Client({"events", "void", "0000000000000000-5", "--reason", "duplicate"});
  CHECK(other.code == ExitCode::kNotFound);
  CHECK(Has(other.err, "the server has log " + log));
  CHECK(ledger.Client({"events", "void", "five", "--reason", "duplicate"}).code ==
        ExitCode::kUsage);
}

TEST_CASE("every violation of a large request is said, however many there are") {
  Ledger ledger;
  constexpr int kEvents = 400;
  Json events = Json::array();
  for (int i = 0; i < kEvents; ++i) {
    events.push_back(
        {{"payload", {{"supplier_registered", {{"supplier_id", "s-" + std::to_string(i)}}}}}});
  }
  std::ofstream(ledger.File("events.json")) << events;
  const auto run = ledger.Client({"append", ledger.File("events.json")});
  CHECK(run.code == ExitCode::kRefused);
  CHECK(Has(run.err, "event 1,"));
  CHECK(Has(run.err, "event " + std::to_string(kEvents) + ","));
}

TEST_CASE("an explanation is fetched by pages, whole with --all, and never cut in silence") {
  Ledger ledger;
  const std::vector<std::string> explain = {"metrics", "explain", "--metric",
                                            "P-01",    "--limit", "2"};
  const auto with = [&](const std::vector<std::string>& more) {
    std::vector<std::string> arguments = explain;
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  };
  CHECK(ledger.Spend(5) == 123'000);
  const Json page = ledger.Answer(explain);
  CHECK(page["contributions"].size() == 2);
  const Json rest =
      ledger.Answer(with({"--page-token", page["next_page_token"].get<std::string>()}));
  CHECK(rest["contributions"].size() == 1);
  CHECK(ledger.Answer(with({"--all"}))["contributions"].size() == 3);
  const auto table = ledger.Client(explain);
  CHECK(Has(table.out, "1,000.00 USD"));
  CHECK(Has(table.out, "Shown: 2 of 3"));
  const auto csv = ledger.Client(with({"-o", "csv"}));
  CHECK(Has(csv.out, "numerator,denominator,currency"));
  CHECK(Has(csv.err, "--page-token"));
}

api::v1::ProposedEvent WorkerOwned(const std::string& supplier_id) {
  constexpr std::int32_t kFirstOf2024 = 19'723;
  api::v1::ProposedEvent event;
  auto& classified = *event.mutable_payload()->mutable_supplier_classified();
  classified.set_supplier_id(supplier_id);
  classified.set_class_(event::v1::SUPPLIER_CLASS_WORKER_OWNED);
  classified.set_pct_owned_bp(10'000);
  classified.set_certifier(event::v1::CLASS_CERTIFIER_STATE);
  classified.mutable_valid_from()->set_days(kFirstOf2024);
  event.mutable_effective_on()->set_days(kFirstOf2024);
  event.mutable_any();
  return event;
}

TEST_CASE("one supplier's figures are asked for by its id, and each is explained") {
  Ledger ledger;
  ledger.Append("more-0001", testing::SupplierEvent("s-2"), WorkerOwned("s-1"), WorkerOwned("s-2"),
                PurchaseEvent("p-4", "s-2", 7'000, testing::kAnchor));
  const auto spend = [&](const std::vector<std::string>& of) {
    std::vector<std::string> arguments = {"metrics", "query",          "--metric",
                                          "P-10",    "--min-position", "9"};
    arguments.insert(arguments.end(), of.begin(), of.end());
    return ledger.Answer(arguments)["cells"][0]["value"].get<std::int64_t>();
  };
  CHECK(spend({}) == 130'000);
  CHECK(spend({"--supplier", "s-1"}) == 123'000);
  CHECK(spend({"--supplier", "s-2"}) == 7'000);
  const Json explained =
      ledger.Answer({"metrics", "explain", "--metric", "P-10", "--supplier", "s-2"});
  CHECK(explained["contributions"].size() == 1);
  const auto unknown = ledger.Client({"metrics", "query", "--metric", "P-10", "--supplier", "s-9"});
  CHECK(unknown.code != ExitCode::kOk);
  CHECK(Has(unknown.err, "ListSuppliers"));
  const auto other =
      ledger.Client({"metrics", "query", "--metric", "P-10", "--investment", "loan-1"});
  CHECK(Has(other.err, "metric P-10"));
  CHECK(Has(ledger.Client({"metrics", "query", "--help"}).out, "--investment"));
}

TEST_CASE("spans of time have a total of the whole window") {
  Ledger ledger;
  CHECK(ledger.Spend(5) == 123'000);
  const Json answer = ledger.Answer({"metrics", "query", "--metric", "P-01", "--by", "quarter",
                                     "--from", "2024-01-01", "--to", "2024-12-31"});
  CHECK(answer["cells"].size() == 4);
  REQUIRE(answer["totals"].size() == 1);
  CHECK(answer["totals"][0]["value"] == 123'000);
}

TEST_CASE("watching events honours the form asked for") {
  Ledger ledger;
  const auto run = ledger.Client(
      {"events", "watch", "--until-caught-up", "--type", "PurchaseRecorded", "-o", "csv"});
  CHECK(run.code == ExitCode::kOk);
  CHECK(run.out.starts_with("position,recorded_at,effective_on,event_type"));
  CHECK(std::count(run.out.begin(), run.out.end(), '\n') == 4);
}

const char* const kRowsProfile = R"({
    "name": "rows", "source": "rows", "values": {"currency": "USD"},
    "emits": [{"event": "PurchaseRecorded", "fields": [
      {"field": "purchase_id", "value": {"row_id": {"prefix": "p"}}},
      {"field": "supplier_id", "value": {"constant": "s-1"}},
      {"field": "invoice_date", "value": {"column": "date"}},
      {"field": "amount", "value": {"column": "amount"}},
      {"field": "category.scheme", "value": {"constant": "internal"}},
      {"field": "category.code", "value": {"constant": "x"}},
      {"field": "is_construction", "value": {"constant": "no"}},
      {"field": "addressable", "value": {"constant": "yes"}}]}]})";

TEST_CASE("a dry run shows what would change in the metrics, unless it is told not to") {
  Ledger ledger;
  std::ofstream(ledger.File("rows.csv")) << "date,amount\n2024-01-05,12.50\n";
  std::ofstream(ledger.File("profile.json")) << kRowsProfile;
  const std::vector<std::string> dry_run = {
      "import",   "purchases", ledger.File("rows.csv"), "--profile", ledger.File("profile.json"),
      "--dry-run"};
  const auto with = [&](const std::string& option) {
    std::vector<std::string> arguments = dry_run;
    arguments.push_back(option);
    return arguments;
  };
  const auto run = ledger.Client(dry_run);
  INFO(run.out);
  CHECK(run.code == ExitCode::kOk);
  CHECK(Has(run.out, "1,230.00 USD"));  // the three purchases of the ledger
  CHECK(Has(run.out, "1,242.50 USD"));
  CHECK(Has(run.out, "all time"));
  CHECK_FALSE(Has(ledger.Client(with("--without-metrics")).out, "all time"));

  const Json changes = ledger.Answer(dry_run)["metric_changes"];
  CHECK(changes["state"] == "computed");
  CHECK(changes["computed_at"] == 5);
  bool found = false;
  for (const Json& change : changes["changes"]) {
    if (change["metric"] != "P-01" || !change["fiscal_year"].is_null()) continue;
    if (!change["partnership_id"].is_null()) continue;
    found = true;
    CHECK(change["before"]["value"] == 123'000);
    CHECK(change["after"]["value"] == 124'250);
  }
  CHECK(found);
  CHECK_FALSE(ledger.Answer(with("--without-metrics")).contains("metric_changes"));
}

TEST_CASE("an import of a file that was imported says so, and its undo what was taken back") {
  Ledger ledger;
  std::ofstream(ledger.File("rows.csv")) << "date,amount\n2024-01-05,12.50\n";
  std::ofstream(ledger.File("profile.json")) << kRowsProfile;
  const auto import = [&](const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {"import", "purchases", ledger.File("rows.csv"),
                                          "--profile", ledger.File("profile.json")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  };
  const Json first = ledger.Answer(import({}));
  CHECK(first["earlier_imports"].empty());
  const std::vector<std::string> of_a_month = {"--from", "2024-01-01", "--to", "2024-01-31"};
  const auto second = ledger.Client(import(of_a_month));
  INFO(second.out);
  CHECK(Has(second.out, "this file was imported before: on "));
  CHECK(Has(second.out, first["import_id"].get<std::string>()));
  CHECK(Has(second.out, "count beside those"));

  const std::string id = ledger.Answer({"import", "list"})[0]["import_id"];
  const auto would = ledger.Client({"import", "undo", id, "--dry-run"});
  CHECK(Has(would.err, "would be undone"));
  CHECK(Has(would.out, "voided"));
  CHECK_FALSE(Has(would.out, "created"));
  const Json undone = ledger.Answer({"import", "undo", id});
  CHECK(undone["state"] == "undone");
  CHECK(undone["voided_events"] == 1);
  CHECK(undone["kept_events"] == 0);
}

TEST_CASE("rejected rows come as JSON, and the list of imports tells a dry run") {
  Ledger ledger;
  std::ofstream(ledger.File("rows.csv")) << "supplier,date,amount\ns,2024-01-05,many\n";
  std::ofstream(ledger.File("profile.json")) << kRowsProfile;
  const auto run =
      ledger.Client({"import", "purchases", ledger.File("rows.csv"), "--profile",
                     ledger.File("profile.json"), "--dry-run", "--request-id", "rows-0001"});
  INFO(run.err);
  CHECK(run.code == ExitCode::kRejectedRows);
  const Json imports = ledger.Answer({"import", "list"});
  REQUIRE(imports.size() == 1);
  CHECK(imports[0]["dry_run"] == true);
  CHECK(imports[0]["unchanged"] == 0);
  const Json rows = ledger.Answer({"import", "rows", imports[0]["import_id"].get<std::string>()});
  REQUIRE(rows.size() == 1);
  CHECK(rows[0]["values"]["amount"] == "many");
  CHECK(rows[0]["column"] == "amount");
}

TEST_CASE("tables hold no JSON, and tokens are listed with their roles one by one") {
  Ledger ledger;
  const auto info = ledger.Client({"admin", "info"});
  CHECK(Has(info.out, "caller.roles"));
  CHECK_FALSE(Has(info.out, "{"));
  CHECK_FALSE(Has(info.out, "["));
  const Json tokens = ledger.Answer({"admin", "tokens", "list"});
  CHECK(tokens[0]["roles"].is_array());
  CHECK(tokens[0].contains("created_at"));
  CHECK(tokens[0].contains("expires_at"));
}

}  // namespace
}  // namespace anchorledger::cli
