// What somebody who came by a link may append: the one report that the link is for, once.
#pragma once

#include "proto/base/status.h"
#include "services/append/append_command.h"
#include "services/append/stream_cache.h"
#include "services/security/principal.h"

namespace anchorledger::api::v1 {
class AppendEventsRequest;
}  // namespace anchorledger::api::v1

namespace anchorledger::events {

// The checks of one append by a link, in two steps around the parsing of the request: first what
// may be named at all, so that nothing is looked up for somebody who has no right to know of it,
// then what only the finished events tell. Not for concurrent use.
class LinkScope {
 public:
  // `principal` came by a link; both must outlive the scope.
  LinkScope(const security::Principal& principal, append::StreamCache& cache)
      : principal_(principal), scope_(*principal.link), cache_(cache) {}

  // PERMISSION_DENIED with the metadata `scope` for anything but that report: another request id,
  // another partner, report or kind of event, anything said beside the events. RULE_BROKEN with the
  // rule `report_open` when the report is in or not asked for any more, unless it is in by this
  // link: then the request is let through, and the log knows what it answered.
  base::Status CheckRequest(const api::v1::AppendEventsRequest& request);

  // PERMISSION_DENIED as above for another anchor, partnership or time than the report's. Makes the
  // command fail, rather than count, when the report came in otherwise in the meantime.
  base::Status Narrow(append::AppendCommand& command) const;

 private:
  base::Status CheckOpen() const;

  const security::Principal& principal_;
  const security::ReportScope& scope_;
  append::StreamCache& cache_;
  std::shared_ptr<const domain::History> report_;  // set by CheckRequest
  bool is_sent_ = false;                           // by this link
};

}  // namespace anchorledger::events
