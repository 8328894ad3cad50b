#include "services/links/link_handlers.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "anchorledger/api/v1/report_link.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/event_types/event_type.h"
#include "services/links/linked_report.h"
#include "services/rpc/paging.h"

namespace anchorledger::links {
namespace {

namespace api = ::anchorledger::api::v1;
using security::LinkRecord;
using security::Principal;
using security::Role;

constexpr std::chrono::hours kLinkTimeDefault{14 * 24};
constexpr std::chrono::hours kLinkTimeMax{92 * 24};
constexpr security::RoleSet kNetworkRoles = {Role::kStw, Role::kSys};

// The same whether there is no such report, or none that the caller may ask for.
base::Status NotTheirs() {
  return base::MakeError(base::ErrorReason::kPermissionDenied,
                         "there is no such report to make links for");
}

// Those whom a report concerns: the anchor it is about, the partner that owes it, the network.
bool MaySendLinks(const Principal& caller, const domain::PartnerReport& report) {
  if (report.due == nullptr) return false;
  const std::string& organisation = caller.organisation.value();
  return caller.roles.Intersects(kNetworkRoles) || organisation == report.due->partner_id() ||
         organisation == report.called_in->header->anchor_id();
}

void FillTime(base::Instant instant, google::protobuf::Timestamp& time) {
  time.set_seconds(instant.micros / base::kMicrosPerSecond);
  time.set_nanos(static_cast<int32_t>(instant.micros % base::kMicrosPerSecond * 1000));
}

api::ReportLinkState StateOf(const LinkRecord& record, const ReportRead& read,
                             const domain::Entry* receipt, base::Instant now) {
  if (receipt != nullptr || read.report.received != nullptr) return api::REPORT_LINK_STATE_USED;
  switch (security::StateOf(record, now)) {
    case security::LinkState::kRevoked:
      return api::REPORT_LINK_STATE_REVOKED;
    case security::LinkState::kExpired:
      return api::REPORT_LINK_STATE_EXPIRED;
    case security::LinkState::kOpen:
      break;
  }
  return read.report.due == nullptr ? api::REPORT_LINK_STATE_NOT_DUE : api::REPORT_LINK_STATE_OPEN;
}

void FillLink(const LinkRecord& record, const ReportRead& read, base::Instant now,
              api::ReportLink& link) {
  link.set_link_id(record.link_id);
  link.set_report_id(record.purpose.report_id);
  link.set_partner_id(record.purpose.partner.value());
  link.set_created_by_actor_id(record.purpose.created_by.value());
  link.set_created_by_organisation_id(record.purpose.created_by_organisation.value());
  FillTime(record.created_at, *link.mutable_created_at());
  FillTime(record.expires_at, *link.mutable_expires_at());
  const domain::Entry* receipt =
      domain::ReceiptBy(*read.history, security::LinkActor(record.link_id));
  link.set_state(StateOf(record, read, receipt, now));
  if (receipt != nullptr) link.set_received_position(receipt->position.value());
}

base::StatusOr<base::Instant> ParseExpiry(const api::CreateReportLinkRequest& request,
                                          base::Instant now) {
  const auto ahead = [now](std::chrono::microseconds time) {
    return base::Instant{now.micros + time.count()};
  };
  if (!request.has_expires_at()) return ahead(kLinkTimeDefault);
  const base::Instant expires{request.expires_at().seconds() * base::kMicrosPerSecond +
                              request.expires_at().nanos() / 1000};
  if (expires <= now || expires > ahead(kLinkTimeMax)) {
    return base::InvalidFields({{"expires_at", "is " + base::FormatInstant(expires) +
                                                   ", must lie ahead, at most 92 days"}});
  }
  return expires;
}

// Of many links a few are of one report: each is read once.
class Reports {
 public:
  Reports(append::StreamCache& streams, const base::TenantId& tenant)
      : streams_(streams), tenant_(tenant) {}

  base::StatusOr<ReportRead> Of(const LinkRecord& record) {
    if (last_id_ != record.purpose.report_id || last_.history == nullptr) {
      AL_ASSIGN_OR_RETURN(last_, ReadReport(streams_, tenant_, record.purpose.report_id));
      last_id_ = record.purpose.report_id;
    }
    return last_;
  }

 private:
  append::StreamCache& streams_;
  const base::TenantId& tenant_;
  std::string last_id_;
  ReportRead last_;
};

// Whoever made a link may see and end it, also when the report was taken back.
bool MayEndLink(const Principal& caller, const LinkRecord& record, const ReportRead& read) {
  const bool is_maker = caller.organisation == record.purpose.created_by_organisation;
  return is_maker || caller.organisation == record.purpose.partner ||
         caller.roles.Intersects(kNetworkRoles) || MaySendLinks(caller, read.report);
}

// Evaluators follow a report that they may see to whoever let it in.
bool MaySeeLink(const Principal& caller, const LinkRecord& record, const ReportRead& read) {
  if (MayEndLink(caller, record, read)) return true;
  if (!caller.roles.Has(Role::kEval)) return false;
  const auto shown = [](const domain::Entry* entry) {
    if (entry == nullptr) return false;
    const auto visibility = entry->header->visibility();
    return visibility == event::v1::VISIBILITY_EVALUATORS ||
           visibility == event::v1::VISIBILITY_PUBLIC;
  };
  return shown(read.report.called_in) || shown(read.report.received);
}

}  // namespace

base::Status CreateReportLink(const ReportLinkParts& parts, const rpc::Call& call,
                              const api::CreateReportLinkRequest& request,
                              api::CreateReportLinkResponse& response) {
  if (request.report_id().empty()) {
    return base::InvalidFields(
        {{"report_id", "must name a report", base::ErrorReason::kFieldMissing}});
  }
  const Principal& caller = call.principal();
  AL_ASSIGN_OR_RETURN(const ReportRead read,
                      ReadReport(parts.streams, caller.tenant, request.report_id()));
  if (!MaySendLinks(caller, read.report)) return NotTheirs();
  const base::Instant now = parts.clock.Now();
  AL_ASSIGN_OR_RETURN(const base::Instant expires_at, ParseExpiry(request, now));
  if (read.report.received != nullptr) {
    return base::MakeError(base::ErrorReason::kRuleBroken, "report_id: the report is in already",
                           {{"rule", "report_open"}, {"field", "report_id"}});
  }
  AL_ASSIGN_OR_RETURN(
      const security::MintedLink minted,
      parts.links.Create({.tenant = caller.tenant,
                          .report_id = request.report_id(),
                          .partner = base::OrganisationId(read.report.due->partner_id()),
                          .created_by = caller.actor,
                          .created_by_organisation = caller.organisation},
                         now, expires_at));
  FillLink(minted.record, read, now, *response.mutable_link());
  response.set_secret(minted.secret);
  return absl::OkStatus();
}

base::Status ListReportLinks(const ReportLinkParts& parts, const rpc::Call& call,
                             const api::ListReportLinksRequest& request,
                             api::ListReportLinksResponse& response) {
  AL_ASSIGN_OR_RETURN(const size_t page_size, rpc::PageSize(request.page_size()));
  size_t next = 0;
  if (!request.page_token().empty()) {
    AL_ASSIGN_OR_RETURN(const std::string cursor,
                        rpc::OpenPage(parts.sealer, request, request.page_token()));
    std::from_chars(cursor.data(), cursor.data() + cursor.size(), next);
  }
  const Principal& caller = call.principal();
  const std::vector<LinkRecord> records = parts.links.List(caller.tenant);
  const base::Instant now = parts.clock.Now();
  Reports reports(parts.streams, caller.tenant);
  // Links are added at the end, so an index is a cursor; when old ones are dropped, a list that is
  // being read may leave some out.
  for (; next < records.size() && response.links_size() < static_cast<int>(page_size); ++next) {
    const LinkRecord& record = records[next];
    if (!request.report_id().empty() && request.report_id() != record.purpose.report_id) continue;
    if (!request.link_id().empty() && request.link_id() != record.link_id) continue;
    AL_RETURN_IF_ERROR(call.Alive());
    AL_ASSIGN_OR_RETURN(const ReportRead read, reports.Of(record));
    if (MaySeeLink(caller, record, read)) FillLink(record, read, now, *response.add_links());
  }
  if (next < records.size()) {
    response.set_next_page_token(rpc::SealPage(parts.sealer, request, std::to_string(next)));
  }
  return absl::OkStatus();
}

base::Status RevokeReportLink(const ReportLinkParts& parts, const rpc::Call& call,
                              const api::RevokeReportLinkRequest& request,
                              api::RevokeReportLinkResponse& response) {
  const Principal& caller = call.principal();
  ReportRead read;
  const auto allowed = [&](const LinkRecord& record) -> base::Status {
    AL_ASSIGN_OR_RETURN(read, ReadReport(parts.streams, caller.tenant, record.purpose.report_id));
    // As for an id that does not exist.
    return MayEndLink(caller, record, read)
               ? absl::OkStatus()
               : base::MakeError(base::ErrorReason::kNotFound,
                                 "link_id: no such link in this tenant");
  };
  AL_ASSIGN_OR_RETURN(const LinkRecord revoked,
                      parts.links.Revoke(caller.tenant, request.link_id(), allowed));
  FillLink(revoked, read, parts.clock.Now(), *response.mutable_link());
  return absl::OkStatus();
}

base::Status GetLinkedReport(const ReportLinkParts& parts, const rpc::Call& call,
                             const api::GetLinkedReportRequest&,
                             api::GetLinkedReportResponse& response) {
  const Principal& caller = call.principal();
  if (!caller.link.has_value()) return NotTheirs();
  AL_ASSIGN_OR_RETURN(const LinkRecord record,
                      parts.links.VerifyId(caller.link->link_id, parts.clock.Now()));
  AL_ASSIGN_OR_RETURN(const ReportRead read,
                      ReadReport(parts.streams, caller.tenant, record.purpose.report_id));
  FillLink(record, read, parts.clock.Now(), *response.mutable_link());
  response.set_request_id(caller.actor.value());
  if (read.report.due == nullptr) return absl::OkStatus();
  const event::v1::PartnerReportDue& due = *read.report.due;
  const event::v1::EventHeader& header = *read.report.called_in->header;
  api::LinkedReport& report = *response.mutable_report();
  report.set_report_id(due.report_id());
  report.set_partner_id(due.partner_id());
  report.set_anchor_id(header.anchor_id());
  report.set_partnership_id(header.partnership_id());
  report.set_report_kind(due.report_kind());
  *report.mutable_period() = due.period();
  *report.mutable_due_on() = due.due_on();
  for (const int type : domain::ReportedTypes(due.report_kind())) {
    report.add_event_types(std::string(event_types::FindEventType(type)->name));
  }
  AL_ASSIGN_OR_RETURN(*report.mutable_partner_name(),
                      PartnerName(parts.streams, caller.tenant, due.partner_id()));
  AL_ASSIGN_OR_RETURN(*report.mutable_anchor_name(),
                      AnchorName(parts.streams, caller.tenant, header.anchor_id()));
  return absl::OkStatus();
}

}  // namespace anchorledger::links
