#include "services/links/linked_report.h"

#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/registry.pb.h"
#include "services/domain/event_types/event_placement.h"
#include "services/security/link_store.h"

namespace anchorledger::links {
namespace {

namespace pb = ::anchorledger::event::v1;

// The name that the last registration in force gives.
template <class Registered, class NameOf>
base::StatusOr<std::string> RegisteredName(append::StreamCache& streams,
                                           const base::TenantId& tenant, std::string_view kind,
                                           const std::string& id, const NameOf& name_of) {
  std::string name;
  if (id.empty()) return name;
  AL_ASSIGN_OR_RETURN(const auto history, streams.Get(tenant, event_types::StreamNamed(kind, id)));
  history->Each<Registered>(
      [&](const domain::Entry&, const Registered& registered) { name = name_of(registered); });
  return name;
}

}  // namespace

base::StatusOr<ReportRead> ReadReport(append::StreamCache& streams, const base::TenantId& tenant,
                                      std::string_view report_id) {
  ReportRead read;
  AL_ASSIGN_OR_RETURN(read.history, streams.Get(tenant, domain::ReportStream(report_id)));
  read.report = domain::ReadReport(*read.history);
  return read;
}

base::Status CheckAwaited(append::StreamCache& streams, const security::LinkRecord& link) {
  AL_ASSIGN_OR_RETURN(const ReportRead read,
                      ReadReport(streams, link.purpose.tenant, link.purpose.report_id));
  const std::string actor = security::LinkActor(link.link_id);
  // Sent by this link it has done its work, also when what it brought was voided since.
  if (read.report.received != nullptr || domain::ReceiptBy(*read.history, actor) != nullptr) {
    return security::LinkRefused(security::kLinkUsed);
  }
  const bool is_due =
      read.report.due != nullptr && read.report.due->partner_id() == link.purpose.partner.value();
  return is_due ? absl::OkStatus() : security::LinkRefused(security::kLinkNotDue);
}

base::StatusOr<std::string> PartnerName(append::StreamCache& streams, const base::TenantId& tenant,
                                        const std::string& partner_id) {
  return RegisteredName<pb::PartnerOnboarded>(
      streams, tenant, "partner", partner_id,
      [](const pb::PartnerOnboarded& partner) { return partner.org_name(); });
}

base::StatusOr<std::string> AnchorName(append::StreamCache& streams, const base::TenantId& tenant,
                                       const std::string& anchor_id) {
  return RegisteredName<pb::AnchorRegistered>(
      streams, tenant, "anchor", anchor_id,
      [](const pb::AnchorRegistered& anchor) { return anchor.legal_name(); });
}

}  // namespace anchorledger::links
