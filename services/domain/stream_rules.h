// Rules about a stream as a whole: what is in force in it, in order of date, must be a history that
// could have happened. They are checked on the history that an append, an amendment or a void would
// leave behind, and name the first date and the events that break them.
#pragma once

#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "services/domain/history.h"

namespace anchorledger::domain {

// Whether streams of this kind have rules. Those that have none need not be read to be written.
bool HasStreamRules(const base::StreamId& stream);

// The rules of the stream's kind.
base::Status CheckStream(const base::StreamId& stream, const History& history);

// At most one event of type `opener` is in force, and at least one when anything else is.
base::Status CheckOpening(const History& history, int opener, const base::StreamId& stream);

base::Status CheckBaselineStream(const base::StreamId& stream, const History& history);
base::Status CheckReferenceSetStream(const base::StreamId& stream, const History& history);
base::Status CheckPartnershipStream(const base::StreamId& stream, const History& history);
base::Status CheckSupplierStream(const base::StreamId& stream, const History& history);
base::Status CheckPurchaseStream(const base::StreamId& stream, const History& history);
base::Status CheckAllocationStream(const base::StreamId& stream, const History& history);
base::Status CheckInvestmentStream(const base::StreamId& stream, const History& history);
base::Status CheckCoInvestmentStream(const base::StreamId& stream, const History& history);
base::Status CheckReportStream(const base::StreamId& stream, const History& history);
base::Status CheckPeriodStream(const base::StreamId& stream, const History& history);
base::Status CheckImportBatchStream(const base::StreamId& stream, const History& history);

}  // namespace anchorledger::domain
