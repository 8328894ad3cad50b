// ReportLinkService: makes, lists and ends links, and shows the report of one to who holds it.
#pragma once

#include <memory>

#include "proto/runtime/clock.h"
#include "services/append/stream_cache.h"
#include "services/rpc/guarded_service.h"
#include "services/rpc/token_sealer.h"
#include "services/security/link_store.h"

namespace anchorledger::links {

// What the handlers use; everything must outlive the service.
struct ReportLinkParts {
  security::LinkStore& links;
  append::StreamCache& streams;
  const rpc::TokenSealer& sealer;
  const runtime::Clock& clock;
};

std::unique_ptr<rpc::GuardedService> MakeReportLinkService(rpc::Guard& guard,
                                                           ReportLinkParts parts);

}  // namespace anchorledger::links
