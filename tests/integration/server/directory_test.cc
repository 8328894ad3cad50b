// DirectoryService over the network: lists, searches, pages, who sees what.
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "anchorledger/api/v1/directory.grpc.pb.h"
#include "anchorledger/event/v1/enums.pb.h"
#include "proto/wire/status_wire.h"
#include "tests/support/events.h"
#include "tests/support/fake_world.h"
#include "tests/support/metrics/logged_history.h"
#include "tests/support/server/test_server.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

namespace api = ::anchorledger::api::v1;
using Service = api::DirectoryService;
using security::Role;

std::vector<domain::RecordedEvent> Recorded(const std::vector<Draft>& drafts) {
  FakeWorld world;
  for (const Draft& draft : StandardNetwork()) REQUIRE_OK(world.Append({draft}));
  for (const Draft& draft : drafts) REQUIRE_OK(world.Append({draft}));
  return world.events();
}

// A server over the standard network and some more events.
struct Directory {
  explicit Directory(const std::vector<Draft>& drafts = {})
      : history(kTenant, Recorded(drafts)), server(history.log()) {
    token = server.Token({Role::kFin}, "anchor-1");
  }

  template <class Request, class Response>
  base::StatusOr<Response> Call(grpc::Status (Service::Stub::*method)(grpc::ClientContext*,
                                                                      const Request&, Response*),
                                Request request) {
    const std::uint64_t head = history.log().Head().position.value();
    if constexpr (requires { request.mutable_page(); }) {
      request.mutable_page()->set_min_position(head);
    } else {
      request.set_min_position(head);
    }
    Response response;
    const auto context = Context(token);
    const grpc::Status status = (*stub.*method)(context.get(), request, &response);
    if (!status.ok()) return wire::FromGrpcStatus(status);
    CHECK(response.as_of_position() == head);
    return response;
  }

  std::vector<std::string> Partners(const api::ListPartnersRequest& request) {
    const auto page = Call(&Service::Stub::ListPartners, request);
    REQUIRE_OK(page);
    std::vector<std::string> ids;
    for (const api::Partner& partner : page->partners()) ids.push_back(partner.partner_id());
    return ids;
  }
  std::vector<std::string> Investments(const api::ListInvestmentsRequest& request = {}) {
    const auto page = Call(&Service::Stub::ListInvestments, request);
    REQUIRE_OK(page);
    std::vector<std::string> ids;
    for (const api::Investment& one : page->investments()) ids.push_back(one.investment_id());
    return ids;
  }
  base::Status GetInvestment(const std::string& id) {
    api::GetInvestmentRequest request;
    request.set_investment_id(id);
    return Call(&Service::Stub::GetInvestment, request).status();
  }

  LoggedHistory history;
  TestServer server;
  std::string token;
  std::unique_ptr<Service::Stub> stub = Service::NewStub(server.channel());
};

using Ids = std::vector<std::string>;

TEST_CASE("partners are found by kind, by place and by the beginnings of words") {
  Directory directory({PartnerOnboarded("grocer", "worker_coop")
                           .Set("org_name", "Évergreen Grocery Co-op")
                           .Set("home_geo.code", "90210")});
  CHECK(directory.Partners({}) == Ids{"bank-1", "grocer", "partner-1", "partner-2"});
  api::ListPartnersRequest request;
  SECTION("kind") {
    request.add_kinds(event::v1::PARTNER_KIND_WORKER_COOP);
    CHECK(directory.Partners(request) == Ids{"grocer", "partner-1"});
  }
  SECTION("place") {
    request.mutable_geography()->set_scheme(event::v1::GEO_SCHEME_ZCTA5);
    request.mutable_geography()->set_code("90210");
    CHECK(directory.Partners(request) == Ids{"grocer"});
  }
  SECTION("name, and the id beside it") {
    request.mutable_page()->set_search("evergreen groc");
    CHECK(directory.Partners(request) == Ids{"grocer"});
    request.mutable_page()->set_search("bank");
    CHECK(directory.Partners(request) == Ids{"bank-1"});
    request.mutable_page()->set_search("rocery");
    CHECK(directory.Partners(request).empty());
  }
  SECTION("all of them together") {
    request.add_kinds(event::v1::PARTNER_KIND_CLT);
    request.mutable_page()->set_search("evergreen");
    CHECK(directory.Partners(request).empty());
  }
}

TEST_CASE("pages join up to the list, and a token fits its own request only") {
  std::vector<Draft> drafts;
  for (int i = 0; i < 20; ++i) drafts.push_back(SupplierRegistered("s-" + std::to_string(i)));
  Directory directory(drafts);
  api::ListSuppliersRequest request;
  request.mutable_page()->set_search("s");
  Ids ids;
  do {
    request.mutable_page()->set_page_size(7);
    const auto page = directory.Call(&Service::Stub::ListSuppliers, request);
    REQUIRE_OK(page);
    CHECK(page->suppliers_size() <= 7);
    for (const api::Supplier& supplier : page->suppliers()) ids.push_back(supplier.supplier_id());
    request.mutable_page()->set_page_token(page->next_page_token());
    if (ids.size() == 7) {
      api::ListSuppliersRequest other = request;
      other.mutable_page()->set_search("t");
      CHECK_REASON(directory.Call(&Service::Stub::ListSuppliers, other), kPageTokenInvalid);
    }
  } while (!request.page().page_token().empty());
  CHECK(ids.size() == 22);  // with the two of the standard network
  CHECK(std::is_sorted(ids.begin(), ids.end()));
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
}

TEST_CASE("one entry tells of what lies across streams") {
  Directory directory({PartyJoined("ps-1", "partner-2", "developer", "2011-01-01")});
  api::GetAnchorRequest anchor;
  anchor.set_anchor_id("anchor-1");
  const auto got = directory.Call(&Service::Stub::GetAnchor, anchor);
  REQUIRE_OK(got);
  CHECK(got->anchor().partnership_count() == 1);
  api::GetPartnerRequest partner;
  partner.set_partner_id("partner-2");
  const auto joined = directory.Call(&Service::Stub::GetPartner, partner);
  REQUIRE_OK(joined);
  CHECK(Ids(joined->partner().partnership_ids().begin(),
            joined->partner().partnership_ids().end()) == Ids{"ps-1"});
}

TEST_CASE("a milestone whose evidence was voided says so") {
  std::vector<Draft> drafts = {ConveningHeld("meeting", "2010-02-01").Partnership("ps-1")};
  const std::uint64_t evidence = StandardNetwork().size() + 1;
  drafts.push_back(MilestoneMet("ps-1", "P2", {evidence}, "2010-03-01"));
  const auto reopened = [](Directory& directory) {
    api::GetPartnershipRequest request;
    request.set_partnership_id("ps-1");
    const auto got = directory.Call(&Service::Stub::GetPartnership, request);
    REQUIRE_OK(got);
    REQUIRE(got->partnership().milestones_size() == 1);
    return got->partnership().milestones(0).reopened();
  };
  Directory before(drafts);
  CHECK_FALSE(reopened(before));
  drafts.push_back(EventVoided(evidence));
  Directory after(drafts);
  CHECK(reopened(after));
}

TEST_CASE("terms between two are seen by them, and by others as far as they were opened") {
  Directory directory({InvestmentCommitted("closed", "grant", Usd(100), "2020-01-01"),
                       InvestmentCommitted("shared", "grant", Usd(100), "2020-01-01")
                           .Partnership("ps-1")
                           .WithVisibility(event::v1::VISIBILITY_PARTNERS),
                       InvestmentCommitted("study", "grant", Usd(100), "2020-01-01")
                           .WithVisibility(event::v1::VISIBILITY_EVALUATORS),
                       InvestmentCommitted("open", "grant", Usd(100), "2020-01-01")
                           .WithVisibility(event::v1::VISIBILITY_PUBLIC),
                       PartyJoined("ps-1", "partner-2", "developer", "2011-01-01")});
  const auto as = [&](security::RoleSet roles, const std::string& organisation) {
    directory.token = directory.server.Token(roles, organisation);
    return directory.Investments();
  };
  CHECK(as({Role::kFin}, "anchor-1") == Ids{"closed", "open", "shared", "study"});
  CHECK(as({Role::kPar}, "partner-1") == Ids{"closed", "open", "shared", "study"});  // payee
  CHECK(as({Role::kStw}, "network-office") == Ids{"closed", "open", "shared", "study"});
  CHECK(as({Role::kPar}, "partner-2") == Ids{"open", "shared"});
  CHECK(as({Role::kEval}, "university") == Ids{"open", "study"});
  CHECK(as({Role::kFin}, "anchor-2") == Ids{"open"});
  CHECK_OK(directory.GetInvestment("open"));
  // What is not to be seen is refused as what is not there.
  const base::Status hidden = directory.GetInvestment("closed");
  CHECK_REASON(hidden, kPermissionDenied);
  CHECK(directory.GetInvestment("nobody").message() == hidden.message());
}

TEST_CASE("investments are narrowed by instrument, anchor, partnership and payee") {
  Directory directory(
      {InvestmentCommitted("loan-1", "loan", Usd(100), "2020-01-01").Partnership("ps-1"),
       InvestmentCommitted("grant-1", "grant", Usd(100), "2020-01-01", "partner-2"),
       LoanDisbursed("loan-1", 1, Usd(60), "2020-02-01"),
       LoanRepaymentReceived("loan-1", Usd(25), "2020-03-01")});
  api::ListInvestmentsRequest request;
  SECTION("instrument") {
    request.add_instruments(event::v1::INSTRUMENT_LOAN);
    const auto page = directory.Call(&Service::Stub::ListInvestments, request);
    REQUIRE_OK(page);
    REQUIRE(page->investments_size() == 1);
    CHECK(page->investments(0).outstanding_minor() == 35);
  }
  SECTION("payee") {
    request.set_payee_org_id("partner-2");
    CHECK(directory.Investments(request) == Ids{"grant-1"});
  }
  SECTION("partnership") {
    request.set_partnership_id("ps-1");
    CHECK(directory.Investments(request) == Ids{"loan-1"});
  }
  SECTION("anchor") {
    request.set_anchor_id("anchor-2");
    CHECK(directory.Investments(request).empty());
  }
}

TEST_CASE("a filter by something unknown is refused by its field, not answered by nothing") {
  Directory directory;
  api::ListInvestmentsRequest investments;
  investments.set_anchor_id("anchor-9");
  investments.set_partnership_id("ps-9");
  investments.set_payee_org_id("anchor-1");
  const auto refused = directory.Call(&Service::Stub::ListInvestments, investments);
  CHECK_REASON(refused, kReferenceUnknown);
  const auto violations = base::FieldViolationsOf(refused.status());
  REQUIRE(violations.size() == 2);
  CHECK(violations[0].field == "anchor_id");
  CHECK(violations[1].field == "partnership_id");
  api::ListPartnershipsRequest partnerships;
  partnerships.set_anchor_id("partner-1");  // is no anchor
  CHECK_REASON(directory.Call(&Service::Stub::ListPartnerships, partnerships), kReferenceUnknown);
}

TEST_CASE("one tenant sees nothing of another, and an unknown id is refused") {
  Directory directory;
  api::GetSupplierRequest request;
  request.set_supplier_id("nobody");
  const auto unknown = directory.Call(&Service::Stub::GetSupplier, request);
  CHECK_REASON(unknown, kPermissionDenied);
  request.set_supplier_id("supplier-1");
  CHECK_OK(directory.Call(&Service::Stub::GetSupplier, request));
  directory.token = directory.server.Token(TestServer::EveryRole(), "anchor-1", "net-2");
  const auto foreign = directory.Call(&Service::Stub::GetSupplier, request);
  CHECK(foreign.status() == unknown.status());
  CHECK(directory.Partners({}).empty());
  CHECK(directory.Investments().empty());
}

TEST_CASE("a position that is not reached before the deadline is said to lie ahead") {
  Directory directory;
  api::ListAnchorsRequest request;
  request.mutable_page()->set_min_position(100'000);
  api::ListAnchorsResponse response;
  const auto context = Context(directory.token, std::chrono::milliseconds(300));
  const base::Status status =
      wire::FromGrpcStatus(directory.stub->ListAnchors(context.get(), request, &response));
  CHECK((status.code() == absl::StatusCode::kUnavailable ||
         status.code() == absl::StatusCode::kDeadlineExceeded));
}

}  // namespace
}  // namespace anchorledger::testing
