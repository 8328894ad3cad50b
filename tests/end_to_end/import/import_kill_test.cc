// kill -9 of the daemon in the middle of an import: the client goes on by itself when the daemon is
// back, and every row of the file is in the ledger once.
#include <google/protobuf/util/json_util.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <future>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "anchorledger/api/v1/import.grpc.pb.h"
#include "proto/base/hash.h"
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

  // What the server says of the only import.
  api::v1::Import Listed() const {
    api::v1::ListImportsResponse list;
    const auto context = testing::Context(fixture_.token);
    REQUIRE(Imports()->ListImports(context.get(), {}, &list).ok());
    REQUIRE(list.imports_size() == 1);
    return list.imports(0);
  }
  // A client that does not go on by itself.
  void StartImport(const std::string& request_id) {
    std::ifstream file(fixture_.folder / "rows.csv", std::ios::binary);
    api::v1::UploadChunkRequest upload;
    upload.set_upload_id(request_id);
    upload.set_data(std::string(std::istreambuf_iterator<char>(file), {}));
    upload.set_total_bytes(upload.data().size());
    upload.set_sha256(std::string(base::AsBytes(base::Sha256(upload.data()))));
    api::v1::UploadChunkResponse stored;
    const auto stub = Imports();
    const auto upload_context = testing::Context(fixture_.token);
    REQUIRE(stub->UploadChunk(upload_context.get(), upload, &stored).ok());
    api::v1::StartImportRequest start;
    start.set_request_id(request_id);
    start.set_upload_id(request_id);
    start.set_anchor_id(testing::kAnchor);
    REQUIRE(google::protobuf::util::JsonStringToMessage(Profile(/*keyed=*/true).dump(),
                                                        start.mutable_profile())
                .ok());
    api::v1::StartImportResponse started;
    const auto start_context = testing::Context(fixture_.token);
    REQUIRE(stub->StartImport(start_context.get(), start, &started).ok());
  }
  testing::ProgramResult Run(const std::vector<std::string>& command) {
    std::vector<std::string> arguments = {"--server",     "127.0.0.1:" + std::to_string(port_),
                                          "--token-file", fixture_.folder / "token",
                                          "--output",     "json"};
    arguments.insert(arguments.end(), command.begin(), command.end());
    return testing::RunProgram("anchorledger", arguments);
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

TEST_CASE("an import that kill -9 cut off says what it recorded, until it is undone") {
  ImportUnderFire fire(/*keyed=*/true);
  fire.Start();
  fire.Register();
  fire.StartImport("import-left-alone");
  fire.WaitForRows(2'000);
  fire.Kill();
  fire.Start();
  const api::v1::Import cut = fire.Listed();
  CHECK(cut.state() == api::v1::IMPORT_STATE_INTERRUPTED);
  std::uint64_t purchases = 0;
  std::uint64_t events = 0;
  for (const api::v1::RecordedEvent& event : fire.Events()) {
    if (event.header().batch_id() != cut.import_id()) continue;
    ++events;
    if (event.payload().has_purchase_recorded()) ++purchases;
  }
  CHECK(purchases > 0);
  CHECK(purchases < kRows);
  CHECK(cut.counts().events() == events);
  CHECK(cut.counts().recorded_rows() == purchases);

  const json undone = json::parse(fire.Run({"import", "undo", cut.import_id()}).output);
  CHECK(undone["state"] == "undone");
  CHECK(fire.Listed().state() == api::v1::IMPORT_STATE_UNDONE);
  CHECK(fire.Listed().counts().events() == events);
  fire.Stop();
}

}  // namespace
}  // namespace anchorledger::server
