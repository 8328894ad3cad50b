// ImportService over the network, as a client meets it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "anchorledger/api/v1/event.grpc.pb.h"
#include "anchorledger/api/v1/import.grpc.pb.h"
#include "tests/support/events.h"
#include "tests/support/server/test_server.h"

namespace anchorledger::testing {

// A client of a server of its own, with a memory log and the real projections. The anchor kAnchor
// is registered: pounds, and fiscal years that begin on April 1.
class ImportClient {
 public:
  ImportClient();

  grpc::Status UploadPart(const api::v1::UploadChunkRequest& request,
                          api::v1::UploadChunkResponse* response);
  // A whole file, in two parts, to have more than one.
  void Upload(const std::string& upload_id, const std::string& text);

  grpc::Status Start(const api::v1::StartImportRequest& request, api::v1::Import* import);
  // The last message of the watch.
  api::v1::WatchImportResponse WaitFor(const std::string& import_id);
  std::string Download(const std::string& import_id);

  // Appends events, all or none; the test fails when they are refused.
  void Record(const std::vector<Draft>& drafts);

  api::v1::ImportService::Stub& stub() { return *imports_; }
  std::unique_ptr<grpc::ClientContext> NewContext() { return Context(token_); }
  TestServer& server() { return server_; }

 private:
  TestServer server_;
  const std::string token_;
  std::unique_ptr<api::v1::ImportService::Stub> imports_;
  std::unique_ptr<api::v1::EventService::Stub> events_;
  int requests_ = 0;
};

// The profile of a JSON file.
api::v1::ImportProfile ProfileFrom(const std::string& path);

}  // namespace anchorledger::testing
