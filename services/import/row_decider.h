// Whether a row is new, changed or known, and which events it takes to say so.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "proto/base/status.h"
#include "services/append/bulk_appender.h"
#include "services/import/import_job.h"
#include "services/import/prior_row.h"
#include "services/import/prior_rows.h"
#include "services/import/row_identity.h"
#include "services/import/row_mapper.h"
#include "services/import/row_pairing.h"

namespace anchorledger::importing {

struct RowDecision {
  enum class Kind : std::uint8_t {
    kCreate,     // `events` are new facts
    kUpdate,     // `events` change what an earlier import recorded
    kUnchanged,  // the ledger has it
    kLeave,      // to be decided when all rows are known, see `left`
    kReject,     // `problem` says why
  };
  Kind kind = Kind::kUnchanged;
  std::vector<append::BulkEvent> events;  // may be empty: a run before this one appended them
  LeftRow left;
  RowProblem problem;
  bool counts_money = true;  // false for a row that only repeats a key
};

// Decides rows of one pass over a file, in its order. Not thread-safe.
class RowDecider {
 public:
  // All must outlive the decider.
  RowDecider(const ImportJob& job, const storage::EventLog& log, const RowMapper& mapper,
             PriorRows& prior, StreamReader streams)
      : job_(job),
        log_(log),
        mapper_(mapper),
        prior_(prior),
        streams_(std::move(streams)),
        identities_(job.parameters.source, job.parameters.period) {}

  // Purchases that rows of the file reverse: a dry run has to remember them.
  void ExpectPurchase(std::string_view purchase_id) {
    expected_purchases_.insert(std::string(purchase_id));
  }

  // Decides a row of the first pass. Errors are failures of the ledger only.
  base::StatusOr<RowDecision> Decide(MappedRow& row);

  // Decides a row that was left, as new or as the changed form of a vanished row.
  base::StatusOr<RowDecision> DecideLeft(const LeftRow& left, const std::optional<RowPair>& pair,
                                         std::span<const VanishedRow> vanished, MappedRow& row);

  // What earlier imports have left of a row.
  base::StatusOr<PriorRow> ReadPrior(std::span<const PriorRows::Event> events) const {
    return ReadPriorRow(log_, job_.actor.tenant, events, job_.import_id, streams_);
  }

  // Events of first use, for a row that was mapped without them.
  std::vector<append::BulkEvent> FirstUsesOf(const MappedRow& row) const;

  // Voids of a row that has vanished.
  base::StatusOr<RowDecision> Void(const VanishedRow& vanished);

 private:
  base::StatusOr<RowDecision> DecideByKey(MappedRow& row);
  base::StatusOr<RowDecision> DecideByContent(MappedRow& row);
  base::StatusOr<RowDecision> DecideByStreams(MappedRow& row, const std::string& row_key);
  // Adds what the ids of the row name in the ledger, of types that the prior row has not.
  base::Status AddFromStreams(const MappedRow& row, PriorRow& prior) const;
  base::StatusOr<RowDecision> Compare(MappedRow& row, const PriorRow& prior);
  RowDecision Create(const MappedRow& row, const std::string& row_key, bool new_streams) const;
  RowDecision Known(const PriorRow& prior) const;
  append::BulkEvent EventOf(const MappedEvent& event, const std::string& row_key,
                            bool new_stream) const;
  void Stamp(append::BulkEvent& event, std::string_view row_key) const;

  const ImportJob& job_;
  const storage::EventLog& log_;
  const RowMapper& mapper_;
  PriorRows& prior_;
  const StreamReader streams_;
  RowIdentities identities_;
  absl::flat_hash_set<std::string> expected_purchases_;
};

}  // namespace anchorledger::importing
