// kill -9 of the daemon in the middle of an import: the client goes on by itself when the daemon is
// back, and every row of the file is in the ledger once.
#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <future>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "anchorledger/api/v1/import.grpc.pb.h"
#include "tests/end_to_end/server/fixture.h"

namespace anchorledger::server {
namespace {

using nlohmann::json;
using testing::Daemon;

constexpr int kRows = 12'000;
constexpr int kSuppliers = 40;

json Field(const std::string& field, json value) {
  return {{"field", field}, {"value", std::move(value)}};
}

// Rows with a key in the column `id`, or rows that only their content tells apart.
json Profile(bool keyed) {
  const json supplier = {{"derived_id", {{"prefix", "s"}, {"from", {{{"column", "supplier"}}}}}}};
  json profile = {
      {"name", "kill"},
      {"values", {{"currency", "USD"}}},
      {"emits",
       {{{"event", "SupplierRegistered"},
         {"scope", "EMIT_SCOPE_FIRST_USE"},
         {"fields",
          {Field("supplier_id", supplier), Field("name", {{"column", "supplier"}}),
           Field("header.effective_on", {{"constant", "2016-01-01"}})}}},
        {{"event", "PurchaseRecorded"},
         {"fields",
          {Field("purchase_id", {{"row_id", {{"prefix", "p"}}}}),
           Field("invoice_date", {{"column", "date"}}), Field("amount", {{"column", "amount"}}),
           Field("supplier_id", supplier), Field("category.scheme", {{"constant", "internal"}}),
           Field("category.code", {{"constant", "goods"}}),
           Field("is_construction", {{"constant", "no"}}),
           Field("addressable", {{"constant", "yes"}})}}}}}};
  if (keyed) profile["identity"] = {{"key_columns", {"id"}}};
  return profile;
}

// The files of one case, the daemon at one port, and the client as a program.
class ImportUnderFire {
 public:
  explicit ImportUnderFire(bool keyed) {
    std::ofstream(fixture_.folder / "token") << fixture_.token;
    std::ofstream(fixture_.folder / "profile.json") << Profile(keyed);
    std::ofstream rows(fixture_.folder / "rows.csv");
    rows << "id,date,supplier,amount\n";
    for (int at = 0; at < kRows; ++at) {
      const int cents = 100 + at % 977;
      // Without a key, three rows each are equal.
      rows << (keyed ? at : at / 3) << ",2024-0" << at / 3 % 9 + 1 << "-15,Supplier "
           << at / 3 % kSuppliers << "," << (keyed ? cents : 100 + at / 3 % 977) << ".25\n";
      sum_ += (keyed ? cents : 100 + at / 3 % 977) * 100 + 25;
    }
  }

  void Start() {
    std::vector<std::string> arguments = fixture_.Arguments();
    if (port_ != 0) arguments[3] = "127.0.0.1:" + std::to_string(port_);
    daemon_.emplace(arguments);
    const int port = daemon_->WaitUntilServing();
    REQUIRE(port != 0);
    port_ = port;
  }
  void Kill() { CHECK(daemon_->End(SIGKILL) == -SIGKILL); }
  void Stop() { CHECK(daemon_->End(SIGTERM) == 0); }

  std::future<testing::ProgramResult> RunClient(const std::string& request_id) {
    return std::async(std::launch::async, [this, request_id] {
      return testing::RunProgram(
          "anchorledger", {"--server", "127.0.0.1:" + std::to_string(port_), "--token-file",
                           fixture_.folder / "token", "--output", "json", "import", "purchases",
                           fixture_.folder / "rows.csv", "--anchor", testing::kAnchor, "--profile",
                           fixture_.folder / "profile.json", "--request-id", request_id});
    });
  }

  // Waits until the one import of the ledger has done so many rows; its id.
  void WaitForRows(std::uint64_t rows) {
    const auto stub = Imports();
    api::v1::WatchImportRequest request;
    while (request.import_id().empty()) {
      api::v1::ListImportsResponse list;
      const auto context = testing::Context(fixture_.token);
      REQUIRE(stub->ListImports(context.get(), {}, &list).ok());
      if (list.imports_size() > 0 && list.imports(0).counts().read() > 0) {
        request.set_import_id(list.imports(0).import_id());
      }
    }
    const auto context = testing::Context(fixture_.token);
    const auto reader = stub->WatchImport(context.get(), request);
    api::v1::WatchImportResponse state;
    while (reader->Read(&state)) {
      REQUIRE(state.import().state() != api::v1::IMPORT_STATE_COMPLETED);
      if (state.import().last_position() != 0 && state.progress().rows_done() >= rows) break;
    }
    context->TryCancel();
    reader->Finish();
  }

  void Register() { fixture_.Register(Fixture::Connect(port_)); }
  std::vector<api::v1::RecordedEvent> Events() { return fixture_.ListAll(Fixture::Connect(port_)); }
  std::int64_t sum() const { return sum_; }

 private:
  std::unique_ptr<api::v1::ImportService::Stub> Imports() const {
    return api::v1::ImportService::NewStub(grpc::CreateChannel("127.0.0.1:" + std::to_string(port_),
                                                               grpc::InsecureChannelCredentials()));
  }

  Fixture fixture_;
  std::optional<Daemon> daemon_;
  int port_ = 0;
  std::int64_t sum_ = 0;
};

// The purchases of the ledger: how many, of how many ids, and their sum.
void CheckPurchases(const std::vector<api::v1::RecordedEvent>& events, std::int64_t sum) {
  std::set<std::string> ids;
  int count = 0;
  std::int64_t minor = 0;
  for (const api::v1::RecordedEvent& event : events) {
    if (!event.payload().has_purchase_recorded()) continue;
    const auto& purchase = event.payload().purchase_recorded();
    ids.insert(purchase.purchase_id());
    minor += purchase.amount().minor();
    ++count;
  }
  CHECK(count == kRows);
  CHECK(ids.size() == kRows);
  CHECK(minor == sum);
}

TEST_CASE("an import survives kill -9 of the daemon: the client goes on, no row is doubled") {
  const bool keyed = GENERATE(true, false);
  INFO((keyed ? "rows with a key" : "rows without a key"));
  ImportUnderFire fire(keyed);
  fire.Start();
  fire.Register();
  auto client = fire.RunClient("import-under-fire");
  for (const std::uint64_t rows : {2'000, 6'000}) {
    fire.WaitForRows(rows);
    fire.Kill();
    fire.Start();
  }
  const testing::ProgramResult result = client.get();
  CHECK(result.exit_code == 0);
  const json summary = json::parse(result.output);
  CHECK(summary["state"] == "completed");
  CHECK(summary["read"] == kRows);
  CHECK(summary["created"] == kRows);  // also what was recorded before the kill is its doing
  CHECK(summary["totals"][0]["payments"] == fire.sum());
  // Of the whole batch, not of its last run.
  CHECK(summary["events"] == kRows + kSuppliers);
  const json by_type = {{"PurchaseRecorded", kRows}, {"SupplierRegistered", kSuppliers}};
  CHECK(summary["events_by_type"] == by_type);
  CheckPurchases(fire.Events(), fire.sum());

  const json again = json::parse(fire.RunClient("import-once-more").get().output);
  CHECK(again["unchanged"] == kRows);
  CHECK(again["events"] == 0);
  CheckPurchases(fire.Events(), fire.sum());
  fire.Stop();
}

}  // namespace
}  // namespace anchorledger::server
