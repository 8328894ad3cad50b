#pragma once
// What the demo's partner owes at present, so that whoever tries the demo finds one report to fill
// in and one that is in already.
#include <string>
#include <vector>

#include "anchorledger/api/v1/event.pb.h"
#include "proto/base/date.h"

namespace anchorledger::cli {

// Events that are appended together.
struct OpenReports {
  std::string request_id;
  std::vector<api::v1::ProposedEvent> events;
};

// Two reports on the quarter before that of `today`, due after the end of the quarter: one open,
// one sent with nothing to report. The same for every day of a quarter, request id included, so
// that the demo can be run again; and due ahead, so that no figure of the demo's table moves.
OpenReports OpenReportsOn(base::Date today);

}  // namespace anchorledger::cli
