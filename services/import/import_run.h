// One import from its first row to its last record.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "proto/base/status.h"
#include "services/import/batch_index.h"
#include "services/import/change_list.h"
#include "services/import/import_job.h"
#include "services/import/import_pass.h"
#include "services/import/lookup_table.h"
#include "services/import/prior_rows.h"
#include "services/import/row_file.h"

namespace anchorledger::importing {

enum class RunPhase : std::uint8_t { kChecking, kRunning, kCompleted, kRefused };

// Told whenever a run has moved on.
struct RunProgress {
  RunPhase phase = RunPhase::kChecking;
  ImportTally tally;
  std::uint64_t bytes_read = 0;
  std::uint64_t rows_done = 0;
  base::Position first;
  base::Position last;
  Encoding encoding = Encoding::kUtf8;
  char delimiter = ',';
};
using RunObserver = std::function<void(const RunProgress&)>;

// Opens the file, finds what earlier imports of its source left, checks the whole file first where
// that is asked for, records the batch, appends, and records what became of it. A run that was cut
// off is made again from the beginning: rows that it had appended are found in the ledger and count
// as before. A dry run also finds out what would change in the metrics. Not thread-safe.
class ImportRun {
 public:
  // `job` must outlive the run.
  ImportRun(const ImportJob& job, const ImportLedger& ledger, RunObserver observer)
      : job_(job), ledger_(ledger), observer_(std::move(observer)) {}

  // OK when it is completed, or refused with nothing appended. Errors: the file cannot be read or
  // does not fit the profile (FIELD_INVALID, FIELD_MISSING), CANCELLED, RULE_BROKEN where all or
  // nothing was asked for and a part is in the ledger, those of the ledger; what was appended
  // stays.
  base::Status Run(std::stop_token stop);

  const RunProgress& progress() const { return progress_; }

 private:
  base::Status Open();
  base::Status LoadPrior();
  base::Status Pass(append::BulkAppender::Mode mode, std::stop_token stop,
                    ProposalSpool* proposals = nullptr);
  base::Status DryRun(const std::stop_token& stop);
  base::StatusOr<ChangeSummary> FindChanges(ProposalSpool& proposals, ChangeListWriter& changes,
                                            const std::stop_token& stop);
  // Whether all or nothing was asked for, and not all of it is possible.
  bool IsRefused() const;
  base::Status Refuse();
  // The error of an import that is refused with a part of it in the ledger.
  base::Status HalfDone() const;
  base::Status RecordBatch(bool finished);
  void Tell(RunPhase phase);

  const ImportJob& job_;
  const ImportLedger ledger_;
  const RunObserver observer_;
  std::unique_ptr<RowFile> file_;
  std::vector<LookupTable> tables_;
  std::optional<RowMapper> mapper_;
  PriorRows prior_;
  BatchEvents appended_;  // by runs before this one, which were cut off
  RunProgress progress_;
};

}  // namespace anchorledger::importing
