// EventService.ListEvents.
#pragma once

#include <functional>

#include "proto/base/status.h"
#include "services/append/stream_cache.h"
#include "services/projections/event_index.h"
#include "services/rpc/call.h"
#include "services/rpc/token_sealer.h"
#include "storage/log/event_log.h"

namespace anchorledger::api::v1 {
class ListEventsRequest;
class ListEventsResponse;
}  // namespace anchorledger::api::v1

namespace anchorledger::events {

// What reading needs; everything must outlive the calls.
struct ReadParts {
  storage::EventLog& log;
  append::StreamCache& cache;
  const rpc::TokenSealer& sealer;
  // The event index as it stands, however far behind.
  std::function<projections::EventIndex()> index;
};

// Fills in one page: at most the page size, kPageBytesMax bytes, and what kListScanRecordsMax
// records hold; where one of the last two ends it, the page is short and has a token to go on. It
// holds what was recorded up to the head at the time of the call, however far the index lags.
base::Status ListEvents(const ReadParts& parts, const rpc::Call& call,
                        const api::v1::ListEventsRequest& request,
                        api::v1::ListEventsResponse& response);

}  // namespace anchorledger::events
