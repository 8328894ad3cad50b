// The report behind a link, as the ledger tells it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "proto/base/status.h"
#include "services/append/stream_cache.h"
#include "services/domain/partner_reports.h"
#include "services/security/link_record.h"

namespace anchorledger::links {

// A report and the events that it was read from.
struct ReportRead {
  std::shared_ptr<const domain::History> history;
  domain::PartnerReport report;
};
base::StatusOr<ReportRead> ReadReport(append::StreamCache& streams, const base::TenantId& tenant,
                                      std::string_view report_id);

// OK while the report of the link is waited for; else security::LinkRefused() as used or not due,
// with the day that the report came in, where it is in. Reads one short stream; any thread.
base::Status CheckAwaited(append::StreamCache& streams, const security::LinkRecord& link);

// The registered name of a partner or an anchor; empty where there is none.
base::StatusOr<std::string> PartnerName(append::StreamCache& streams, const base::TenantId& tenant,
                                        const std::string& partner_id);
base::StatusOr<std::string> AnchorName(append::StreamCache& streams, const base::TenantId& tenant,
                                       const std::string& anchor_id);

}  // namespace anchorledger::links
