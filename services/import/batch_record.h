// What the ledger holds about an import as a whole.
#pragma once

#include "proto/base/date.h"
#include "proto/base/strong_id.h"
#include "services/append/bulk_appender.h"
#include "services/import/import_job.h"
#include "services/import/import_tally.h"

namespace anchorledger::importing {

// The record with which a batch begins; every event of the batch names it.
append::BulkEvent MakeBatchRecord(const ImportJob& job, base::Date today);

// Turns it into the record with which the batch ends. `first` and `last` are positions of its
// events; 0 = there are none.
void DescribeResult(const ImportTally& tally, base::Position first, base::Position last,
                    event::v1::ImportBatchRecorded& record);

}  // namespace anchorledger::importing
