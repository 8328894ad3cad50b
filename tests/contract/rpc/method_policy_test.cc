// Every method of every service of the contract, called over the network in every role. The
// requests hold one field that no message has: who is let through is told so, and nobody else.
#include <google/protobuf/descriptor.h>

#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "anchorledger/api/v1/admin.pb.h"
#include "anchorledger/api/v1/directory.pb.h"
#include "anchorledger/api/v1/event.grpc.pb.h"
#include "anchorledger/api/v1/import.pb.h"
#include "anchorledger/api/v1/metrics.pb.h"
#include "anchorledger/api/v1/report_link.grpc.pb.h"
#include "proto/wire/status_wire.h"
#include "services/security/policy.h"
#include "tests/support/server/generic_call.h"
#include "tests/support/server/sample_requests.h"
#include "tests/support/server/test_server.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::rpc {
namespace {

using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;
using testing::CallBytes;
using testing::Context;
using testing::TestServer;

void AddMethods(const FileDescriptor* file, std::vector<const MethodDescriptor*>& methods) {
  for (int s = 0; s < file->service_count(); ++s) {
    for (int m = 0; m < file->service(s)->method_count(); ++m) {
      methods.push_back(file->service(s)->method(m));
    }
  }
}

// The services of the contract that a node serves.
std::vector<const MethodDescriptor*> ServedMethods() {
  std::vector<const MethodDescriptor*> methods;
  AddMethods(api::v1::AppendEventsRequest::descriptor()->file(), methods);
  AddMethods(api::v1::GetServerInfoRequest::descriptor()->file(), methods);
  AddMethods(api::v1::ListAnchorsRequest::descriptor()->file(), methods);
  AddMethods(api::v1::CreateReportLinkRequest::descriptor()->file(), methods);
  return methods;
}

std::vector<const MethodDescriptor*> AllMethods() {
  std::vector<const MethodDescriptor*> methods = ServedMethods();
  AddMethods(api::v1::StartImportRequest::descriptor()->file(), methods);
  AddMethods(api::v1::QueryMetricsRequest::descriptor()->file(), methods);
  return methods;
}

std::string NameOf(const MethodDescriptor& method) {
  return method.service()->full_name() + '/' + method.name();
}

base::Status Call(TestServer& server, const MethodDescriptor& method,
                  std::unique_ptr<grpc::ClientContext> context) {
  constexpr std::string_view kField1999 = "\xF8\x7C\x01";
  return CallBytes(server.channel(), NameOf(method), method.server_streaming(), std::move(context),
                   std::string(kField1999));
}

TEST_CASE("every method of the contract has a rule, and every rule a method") {
  std::set<std::string> methods;
  for (const MethodDescriptor* method : AllMethods()) {
    methods.insert(NameOf(*method));
    INFO(NameOf(*method));
    CHECK(security::FindMethodRule(NameOf(*method)) != nullptr);
  }
  for (const security::MethodRule& rule : security::MethodRules()) {
    INFO(rule.method);
    CHECK(methods.contains(std::string(rule.method)));
  }
}

TEST_CASE("in each role exactly the methods that the policy names are let through") {
  TestServer server;
  for (const security::Role role : security::AllRoles()) {
    const std::string token = server.Token({role});
    for (const MethodDescriptor* method : ServedMethods()) {
      const base::Status status = Call(server, *method, Context(token));
      INFO(security::RoleName(role) << " " << NameOf(*method) << ": " << base::ToString(status));
      if (security::FindMethodRule(NameOf(*method))->roles.Has(role)) {
        CHECK_REASON(status, kFieldUnknown);
      } else {
        CHECK_REASON(status, kPermissionDenied);
      }
    }
  }
}

// Opens a session by a link, as the gateway does for whoever holds one.
std::string OpenLinkSession(TestServer& server) {
  const std::string token = server.Token();
  const auto events = api::v1::EventService::NewStub(server.channel());
  api::v1::AppendEventsResponse appended;
  REQUIRE_OK(wire::FromGrpcStatus(
      events->AppendEvents(Context(token).get(),
                           testing::AppendRequest("setup", testing::AnchorEvent(testing::kAnchor),
                                                  testing::PartnerEvent("p-1", "Corner Bakery"),
                                                  testing::ReportDueEvent("r-1", "p-1", "jobs")),
                           &appended)));
  const auto links = api::v1::ReportLinkService::NewStub(server.channel());
  api::v1::CreateReportLinkRequest request;
  request.set_report_id("r-1");
  api::v1::CreateReportLinkResponse made;
  REQUIRE_OK(wire::FromGrpcStatus(links->CreateReportLink(Context(token).get(), request, &made)));
  const auto opened = server.node().sessions().OpenLink(made.secret());
  REQUIRE_OK(opened);
  return opened->id;
}

TEST_CASE("by a link every method is refused but to read its report and to send it") {
  const std::set<std::string> allowed = {"anchorledger.api.v1.EventService/AppendEvents",
                                         "anchorledger.api.v1.ReportLinkService/GetLinkedReport"};
  TestServer server;
  const std::string session = OpenLinkSession(server);
  for (const MethodDescriptor* method : AllMethods()) {
    auto context = std::make_unique<grpc::ClientContext>();
    context->AddMetadata("authorization", "Session " + session);
    context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
    const base::Status status = Call(server, *method, std::move(context));
    INFO(NameOf(*method) << ": " << base::ToString(status));
    if (allowed.contains(NameOf(*method))) {
      CHECK_REASON(status, kFieldUnknown);
    } else {
      CHECK_REASON(status, kPermissionDenied);
      CHECK(base::MetadataOf(status) == base::Metadata{{"scope", "report_link"}});
    }
  }
}

TEST_CASE("no method answers without a credential, or with a wrong one") {
  TestServer server;
  for (const MethodDescriptor* method : ServedMethods()) {
    INFO(NameOf(*method));
    auto without = std::make_unique<grpc::ClientContext>();
    without->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
    CHECK_REASON(Call(server, *method, std::move(without)), kCredentialMissing);
    CHECK_REASON(Call(server, *method, Context("al_nonsense")), kCredentialInvalid);
  }
}

TEST_CASE("no unary method answers without a deadline") {
  TestServer server;
  const std::string token = server.Token();
  for (const MethodDescriptor* method : ServedMethods()) {
    if (method->server_streaming()) {
      continue;
    }
    INFO(NameOf(*method));
    auto context = std::make_unique<grpc::ClientContext>();
    context->AddMetadata("authorization", "Bearer " + token);
    const base::Status status = Call(server, *method, std::move(context));
    CHECK_REASON(status, kFieldMissing);
    REQUIRE_FALSE(base::FieldViolationsOf(status).empty());
    CHECK(base::FieldViolationsOf(status)[0].field == "grpc-timeout");
  }
}

TEST_CASE("a request that is no message is refused with a reason") {
  TestServer server;
  const std::string token = server.Token();
  for (const MethodDescriptor* method : ServedMethods()) {
    INFO(NameOf(*method));
    CHECK_REASON(CallBytes(server.channel(), NameOf(*method), method->server_streaming(),
                           Context(token), "\xFF\xFF\xFF"),
                 kFieldInvalid);
  }
}

}  // namespace
}  // namespace anchorledger::rpc
