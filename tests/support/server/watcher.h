// A reader of WatchEvents that takes messages when the test asks for one.
#pragma once

#include <grpcpp/client_context.h>

#include <memory>
#include <optional>
#include <string>

#include "anchorledger/api/v1/event.grpc.pb.h"
#include "proto/base/status.h"
#include "proto/wire/status_wire.h"

namespace anchorledger::testing {

// Blocking, since every message that the tests ask for has to come.
class Watcher {
 public:
  Watcher(api::v1::EventService::Stub& stub, const std::string& token,
          const api::v1::WatchEventsRequest& request) {
    context_.AddMetadata("authorization", "Bearer " + token);
    context_.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    reader_ = stub.WatchEvents(&context_, request);
  }
  ~Watcher() {
    if (!finished_) {
      context_.TryCancel();
      reader_->Finish();
    }
  }

  // The next message; nothing when the stream has ended.
  std::optional<api::v1::WatchEventsResponse> Next() {
    api::v1::WatchEventsResponse message;
    if (!reader_->Read(&message)) {
      return std::nullopt;
    }
    return message;
  }

  // The position of the next event, skipping all that is none; 0 when the stream has ended.
  uint64_t NextPosition() {
    while (const auto message = Next()) {
      if (message->has_event()) {
        return message->event().position();
      }
    }
    return 0;
  }

  void Cancel() { context_.TryCancel(); }

  // How the stream ended.
  base::Status Finish() {
    finished_ = true;
    return wire::FromGrpcStatus(reader_->Finish());
  }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<api::v1::WatchEventsResponse>> reader_;
  bool finished_ = false;
};

}  // namespace anchorledger::testing
