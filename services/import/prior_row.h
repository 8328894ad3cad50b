// One row as earlier imports have left it in the ledger, and what makes it another row.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/status.h"
#include "services/append/bulk_appender.h"
#include "services/domain/amendment.h"
#include "services/domain/history.h"
#include "services/import/prior_rows.h"
#include "services/import/row_mapper.h"
#include "services/import/row_problem.h"
#include "storage/log/event_log.h"

namespace anchorledger::importing {

// Reads streams as the ledger and the rows so far leave them.
using StreamReader =
    std::function<base::StatusOr<std::shared_ptr<const domain::History>>(const base::StreamId&)>;

// One event of the row.
struct PriorItem {
  std::shared_ptr<const domain::History> history;  // keeps `entry`
  const domain::Entry* entry = nullptr;
  // What imports have said last: as recorded, with the amendments that imports made. A person's
  // amendment is not undone because the same file comes again.
  domain::EventVersion imported;
  // An import took it out again. (What a person voided still counts as said: it must not come
  // back.)
  bool gone = false;
};

struct PriorRow {
  std::vector<PriorItem> items;
  std::string row_key;
  // What the batch at hand did to the row before it was interrupted: recorded, amended, voided
  // events of it; and whether the row was there before the batch.
  bool by_this_batch = false;
  bool amended_by_this_batch = false;
  bool voided_by_this_batch = false;
  bool before_this_batch = false;

  bool alive() const;
  bool HasOfType(int event_type) const;  // also voided ones
  bool touched_by_this_batch() const {
    return by_this_batch || amended_by_this_batch || voided_by_this_batch;
  }
};

// Reads the events of a row. `this_batch` is the id of the batch at hand.
base::StatusOr<PriorRow> ReadPriorRow(const storage::EventLog& log, const base::TenantId& tenant,
                                      std::span<const PriorRows::Event> events,
                                      std::string_view this_batch, const StreamReader& streams);

// Adds the event of a stream that says the same as a mapped event, whoever recorded it: how a
// supplier or a loan with an id of its own is found again. Nothing when the stream has no such
// event. The row has its key already.
base::Status AddFromStream(const MappedEvent& event, const base::StreamId& stream,
                           std::string_view this_batch, const StreamReader& streams, PriorRow& row);

// The content of an event as imports have said it last.
std::string ImportedContent(const CompiledEmit& emit, const PriorItem& item);

// Whether row and ledger say the same.
bool SaysTheSame(const MappedRow& row, const PriorRow& prior);

// The events that make the ledger say what the row says: amendments of the fields that changed, new
// events, voids of events that the row does not make any more. The ids of the row must be those of
// the prior row already. False when no amendment can say it; `problem` then names the field.
base::StatusOr<bool> MakeChanges(const MappedRow& row, const PriorRow& prior,
                                 std::vector<append::BulkEvent>& changes, RowProblem& problem);

// Voids of all events of the row that are in force, the last first.
std::vector<append::BulkEvent> MakeVoids(const PriorRow& prior);

}  // namespace anchorledger::importing
