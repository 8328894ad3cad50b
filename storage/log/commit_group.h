// Decides the commits that are written together.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/log/append_queue.h"
#include "storage/log/log_database.h"
#include "storage/log/log_identity.h"
#include "storage/log/log_reader.h"
#include "storage/log/recording_clock.h"
#include "storage/log/stream_heads.h"

namespace rocksdb {
class ColumnFamilyHandle;
class WriteBatch;
}  // namespace rocksdb

namespace anchorledger::storage {

// One group: commits are decided in order, each as if those before it were durable already, and
// the rows of the accepted ones are collected in one atomic batch. Answers may be given only after
// the batch was written: also a conflict or a duplicate may rest on a commit of this very group.
// Lives for one group on the writer thread.
class CommitGroup {
 public:
  // All must outlive the group. `head` is where the log ends before it. `heads` learns what is
  // decided at once: when the batch is not written, it must be cleared. `batch` is emptied first;
  // groups share one, so that its memory is there already.
  CommitGroup(LogDatabase& database, const LogIdentity& identity, const LogHead& head,
              RecordingClock& clock, StreamHeads& heads, rocksdb::WriteBatch& batch);

  // An empty batch with all that a group asks of one.
  static std::unique_ptr<rocksdb::WriteBatch> MakeBatch();

  // The answer to the commit, provided that the batch is written.
  AppendResult Decide(const QueuedCommit& queued);

  // Completes the batch. Nothing may be decided afterwards.
  void Finish();

  // Whether there is anything to write.
  bool empty() const { return head_.position == before_.position; }

  // Where the log ends once the batch is written.
  const LogHead& head() const { return head_; }

 private:
  struct Request {
    RequestDigest digest;
    Committed committed;
  };
  struct Row {
    std::string key;
    std::string value;
  };

  base::StatusOr<FoundRequest> Find(const Commit& commit) const;
  // Where the last revision of the stream is kept in `heads_`.
  base::StatusOr<base::Revision*> LastRevision(std::string_view tenant, std::string_view stream);
  base::StatusOr<AppendResult> DecideNew(const QueuedCommit& queued);
  base::Status FindRecordHeads(const Commit& commit);
  Committed Add(const QueuedCommit& queued, base::Instant recorded_at);
  void PutInOrder(rocksdb::ColumnFamilyHandle* family, std::vector<Row>& rows);

  LogDatabase& database_;
  const LogHead before_;
  const LogReader reader_;
  RecordingClock& clock_;
  StreamHeads& heads_;

  LogHead head_;
  rocksdb::WriteBatch& batch_;
  std::unordered_map<std::string, Request> requests_;  // request key
  std::vector<Row> stream_rows_;                       // of all commits
  std::vector<Row> request_rows_;

  // Of the commit being decided: the last revision of the stream of each expectation and record.
  std::vector<base::Revision*> expectation_heads_;
  std::vector<base::Revision*> record_heads_;
  std::string key_;     // scratch
  std::string record_;  // scratch
};

}  // namespace anchorledger::storage
