// What a log must still know after whatever happened to it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "storage/log/rocksdb_log.h"

namespace anchorledger::testing {

// Remembers what was sent and what was acknowledged, outside the log, and judges the log by it.
class LogOracle {
 public:
  // The commit of this request id was sent: it may be in the log, once.
  void Sent(const storage::Commit& commit);
  // The answer to it came: it must be in the log from now on.
  void Answered(const std::string& request_id, const storage::AppendResult& result);

  // Forgets what the log was allowed to lose: everything from `position` on.
  void LostFrom(base::Position position);

  size_t acknowledged() const { return acknowledged_.size(); }
  base::Position last_acknowledged() const;

  // Empty when the log is right, else what is wrong with it first: every acknowledged commit is
  // there, once, at its place and with its content; nothing is there that was not sent; positions
  // and revisions have no gaps.
  std::string Judge(const storage::EventLog& log) const;

 private:
  std::map<std::string, storage::Commit> sent_;
  std::map<std::string, storage::Committed> acknowledged_;
};

// The commit of two records that is number `number` of a series: one in a stream that many commits
// share, one in a stream of its own.
storage::Commit NumberedCommit(const std::string& prefix, int number);

// The options of a log in `folder`, with defaults that suit small tests.
storage::RocksdbLogOptions LogOptionsIn(const std::string& folder, rocksdb::Env* env = nullptr);

// Appends the first `commits` of a series one after another, telling the oracle. Returns how many
// were committed.
int AppendCommits(storage::EventLog& log, LogOracle& oracle, const std::string& prefix,
                  int commits);

// The same, sent all at once, so that they share groups.
int AppendBurst(storage::EventLog& log, LogOracle& oracle, const std::string& prefix, int commits);

// Copies a folder as it lies on disk, also while it is in use.
void CopyTree(const std::string& from, const std::string& to);

// How many rounds a repeated test makes: `usual`, times ANCHORLEDGER_FAULT_ROUNDS where it is set.
int Rounds(int usual);

}  // namespace anchorledger::testing
