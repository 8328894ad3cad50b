// The engine and the reference evaluator, asked the same question about the same log.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "services/metrics/catalogue.h"
#include "services/metrics/query.h"
#include "services/metrics/reference/evaluator.h"
#include "services/projections/fact_view.h"
#include "storage/log/event_log.h"

namespace anchorledger::testing {

// The catalogue that ships, compiled once.
const metrics::Catalogue& EmbeddedMetrics();

// All records of the log, decoded.
std::vector<metrics::reference::RecordedEvent> EventsOf(const storage::EventLog& log);

// The reference evaluator for the tenant and cut-off of the query.
std::unique_ptr<metrics::reference::Evaluator> ReferenceFor(
    const std::vector<metrics::reference::RecordedEvent>& events, const metrics::Query& query);
metrics::reference::Query ReferenceQuery(const metrics::Query& query);

// "5", "5/7", "true", "undefined:denominator_zero 3", ...
std::string Shown(const metrics::Value& value);
std::string Shown(const metrics::reference::Value& value);
std::string Shown(const metrics::reference::Result& result);

// Asks both evaluators for all plans and says, one text each, where they differ: in a cell of the
// engine's answer, or in a cell that the engine left out and the reference finds something in.
std::vector<std::string> Differences(const projections::FactView& view,
                                     const metrics::reference::Evaluator& reference,
                                     const metrics::Query& query,
                                     const std::vector<const metrics::Plan*>& plans);

}  // namespace anchorledger::testing
