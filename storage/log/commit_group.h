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
class WriteBatch;
}  // namespace rocksdb

namespace anchorledger::storage {

// One group: commits are decided in order, each as if those before it were durable already, and
// the rows of the accepted ones are collected in one atomic batch. Answers may be given only after
// the batch was written: also a conflict or a duplicate may rest on a commit of this very group.
// Lives for one group on the writer thread.
class CommitGroup {
 public:
  // All must outlive the group. `head` is where the log ends before it.
  CommitGroup(LogDatabase& database, const LogIdentity& identity, const LogHead& head,
              RecordingClock& clock, StreamHeads& heads);
  ~CommitGroup();

  // The answer to the commit, provided that the batch is written.
  AppendResult Decide(const QueuedCommit& queued);

  // Completes the batch. Nothing may be decided afterwards.
  rocksdb::WriteBatch& Finish();

  // Whether there is anything to write.
  bool empty() const { return head_.position == before_.position; }

  // Where the log ends once the batch is written.
  const LogHead& head() const { return head_; }

  // Tells the cache of stream heads what was written.
  void Remember();

 private:
  struct Request {
    RequestDigest digest;
    Committed committed;
  };

  base::StatusOr<FoundRequest> Find(const Commit& commit) const;
  base::StatusOr<base::Revision> LastRevision(std::string_view tenant, std::string_view stream);
  base::StatusOr<AppendResult> DecideNew(const QueuedCommit& queued);
  Committed Add(const QueuedCommit& queued, base::Instant recorded_at,
                const std::vector<base::Revision>& revisions);

  LogDatabase& database_;
  const LogHead before_;
  const LogReader reader_;
  RecordingClock& clock_;
  StreamHeads& heads_;

  LogHead head_;
  std::unique_ptr<rocksdb::WriteBatch> batch_;
  std::unordered_map<std::string, base::Revision> written_;  // stream key -> last revision
  std::unordered_map<std::string, Request> requests_;        // request key
  std::string record_;                                       // scratch
};

}  // namespace anchorledger::storage
