// Imports as clients see them.
#pragma once

#include <span>

#include "anchorledger/api/v1/import.pb.h"
#include "services/import/batch_index.h"
#include "services/import/import_jobs.h"
#include "services/import/undo_jobs.h"

namespace anchorledger::importing {

// A job of this process.
api::v1::Import ImportMessageOf(const JobSnapshot& snapshot);
api::v1::ImportProgress ProgressMessageOf(const JobSnapshot& snapshot);
api::v1::ImportProgress ProgressMessageOf(const UndoState& undo);

// A batch of the ledger that no job of this process works on: completed, undone or interrupted.
api::v1::Import ImportMessageOf(const RecordedBatch& batch);

// Sets what stands in the ledger of an import: events, also by type, and where they are. Of an
// import that did not come to its end also of how many rows they are.
void SetRecordedEvents(const BatchEvents& events, bool finished, api::v1::Import& message);

// Sets which of the batches, in the order of their start, are of the same file, recorded something
// and stand: before an import, or, of a dry run, all of them.
void SetEarlierImports(std::span<const RecordedBatch> batches, api::v1::Import& message);

}  // namespace anchorledger::importing
