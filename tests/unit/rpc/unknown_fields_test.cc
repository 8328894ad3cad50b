#include "services/rpc/unknown_fields.h"

#include <google/protobuf/unknown_field_set.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "anchorledger/api/v1/event.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"

namespace anchorledger::rpc {
namespace {

namespace api = ::anchorledger::api::v1;

constexpr int kNoSuchField = 4'000;

void AddUnknown(google::protobuf::Message& message) {
  message.GetReflection()->MutableUnknownFields(&message)->AddVarint(kNoSuchField, 1);
}

TEST_CASE("a request that the server knows wholly has no unknown fields") {
  api::AppendEventsRequest request;
  request.add_events()->mutable_effective_on()->set_days(20'000);
  request.add_events()->mutable_payload()->mutable_purchase_recorded()->mutable_amount();
  CHECK(FindUnknownFields(request).empty());
}

TEST_CASE("each unknown field is named by its path, whatever lies before and behind it") {
  api::AppendEventsRequest request;
  request.add_events()->mutable_effective_on();
  api::ProposedEvent& event = *request.add_events();
  AddUnknown(*event.mutable_effective_on());
  AddUnknown(*event.mutable_payload()->mutable_purchase_recorded()->mutable_amount());
  AddUnknown(event);
  AddUnknown(*request.add_guards()->mutable_no_stream());
  AddUnknown(request);

  std::vector<std::string> paths;
  for (const base::FieldViolation& found : FindUnknownFields(request)) {
    CHECK(found.reason == base::ErrorReason::kFieldUnknown);
    paths.push_back(found.field);
  }
  std::sort(paths.begin(), paths.end());
  CHECK(paths == std::vector<std::string>{"4000", "events[1].4000", "events[1].effective_on.4000",
                                          "events[1].payload.purchase_recorded.amount.4000",
                                          "guards[0].no_stream.4000"});
}

}  // namespace
}  // namespace anchorledger::rpc
