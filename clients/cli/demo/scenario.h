#pragma once
// The demo's partnerships: JSON files compiled into the program.
//
// Each file tells one partnership as entries in the order in which they are recorded:
//   {"on": day, "event": member of EventPayload, "of": its fields, "label": name, "figure": source}
// "@label" stands for the position of an earlier entry. An entry with "figure" holds a figure that
// was published, under that source; every other figure is illustrative. Either is said in the
// event's evidence.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "anchorledger/api/v1/event.pb.h"
#include "clients/cli/output/report.h"
#include "proto/base/status.h"

namespace anchorledger::cli {

struct Scenario {
  std::string partnership;
  std::string anchor;
  Json entries;
};

// The demo's three partnerships. A file that cannot be read is a fault of the build: checked.
std::vector<Scenario> DemoScenarios();

// The entry as an event that may be sent; `positions` holds those of labelled earlier entries.
base::StatusOr<api::v1::ProposedEvent> EventOf(
    const Scenario& scenario, const Json& entry,
    const std::map<std::string, std::uint64_t>& positions);

}  // namespace anchorledger::cli
