#include "services/directory/directory_service.h"

#include <algorithm>
#include <set>
#include <utility>

#include "anchorledger/api/v1/directory.pb.h"
#include "services/directory/directory_row.h"
#include "services/directory/list_page.h"
#include "services/directory/name_search.h"
#include "services/directory/read_scope.h"
#include "services/projections/stream_history.h"
#include "services/rpc/guard.h"

namespace anchorledger::directory {
namespace {

namespace api = ::anchorledger::api::v1;
using base::Status;

// Everything one call needs: who asks, and the rows as they are now.
struct Reading {
  const DirectoryParts& parts;
  const rpc::Call& call;
  storage::ProjectionSnapshot rows;

  std::string_view tenant() const { return call.principal().tenant.value(); }
};

base::StatusOr<Reading> BeginReading(const DirectoryParts& parts, const rpc::Call& call,
                                     std::uint64_t min_position) {
  AL_ASSIGN_OR_RETURN(storage::ProjectionSnapshot rows,
                      parts.snapshot(base::Position(min_position), call.TimeToWait()));
  return Reading{parts, call, std::move(rows)};
}

Status Damaged() {
  return base::MakeError(base::ErrorReason::kDataCorrupt, "a row of the directory is damaged");
}

// Visits every entry of a kind. For the few things that are looked up across entries.
template <class Entry, class Visitor>
Status Each(const Reading& reading, EntryKind kind, const Visitor& visit) {
  bool damaged = false;
  AL_RETURN_IF_ERROR(reading.rows.Scan(RowPrefix(reading.tenant(), kind),
                                       [&](std::string_view, std::string_view value) {
                                         EntryAccess access;
                                         Entry entry;
                                         damaged = !DecodeRow(value, &access, &entry);
                                         if (!damaged) visit(entry);
                                         return !damaged;
                                       }));
  return damaged ? Damaged() : absl::OkStatus();
}

// Fills one page: `keep` decides by access and entry, `add` gives the place in the response.
template <class Entry, class Request, class Response, class Keep, class Add>
Status List(const Reading& reading, const Request& request, EntryKind kind, const Keep& keep,
            const Add& add, Response& response) {
  Request bound = request;  // what a page token is bound to
  bound.mutable_page()->clear_page_size();
  bound.mutable_page()->clear_page_token();
  bound.mutable_page()->clear_min_position();
  const PageRequest page{reading.parts.sealer, bound, request.page(),
                         RowPrefix(reading.tenant(), kind)};
  AL_ASSIGN_OR_RETURN(*response.mutable_next_page_token(),
                      ReadPage(reading.call, page, reading.rows,
                               [&](std::string_view value) -> base::StatusOr<bool> {
                                 EntryAccess access;
                                 Entry entry;
                                 if (!DecodeRow(value, &access, &entry)) return Damaged();
                                 if (!keep(access, entry)) return false;
                                 *add(response) = std::move(entry);
                                 return true;
                               }));
  response.set_as_of_position(reading.rows.position().value());
  return absl::OkStatus();
}

// The entry with this id; the same refusal whether it is not there or not to be seen.
template <class Entry>
Status Get(const Reading& reading, EntryKind kind, const std::string& id, EntryAccess* access,
           Entry* entry) {
  AL_ASSIGN_OR_RETURN(const auto row, reading.rows.Get(RowKey(reading.tenant(), kind, id)));
  if (!row.has_value()) {
    return base::MakeError(base::ErrorReason::kPermissionDenied, "there is no such entry to see");
  }
  return DecodeRow(*row, access, entry) ? absl::OkStatus() : Damaged();
}

// An id in a filter, and the kinds of entry that it may name.
struct Named {
  std::string_view field;
  const std::string& id;
  std::vector<EntryKind> kinds;
  std::string_view what_to_do;
};

// An id that names nothing would be answered by an empty list, which reads like an answer. Empty
// ids are not looked at.
Status CheckKnown(const Reading& reading, const std::vector<Named>& all) {
  std::vector<base::FieldViolation> violations;
  for (const Named& named : all) {
    bool known = named.id.empty();
    for (const EntryKind kind : named.kinds) {
      if (known) break;
      AL_ASSIGN_OR_RETURN(const auto row,
                          reading.rows.Get(RowKey(reading.tenant(), kind, named.id)));
      known = row.has_value();
    }
    if (known) continue;
    violations.push_back(
        {std::string(named.field),
         "'" + named.id + "' is not known to this ledger; " + std::string(named.what_to_do),
         base::ErrorReason::kReferenceUnknown});
  }
  return violations.empty() ? Status() : base::InvalidFields(std::move(violations));
}

// Whether a list of wanted values is empty or holds the value.
template <class List, class Value>
bool Wanted(const List& wanted, const Value& value) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

bool SamePlace(const event::v1::GeoRef& wanted, const event::v1::GeoRef& place) {
  return wanted.scheme() == place.scheme() && wanted.code() == place.code();
}

bool IsParty(const api::Partnership& partnership, std::string_view organisation) {
  return partnership.lead_anchor_id() == organisation ||
         partnership.lead_partner_id() == organisation ||
         std::any_of(partnership.parties().begin(), partnership.parties().end(),
                     [&](const auto& party) { return party.org_id() == organisation; });
}

base::StatusOr<std::set<std::string>> PartnershipsOf(const Reading& reading,
                                                     std::string_view organisation) {
  std::set<std::string> ids;
  AL_RETURN_IF_ERROR(
      Each<api::Partnership>(reading, EntryKind::kPartnership, [&](const auto& partnership) {
        if (IsParty(partnership, organisation)) ids.insert(partnership.partnership_id());
      }));
  return ids;
}

Status ListAnchors(const Reading& reading, const api::ListAnchorsRequest& request,
                   api::ListAnchorsResponse& response) {
  const NameSearch search(request.page().search());
  AL_RETURN_IF_ERROR(List<api::Anchor>(
      reading, request, EntryKind::kAnchor,
      [&](const EntryAccess&, const api::Anchor& anchor) {
        return search.Matches({anchor.legal_name(), anchor.anchor_id()});
      },
      [](auto& r) { return r.add_anchors(); }, response));
  std::map<std::string, std::int64_t> led;
  AL_RETURN_IF_ERROR(Each<api::Partnership>(reading, EntryKind::kPartnership,
                                            [&](const auto& one) { ++led[one.lead_anchor_id()]; }));
  for (auto& anchor : *response.mutable_anchors()) {
    anchor.set_partnership_count(led[anchor.anchor_id()]);
  }
  return absl::OkStatus();
}

Status ListPartners(const Reading& reading, const api::ListPartnersRequest& request,
                    api::ListPartnersResponse& response) {
  const NameSearch search(request.page().search());
  AL_RETURN_IF_ERROR(List<api::Partner>(
      reading, request, EntryKind::kPartner,
      [&](const EntryAccess&, const api::Partner& partner) {
        return Wanted(request.kinds(), partner.kind()) &&
               (!request.has_geography() || SamePlace(request.geography(), partner.home_geo())) &&
               search.Matches({partner.org_name(), partner.partner_id()});
      },
      [](auto& r) { return r.add_partners(); }, response));
  std::map<std::string, std::set<std::string>> joined;
  AL_RETURN_IF_ERROR(
      Each<api::Partnership>(reading, EntryKind::kPartnership, [&](const auto& partnership) {
        for (const auto& party : partnership.parties()) {
          joined[party.org_id()].insert(partnership.partnership_id());
        }
      }));
  for (auto& partner : *response.mutable_partners()) {
    for (const auto& id : joined[partner.partner_id()]) partner.add_partnership_ids(id);
  }
  return absl::OkStatus();
}

Status ListPartnerships(const Reading& reading, const api::ListPartnershipsRequest& request,
                        api::ListPartnershipsResponse& response) {
  AL_RETURN_IF_ERROR(CheckKnown(
      reading,
      {{"anchor_id", request.anchor_id(), {EntryKind::kAnchor}, "ListAnchors names all anchors"}}));
  const NameSearch search(request.page().search());
  const auto keep = [&](const EntryAccess&, const api::Partnership& one) {
    const bool strategy = request.strategies().empty() ||
                          std::any_of(one.strategies().begin(), one.strategies().end(),
                                      [&](int s) { return Wanted(request.strategies(), s); });
    return strategy && Wanted(request.phases(), one.current_phase()) &&
           Wanted(request.models(), one.cwb_model()) &&
           (request.anchor_id().empty() || request.anchor_id() == one.lead_anchor_id()) &&
           (request.geo_id().empty() || request.geo_id() == one.geo_id()) &&
           search.Matches({one.title(), one.partnership_id()});
  };
  AL_RETURN_IF_ERROR(List<api::Partnership>(
      reading, request, EntryKind::kPartnership, keep, [](auto& r) { return r.add_partnerships(); },
      response));
  for (auto& one : *response.mutable_partnerships()) {
    one.clear_parties();
    one.clear_phases();
    one.clear_milestones();
  }
  return absl::OkStatus();
}

Status ListSuppliers(const Reading& reading, const api::ListSuppliersRequest& request,
                     api::ListSuppliersResponse& response) {
  const NameSearch search(request.page().search());
  const std::int32_t today = reading.parts.clock.Today().days;
  const auto holds = [&](const api::SupplierClassSpan& span) {
    return Wanted(request.classes(), span.class_()) && span.valid_from().days() <= today &&
           (!span.has_valid_to() || today <= span.valid_to().days());
  };
  return List<api::Supplier>(
      reading, request, EntryKind::kSupplier,
      [&](const EntryAccess&, const api::Supplier& one) {
        return (request.classes().empty() ||
                std::any_of(one.classes().begin(), one.classes().end(), holds)) &&
               (!request.has_geography() || SamePlace(request.geography(), one.business_geo())) &&
               search.Matches({one.name(), one.supplier_id()});
      },
      [](auto& r) { return r.add_suppliers(); }, response);
}

Status ListInvestments(const Reading& reading, const api::ListInvestmentsRequest& request,
                       api::ListInvestmentsResponse& response) {
  AL_RETURN_IF_ERROR(CheckKnown(
      reading,
      {{"anchor_id", request.anchor_id(), {EntryKind::kAnchor}, "ListAnchors names all anchors"},
       {"partnership_id",
        request.partnership_id(),
        {EntryKind::kPartnership},
        "ListPartnerships names all partnerships"},
       {"payee_org_id",
        request.payee_org_id(),
        {EntryKind::kPartner, EntryKind::kAnchor},
        "ListPartners names all partners"}}));
  AL_ASSIGN_OR_RETURN(const std::set<std::string> partnerships,
                      PartnershipsOf(reading, reading.call.principal().organisation.value()));
  const ReadScope scope(reading.call.principal(), partnerships);
  const NameSearch search(request.page().search());
  const auto is = [](const std::string& wanted, const std::string& value) {
    return wanted.empty() || wanted == value;
  };
  return List<api::Investment>(
      reading, request, EntryKind::kInvestment,
      [&](const EntryAccess& access, const api::Investment& one) {
        return Wanted(request.instruments(), one.instrument()) &&
               is(request.anchor_id(), one.anchor_id()) &&
               is(request.partnership_id(), one.partnership_id()) &&
               is(request.payee_org_id(), one.payee_org_id()) && scope.MaySee(access, one) &&
               search.Matches({one.investment_id(), one.deal_id(), one.payee_org_id()});
      },
      [](auto& r) { return r.add_investments(); }, response);
}

// Marks milestones of which an event that proved them was voided since.
Status MarkReopened(const Reading& reading, api::Partnership* partnership) {
  const storage::EventLog& log = reading.parts.log;
  for (auto& milestone : *partnership->mutable_milestones()) {
    for (const std::uint64_t evidence : milestone.evidence_positions()) {
      const base::Position position(evidence);
      AL_ASSIGN_OR_RETURN(const auto records,
                          log.Read(position, {.records = 1}, storage::Direction::kForward));
      if (records.empty() || records[0].tenant != reading.call.principal().tenant) continue;
      AL_ASSIGN_OR_RETURN(const domain::History history,
                          projections::ReadHistory(log, records[0].tenant, records[0].stream,
                                                   reading.rows.position()));
      const domain::Entry* entry = history.Find(position);
      if (entry != nullptr && entry->voided) milestone.set_reopened(true);
    }
  }
  return absl::OkStatus();
}

Status GetInvestment(const Reading& reading, const api::GetInvestmentRequest& request,
                     api::GetInvestmentResponse& response) {
  EntryAccess access;
  AL_RETURN_IF_ERROR(Get(reading, EntryKind::kInvestment, request.investment_id(), &access,
                         response.mutable_investment()));
  AL_ASSIGN_OR_RETURN(const std::set<std::string> partnerships,
                      PartnershipsOf(reading, reading.call.principal().organisation.value()));
  if (!ReadScope(reading.call.principal(), partnerships).MaySee(access, response.investment())) {
    return base::MakeError(base::ErrorReason::kPermissionDenied, "there is no such entry to see");
  }
  return absl::OkStatus();
}

Status GetPartner(const Reading& reading, const api::GetPartnerRequest& request,
                  api::GetPartnerResponse& response) {
  EntryAccess access;
  AL_RETURN_IF_ERROR(
      Get(reading, EntryKind::kPartner, request.partner_id(), &access, response.mutable_partner()));
  AL_ASSIGN_OR_RETURN(const std::set<std::string> ids,
                      PartnershipsOf(reading, request.partner_id()));
  for (const std::string& id : ids) response.mutable_partner()->add_partnership_ids(id);
  return absl::OkStatus();
}

Status GetAnchor(const Reading& reading, const api::GetAnchorRequest& request,
                 api::GetAnchorResponse& response) {
  EntryAccess access;
  AL_RETURN_IF_ERROR(
      Get(reading, EntryKind::kAnchor, request.anchor_id(), &access, response.mutable_anchor()));
  std::int64_t led = 0;
  AL_RETURN_IF_ERROR(Each<api::Partnership>(reading, EntryKind::kPartnership, [&](const auto& one) {
    led += one.lead_anchor_id() == request.anchor_id() ? 1 : 0;
  }));
  response.mutable_anchor()->set_partnership_count(led);
  return absl::OkStatus();
}

Status GetPartnership(const Reading& reading, const api::GetPartnershipRequest& request,
                      api::GetPartnershipResponse& response) {
  EntryAccess access;
  AL_RETURN_IF_ERROR(Get(reading, EntryKind::kPartnership, request.partnership_id(), &access,
                         response.mutable_partnership()));
  return MarkReopened(reading, response.mutable_partnership());
}

Status GetSupplier(const Reading& reading, const api::GetSupplierRequest& request,
                   api::GetSupplierResponse& response) {
  EntryAccess access;
  return Get(reading, EntryKind::kSupplier, request.supplier_id(), &access,
             response.mutable_supplier());
}

template <class Request>
std::uint64_t MinPosition(const Request& request) {
  if constexpr (requires { request.page(); }) {
    return request.page().min_position();
  } else {
    return request.min_position();
  }
}

using SharedParts = std::shared_ptr<const DirectoryParts>;

// Registers a method whose handler reads and fills in a response.
template <class Request, class Response>
void Add(rpc::GuardedService& service, std::string_view method, const SharedParts& parts,
         Status (*handle)(const Reading&, const Request&, Response&)) {
  service.Unary<Request, Response>(
      method,
      [parts, handle](const rpc::Call& call, const Request& request, Response& response) -> Status {
        AL_ASSIGN_OR_RETURN(const Reading reading,
                            BeginReading(*parts, call, MinPosition(request)));
        AL_RETURN_IF_ERROR(handle(reading, request, response));
        response.set_as_of_position(reading.rows.position().value());
        return absl::OkStatus();
      });
}

}  // namespace

std::unique_ptr<rpc::GuardedService> MakeDirectoryService(rpc::Guard& guard, DirectoryParts parts) {
  auto service =
      std::make_unique<rpc::GuardedService>("anchorledger.api.v1.DirectoryService", guard);
  const SharedParts shared = std::make_shared<const DirectoryParts>(std::move(parts));
  Add(*service, "ListAnchors", shared, ListAnchors);
  Add(*service, "GetAnchor", shared, GetAnchor);
  Add(*service, "ListPartners", shared, ListPartners);
  Add(*service, "GetPartner", shared, GetPartner);
  Add(*service, "ListPartnerships", shared, ListPartnerships);
  Add(*service, "GetPartnership", shared, GetPartnership);
  Add(*service, "ListSuppliers", shared, ListSuppliers);
  Add(*service, "GetSupplier", shared, GetSupplier);
  Add(*service, "ListInvestments", shared, ListInvestments);
  Add(*service, "GetInvestment", shared, GetInvestment);
  return service;
}

}  // namespace anchorledger::directory
