#pragma once
// How it is shown what an import would change in the metrics.
#include <vector>

#include "anchorledger/api/v1/import.grpc.pb.h"
#include "clients/cli/connection.h"
#include "clients/cli/output/report.h"

namespace anchorledger::cli {

// All pages: the fields of the first, with the changes of all.
base::StatusOr<api::v1::ListMetricChangesResponse> FetchMetricChanges(
    Connection& connection, api::v1::ImportService::Stub& stub, const std::string& import_id);

// For programs: an object with `state`, `computed_at`, `events` and `changes`, each with `metric`,
// `anchor_id`, `partnership_id` (null: the anchor as a whole), `fiscal_year` (null: all time),
// `before` and `after` as in the answer to a query, null where there is no cell.
Json MetricChangesToJson(const api::v1::ListMetricChangesResponse& response);

// For people: a row for each value or part that would differ.
Report MetricChangesReport(const api::v1::ListMetricChangesResponse& response);

}  // namespace anchorledger::cli
