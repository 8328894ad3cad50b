// ImportService over the network: a client, a server, a memory log, the real projections.
#include <catch2/catch.hpp>
#include <string>

#include "tests/support/import/import_client.h"

namespace anchorledger::testing {
namespace {

namespace api = anchorledger::api::v1;

api::StartImportRequest LedgerRequest(const std::string& request_id, const std::string& upload_id) {
  api::StartImportRequest request;
  request.set_request_id(request_id);
  request.set_upload_id(upload_id);
  *request.mutable_profile() = ProfileFrom("tests/support/profiles/nhs-royf.json");
  request.set_anchor_id(kAnchor);
  request.mutable_period()->mutable_from()->set_days(18353);
  request.mutable_period()->mutable_to()->set_days(18717);
  return request;
}

const char* const kFile =
    "date,transactionnumber,supplier,expensearea,expensetype,amount\n"
    "01/05/2020,1,Acme Ltd,A,Goods,100.50\n"
    "02/05/2020,2,Acme Ltd,A,\"Goods, other\",abc\n"
    "03/05/2020,3,Bolt Co,A,Goods,-20\n";

TEST_CASE("one upload serves a dry run, an import, and the same import again") {
  ImportClient client;
  client.Upload("upload-0001", kFile);
  api::StartImportRequest request = LedgerRequest("request-0001", "upload-0001");
  request.set_dry_run(true);
  api::Import dry;
  const base::Position before = client.server().log().Head().position;
  REQUIRE(client.Start(request, &dry).ok());
  dry = client.WaitFor(dry.import_id()).import();
  CHECK(dry.state() == api::IMPORT_STATE_COMPLETED);
  CHECK(client.server().log().Head().position == before);

  request.set_dry_run(false);
  api::Import real;
  REQUIRE(client.Start(request, &real).ok());
  const api::WatchImportResponse last = client.WaitFor(real.import_id());
  real = last.import();
  CHECK(last.progress().bytes_done() == last.progress().bytes_total());
  CHECK(real.state() == api::IMPORT_STATE_COMPLETED);
  CHECK(real.counts().read() == 3);
  CHECK(real.counts().created() == 2);
  CHECK(real.counts().rejected() == 1);
  CHECK(dry.counts().SerializeAsString() == real.counts().SerializeAsString());
  REQUIRE(real.totals_size() == 1);
  CHECK(real.totals(0).net_minor() == 8050);
  CHECK(real.totals(0).unmatched_credit_count() == 1);
  REQUIRE(real.rejections_size() == 1);
  CHECK(real.rejections(0).code() == "MONEY_UNREADABLE");

  CHECK(client.Download(real.import_id()) ==
        "date,transactionnumber,supplier,expensearea,expensetype,amount,line,column,code,message,"
        "further_values\n"
        "02/05/2020,2,Acme Ltd,A,\"Goods, other\",abc,3,amount,MONEY_UNREADABLE,'abc' is not an "
        "amount written like 1234.50.,\n");

  const base::Position head = client.server().log().Head().position;
  api::Import same;
  REQUIRE(client.Start(request, &same).ok());
  CHECK(same.import_id() == real.import_id());
  CHECK(same.state() == api::IMPORT_STATE_COMPLETED);
  CHECK(client.server().log().Head().position == head);

  request.set_request_id("request-0002");
  REQUIRE(client.Start(request, &same).ok());
  same = client.WaitFor(same.import_id()).import();
  CHECK(same.counts().unchanged() == 2);
  CHECK(same.counts().events() == 0);
}

TEST_CASE("whoever imports a file again is told of the import that stands, until it is undone") {
  ImportClient client;
  client.Upload("upload-0001", kFile);
  const auto run = [&](const std::string& request_id, bool dry_run, bool with_period) {
    api::StartImportRequest request = LedgerRequest(request_id, "upload-0001");
    request.set_dry_run(dry_run);
    if (!with_period) request.clear_period();
    api::Import import;
    REQUIRE(client.Start(request, &import).ok());
    return client.WaitFor(import.import_id()).import();
  };
  CHECK(run("request-0001", true, true).earlier_imports_size() == 0);
  const api::Import first = run("request-0002", false, true);
  CHECK(first.earlier_imports_size() == 0);

  // Without the period its rows are others to the ledger.
  const api::Import dry = run("request-0003", true, false);
  CHECK(dry.counts().created() == 2);
  REQUIRE(dry.earlier_imports_size() == 1);
  CHECK(dry.earlier_imports(0).import_id() == first.import_id());
  CHECK(dry.earlier_imports(0).actor_ref() == first.actor_ref());
  CHECK(dry.earlier_imports(0).period().from().days() == 18353);
  const api::Import second = run("request-0004", false, false);
  REQUIRE(second.earlier_imports_size() == 1);
  CHECK(second.earlier_imports(0).import_id() == first.import_id());

  // An import that recorded nothing says nothing; the newest comes first.
  CHECK(run("request-0005", false, true).counts().events() == 0);
  const api::Import third = run("request-0006", true, true);
  REQUIRE(third.earlier_imports_size() == 2);
  CHECK(third.earlier_imports(0).import_id() == second.import_id());

  api::UndoImportRequest undo;
  undo.set_import_id(second.import_id());
  api::UndoImportResponse undone;
  REQUIRE(client.stub().UndoImport(client.NewContext().get(), undo, &undone).ok());
  CHECK(run("request-0007", true, true).earlier_imports_size() == 1);
}

TEST_CASE("rows are listed in pages, imports newest first, and an undo shows in both") {
  ImportClient client;
  std::string file = "date,transactionnumber,supplier,expensearea,expensetype,amount\n";
  for (int at = 0; at < 25; ++at) file += "01/05/2020,1,Acme,A,Goods,x" + std::to_string(at) + "\n";
  file += "01/05/2020,1,Acme,A,Goods,5\n";
  client.Upload("upload-0001", file);
  api::Import import;
  REQUIRE(client.Start(LedgerRequest("request-0001", "upload-0001"), &import).ok());
  client.WaitFor(import.import_id());

  api::ListRejectedRowsRequest rows;
  rows.set_import_id(import.import_id());
  rows.set_page_size(10);
  std::vector<std::uint64_t> lines;
  do {
    api::ListRejectedRowsResponse page;
    const auto context = client.NewContext();
    REQUIRE(client.stub().ListRejectedRows(context.get(), rows, &page).ok());
    CHECK(page.columns_size() == 6);
    for (const api::ListedRow& row : page.rows()) lines.push_back(row.line());
    rows.set_page_token(page.next_page_token());
  } while (!rows.page_token().empty());
  REQUIRE(lines.size() == 25);
  CHECK(lines.front() == 2);
  CHECK(lines.back() == 26);

  api::UndoImportRequest undo;
  undo.set_import_id(import.import_id());
  api::UndoImportResponse undone;
  const auto context = client.NewContext();
  const grpc::Status status = client.stub().UndoImport(context.get(), undo, &undone);
  INFO(status.error_message());
  REQUIRE(status.ok());
  CHECK(undone.voided_events() == 2);
  CHECK(undone.import().state() == api::IMPORT_STATE_UNDONE);

  api::ListImportsRequest list;
  api::ListImportsResponse listed;
  const auto list_context = client.NewContext();
  REQUIRE(client.stub().ListImports(list_context.get(), list, &listed).ok());
  REQUIRE(listed.imports_size() == 1);
  CHECK(listed.imports(0).state() == api::IMPORT_STATE_UNDONE);
  CHECK(listed.imports(0).counts().created() == 1);
}

TEST_CASE("profiles are kept by name, and imports may name them") {
  ImportClient client;
  api::SaveProfileRequest save;
  save.set_request_id("save-0001");
  *save.mutable_profile() = ProfileFrom("tests/support/profiles/nhs-royf.json");
  api::SaveProfileResponse saved;
  const auto save_context = client.NewContext();
  const grpc::Status status = client.stub().SaveProfile(save_context.get(), save, &saved);
  INFO(status.error_message());
  REQUIRE(status.ok());
  CHECK(saved.saved().edition() == 1);

  api::ListProfilesResponse profiles;
  const auto list_context = client.NewContext();
  REQUIRE(client.stub().ListProfiles(list_context.get(), {}, &profiles).ok());
  REQUIRE(profiles.saved_size() == 1);
  CHECK(profiles.saved(0).profile().SerializeAsString() == save.profile().SerializeAsString());

  client.Upload("upload-0001", kFile);
  api::StartImportRequest request = LedgerRequest("request-0001", "upload-0001");
  request.set_profile_name("nhs-royf");
  api::Import import;
  REQUIRE(client.Start(request, &import).ok());
  CHECK(client.WaitFor(import.import_id()).import().counts().created() == 2);
}

TEST_CASE("a faulty profile is refused with the paths of all its faults") {
  ImportClient client;
  client.Upload("upload-0001", kFile);
  api::StartImportRequest request = LedgerRequest("request-0001", "upload-0001");
  request.mutable_profile()->mutable_values()->set_date_formats(0, "%d-%Q");
  request.mutable_profile()->mutable_emits(1)->set_event("PurchaseRecrded");
  api::Import import;
  const grpc::Status status = client.Start(request, &import);
  CHECK(status.error_code() == grpc::StatusCode::INVALID_ARGUMENT);
  CHECK(status.error_details().find("values.date_formats[0]") != std::string::npos);
  CHECK(status.error_details().find("emits[1].event") != std::string::npos);
}

TEST_CASE("an upload may be resumed, but not be larger than said or allowed") {
  ImportClient client;
  const std::string text = "column\nvalue\n";
  api::UploadChunkRequest request;
  api::UploadChunkResponse response;
  request.set_upload_id("upload-0001");
  request.set_total_bytes(2ULL << 30);
  request.set_data(text);
  CHECK(client.UploadPart(request, &response).error_code() == grpc::StatusCode::INVALID_ARGUMENT);

  request.set_total_bytes(text.size());
  request.set_data(text.substr(0, 5));
  REQUIRE(client.UploadPart(request, &response).ok());
  request.clear_data();
  REQUIRE(client.UploadPart(request, &response).ok());  // only asks
  CHECK(response.stored_bytes() == 5);
  request.set_offset(7);
  request.set_data(text.substr(7));
  CHECK_FALSE(client.UploadPart(request, &response).ok());  // a gap
  request.set_offset(3);
  request.set_data(text.substr(3));  // overlaps what is stored
  REQUIRE(client.UploadPart(request, &response).ok());
  CHECK(response.stored_bytes() == text.size());
  request.clear_data();
  request.set_sha256(std::string(32, 'x'));
  CHECK_FALSE(client.UploadPart(request, &response).ok());  // another file: it is discarded
  request.clear_sha256();
  request.set_total_bytes(0);
  request.set_offset(0);
  REQUIRE(client.UploadPart(request, &response).ok());
  CHECK(response.stored_bytes() == 0);
}

TEST_CASE("an import, an upload and lists of another tenant are not found") {
  ImportClient client;
  client.Upload("upload-0001", kFile);
  api::Import import;
  REQUIRE(client.Start(LedgerRequest("request-0001", "upload-0001"), &import).ok());
  client.WaitFor(import.import_id());
  const std::string other = client.server().Token(TestServer::EveryRole(), kAnchor, "net-2");
  api::GetImportRequest get;
  get.set_import_id(import.import_id());
  api::GetImportResponse got;
  const auto get_context = Context(other);
  CHECK(client.stub().GetImport(get_context.get(), get, &got).error_code() ==
        grpc::StatusCode::NOT_FOUND);
  api::ListRejectedRowsRequest rows;
  rows.set_import_id("../../" + import.import_id());
  api::ListRejectedRowsResponse page;
  const auto rows_context = client.NewContext();
  CHECK(client.stub().ListRejectedRows(rows_context.get(), rows, &page).error_code() ==
        grpc::StatusCode::NOT_FOUND);
}

}  // namespace
}  // namespace anchorledger::testing
