// One pass over a file: every row is decided and, unless the pass is dry, appended.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "proto/base/status.h"
#include "services/append/bulk_appender.h"
#include "services/import/batch_index.h"
#include "services/import/commit_lanes.h"
#include "services/import/import_job.h"
#include "services/import/import_tally.h"
#include "services/import/prior_rows.h"
#include "services/import/proposal_spool.h"
#include "services/import/recorded_row.h"
#include "services/import/row_block.h"
#include "services/import/row_decider.h"
#include "services/import/row_file.h"
#include "services/import/row_list.h"
#include "services/import/row_mapper.h"
#include "services/import/row_pairing.h"

namespace anchorledger::importing {

// Where a pass is; told at every commit and every few thousand rows.
struct PassProgress {
  const ImportTally& tally;
  std::uint64_t bytes_read = 0;
  std::uint64_t rows_done = 0;
  base::Position first;  // of what was appended; 0 = nothing yet
  base::Position last;
};
using PassObserver = std::function<void(const PassProgress&)>;

// Rows are read and mapped by workers ahead of the thread that decides them in the order of the
// file. They are read once; those that cannot be decided before all others are known (new rows of a
// corrected file, reversals) are read a second time. What is held in memory a row: its identity, 8
// bytes, and 64 for a row that is read again. Not thread-safe.
class ImportPass {
 public:
  // All but `observer` must outlive the pass.
  ImportPass(const ImportJob& job, const ImportLedger& ledger, RowFile& file,
             const RowMapper& mapper, PriorRows& prior, append::BulkAppender::Mode mode,
             PassObserver observer);

  // A dry pass writes down the events that it would append, in order; `spool` must outlive the
  // pass.
  void KeepProposals(ProposalSpool& spool) { proposals_ = &spool; }

  // Counts on from what the runs before this one have appended under the same id.
  void ContinueFrom(const BatchEvents& appended);

  // Errors end the pass: the file cannot be read on, the ledger fails, or the caller stops it
  // (CANCELLED). What was appended until then stays.
  base::Status Run(std::stop_token stop);

  const ImportTally& tally() const { return tally_; }
  PassProgress progress() const;

 private:
  // A row under decision: its block, and what was mapped of it.
  struct Subject {
    std::shared_ptr<RowBlock> block;
    std::size_t index = 0;
    RowBlock::Row& row() const { return block->rows()[index]; }
    MappedRow& mapped() const { return row().mapped; }
    CsvRow csv() const { return block->csv(index); }
  };

  base::Status OpenLists();
  base::Status AssumeBatch();
  base::Status ExpectPurchases();
  base::Status FirstReading(const std::stop_token& stop);
  base::Status SecondReading(const std::stop_token& stop);
  base::Status HandleVanished(const std::stop_token& stop);
  base::Status FindVanished();
  base::Status VoidVanished(const VanishedRow& vanished, RowProblem& problem);
  base::Status NoteVanished(const PriorRow& prior, RowProblem problem);
  base::Status ReadRow(const Subject& subject);
  base::Status ReadAgain(const CsvRow& csv, const LeftRow* left,
                         const std::optional<RowPair>& pair);
  base::Status Complete(const Subject& subject);
  base::StatusOr<std::vector<append::BulkEvent>> FirstUsesOf(const Subject& subject);
  base::Status Settle(const Subject& subject, RowDecision decision);
  base::Status Append(const Subject& subject, RowDecision& decision, RowProblem& problem);
  base::Status Accept(const CsvRow& csv, const MappedRow& row, const RowDecision& decision);
  base::Status Reject(const CsvRow& csv, const RowProblem& problem);
  base::Status NoteCredits(const CsvRow& csv, const MappedRow& row);
  base::Status SubmitWhenFull();
  base::Status Landed(const LandedCommit& commit);
  base::Status TakeRefused(const append::RefusedRow& refused, const std::vector<WaitingRow>& rows);
  base::Status CheckStop(const std::stop_token& stop);

  const ImportJob& job_;
  RowFile& file_;
  const RowMapper& mapper_;
  PriorRows& prior_;
  const append::BulkAppender::Mode mode_;
  const base::Date today_;
  const PassObserver observer_;
  ProposalSpool* proposals_ = nullptr;
  CommitLanes lanes_;
  RowDecider decider_;
  ImportTally tally_;
  std::unique_ptr<RowListWriter> rejected_;
  std::unique_ptr<RowListWriter> vanished_list_;
  std::unique_ptr<RowListWriter> credits_;
  std::vector<LeftRow> left_;
  std::vector<std::uint64_t> deferred_;  // lines
  std::vector<VanishedRow> vanished_;
  std::vector<std::span<const PriorRows::Event>> voided_before_;  // by this batch, see FindVanished
  RecordedRowText vanished_text_;
  std::vector<std::string> vanished_columns_;
  absl::flat_hash_set<FirstUse> first_uses_;  // of accepted rows
  std::uint64_t rows_done_ = 0;
  std::uint64_t bytes_read_ = 0;
  base::Position first_;
  base::Position last_;
};

}  // namespace anchorledger::importing
