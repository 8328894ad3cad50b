// Taking an import back by further events.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "proto/base/status.h"
#include "services/append/bulk_appender.h"
#include "services/import/import_job.h"

namespace anchorledger::importing {

struct UndoRequest {
  append::Actor actor;
  std::string import_id;
  std::string late_reason;
  bool dry_run = false;
};

struct UndoOutcome {
  std::uint64_t voided = 0;    // facts
  std::uint64_t restored = 0;  // amendments taken back, and facts entered again
  std::uint64_t kept = 0;      // registrations that something else uses
  bool already_undone = false;
};

// How far an undo is: everything is looked at twice, to check it and to undo it.
struct UndoProgress {
  std::uint64_t events_done = 0;
  std::uint64_t events_total = 0;
};
// Told at every commit and every few thousand rows, with what was done so far.
using UndoObserver = std::function<void(const UndoProgress&, const UndoOutcome&)>;

// Row by row, the last first: what the import recorded is voided, what it amended gets its earlier
// value, what it voided is entered again. Everything is checked before the first event; one row
// that cannot be taken back refuses the undo (RULE_BROKEN) with the first reasons. Made again after
// a stop, it goes on with what is left, and counts what was done before. Organisations that rows
// registered at first use are voided unless something else uses them by now.
//
// `ledger` must outlive the call.
base::StatusOr<UndoOutcome> UndoImport(const ImportLedger& ledger, const UndoRequest& request,
                                       std::stop_token stop, const UndoObserver& observer = {});

}  // namespace anchorledger::importing
