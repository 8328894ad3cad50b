#pragma once
// How an import is shown: counts, totals and what was rejected.
#include "anchorledger/api/v1/import.pb.h"
#include "clients/cli/session.h"

namespace anchorledger::cli {

// For programs: an object with `import_id`, `state`, `dry_run`, `read`, `created`, `updated`,
// `unchanged`, `rejected` and the totals in minor units.
Json ImportToJson(const api::v1::Import& import);
// `changes` is what a dry run would change in the metrics; null: nobody asked. Programs find it
// under `metric_changes`.
void ShowImport(Session& session, const api::v1::Import& import,
                const api::v1::ListMetricChangesResponse* changes = nullptr);
// What an undo has taken back, or would take back.
void ShowUndo(Session& session, const api::v1::UndoImportResponse& response, bool dry_run);
Report ImportListReport(const api::v1::ListImportsResponse& response);

}  // namespace anchorledger::cli
