#include "tests/support/import/import_client.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/hash.h"
#include "services/import/compiled_profile.h"
#include "tests/support/events.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {

namespace api = anchorledger::api::v1;

ImportClient::ImportClient()
    : token_(server_.Token()),
      imports_(api::ImportService::NewStub(server_.channel())),
      events_(api::EventService::NewStub(server_.channel())) {
  event::v1::EventPayload payload;
  event::v1::AnchorRegistered& anchor = *payload.mutable_anchor_registered();
  anchor.set_anchor_id(kAnchor);
  anchor.set_legal_name("Test Hospital");
  anchor.mutable_fiscal_year_start()->set_month(4);
  anchor.mutable_fiscal_year_start()->set_day(1);
  anchor.set_currency("GBP");
  anchor.set_time_zone("Europe/London");
  anchor.set_han_member(false);
  Record({Draft(std::move(payload)).On("2000-01-01")});
}

void ImportClient::Record(const std::vector<Draft>& drafts) {
  api::AppendEventsRequest request;
  request.set_request_id("test-request-" + std::to_string(++requests_));
  for (const Draft& draft : drafts) {
    const domain::ProposedEvent proposed = draft.Propose(Day("2026-11-01"));
    api::ProposedEvent& event = *request.add_events();
    *event.mutable_payload() = *proposed.payload;
    *event.mutable_effective_on() = proposed.header->effective_on();
    event.set_partnership_id(proposed.header->partnership_id());
    event.mutable_any();
  }
  api::AppendEventsResponse response;
  const auto context = Context(token_);
  const grpc::Status status = events_->AppendEvents(context.get(), request, &response);
  INFO(status.error_message());
  REQUIRE(status.ok());
}

grpc::Status ImportClient::UploadPart(const api::UploadChunkRequest& request,
                                      api::UploadChunkResponse* response) {
  const auto context = Context(token_);
  return imports_->UploadChunk(context.get(), request, response);
}

void ImportClient::Upload(const std::string& upload_id, const std::string& text) {
  api::UploadChunkRequest request;
  api::UploadChunkResponse response;
  request.set_upload_id(upload_id);
  request.set_file_name(upload_id + ".csv");
  request.set_total_bytes(text.size());
  request.set_data(text.substr(0, text.size() / 2));
  REQUIRE(UploadPart(request, &response).ok());
  CHECK_FALSE(response.complete());
  request.set_offset(response.stored_bytes());
  request.set_data(text.substr(response.stored_bytes()));
  const base::Sha256Digest digest = base::Sha256(text);
  request.set_sha256(std::string(base::AsBytes(digest)));
  REQUIRE(UploadPart(request, &response).ok());
  CHECK(response.complete());
}

grpc::Status ImportClient::Start(const api::StartImportRequest& request, api::Import* import) {
  api::StartImportResponse response;
  const auto context = Context(token_);
  const grpc::Status status = imports_->StartImport(context.get(), request, &response);
  *import = response.import();
  return status;
}

api::WatchImportResponse ImportClient::WaitFor(const std::string& import_id) {
  api::WatchImportRequest request;
  request.set_import_id(import_id);
  const auto context = Context(token_);
  const auto reader = imports_->WatchImport(context.get(), request);
  api::WatchImportResponse last;
  while (reader->Read(&last)) {
  }
  const grpc::Status status = reader->Finish();
  INFO(status.error_message());
  CHECK(status.ok());
  return last;
}

std::string ImportClient::Download(const std::string& import_id) {
  api::DownloadRejectedRowsRequest request;
  request.set_import_id(import_id);
  const auto context = Context(token_);
  const auto reader = imports_->DownloadRejectedRows(context.get(), request);
  std::string text;
  api::DownloadRejectedRowsResponse piece;
  while (reader->Read(&piece)) text += piece.data();
  CHECK(reader->Finish().ok());
  return text;
}

api::ImportProfile ProfileFrom(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return **importing::ParseProfileJson(text.str());
}

}  // namespace anchorledger::testing
