#include "tests/support/log/log_oracle.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <set>
#include <utility>

#include "tests/support/log/commits.h"

namespace anchorledger::testing {
namespace {

using base::Position;
using storage::AppendResult;
using storage::Commit;
using storage::Committed;
using storage::Record;

std::string At(const Record& record) {
  return "position " + std::to_string(record.position.value()) + ": ";
}

}  // namespace

Commit NumberedCommit(const std::string& prefix, int number) {
  return MakeCommit(prefix + std::to_string(number), {"shared/" + std::to_string(number % 3),
                                                      "own/" + prefix + std::to_string(number)});
}

void LogOracle::Sent(const Commit& commit) { sent_[commit.request_id] = commit; }

void LogOracle::Answered(const std::string& request_id, const AppendResult& result) {
  if (const auto* committed = std::get_if<Committed>(&result)) {
    acknowledged_[request_id] = *committed;
  }
  if (const auto* duplicate = std::get_if<storage::Duplicate>(&result)) {
    acknowledged_[request_id] = duplicate->original;
  }
}

void LogOracle::LostFrom(Position position) {
  std::erase_if(acknowledged_, [&](const auto& entry) { return entry.second.first >= position; });
}

Position LogOracle::last_acknowledged() const {
  Position last;
  for (const auto& [request, committed] : acknowledged_) last = std::max(last, committed.last());
  return last;
}

std::string LogOracle::Judge(const storage::EventLog& log) const {
  std::map<std::string, uint64_t> revisions;
  std::map<std::string, Committed> found;
  Position next{1};
  for (;;) {
    const auto records = log.Read(next, {}, storage::Direction::kForward);
    if (!records.ok()) return base::ToString(records.status());
    if (records->empty()) break;
    for (const Record& record : *records) {
      if (record.position != next) return At(record) + "not the next position";
      const auto sent = sent_.find(record.request_id);
      if (sent == sent_.end()) return At(record) + "was never sent";
      const auto& proposed = sent->second.records[record.request_index];
      if (record.header != proposed.header || record.payload != proposed.payload ||
          record.stream != proposed.stream) {
        return At(record) + "is not what was sent";
      }
      if (record.revision.value() != ++revisions[record.stream.value()]) {
        return At(record) + "not the next revision";
      }
      Committed& commit = found[record.request_id];
      if (commit.revisions.size() != record.request_index) return At(record) + "is there twice";
      if (record.request_index == 0) commit.first = record.position;
      commit.count = record.request_count;
      commit.recorded_at = record.recorded_at;
      commit.revisions.push_back(record.revision);
      next = next.Next();
    }
  }
  for (const auto& [request, committed] : found) {
    if (committed.revisions.size() != committed.count) return "request " + request + " is torn";
  }
  for (const auto& [request, committed] : acknowledged_) {
    const auto there = found.find(request);
    if (there == found.end()) return "acknowledged request " + request + " is missing";
    if (there->second != committed) return "acknowledged request " + request + " has changed";
    const Commit& sent = sent_.at(request);
    const auto known = log.FindRequest(sent.tenant, request, sent.digest);
    if (!known.ok()) return base::ToString(known.status());
    const auto* duplicate = std::get_if<storage::Duplicate>(&*known);
    if (duplicate == nullptr || duplicate->original != committed) {
      return "acknowledged request " + request + " is not found by its id";
    }
  }
  return "";
}

storage::RocksdbLogOptions LogOptionsIn(const std::string& folder, rocksdb::Env* env) {
  return {.folder = {.folder = folder, .env = env},
          .free_bytes_to_resume = 1U << 20,
          .full_probe_every = std::chrono::milliseconds(5)};
}

int AppendCommits(storage::EventLog& log, LogOracle& oracle, const std::string& prefix,
                  int commits) {
  int committed = 0;
  for (int i = 0; i < commits; ++i) {
    const Commit commit = NumberedCommit(prefix, i);
    oracle.Sent(commit);
    const AppendResult result = AppendNow(log, commit);
    oracle.Answered(commit.request_id, result);
    committed += std::holds_alternative<Committed>(result) ? 1 : 0;
  }
  return committed;
}

int AppendBurst(storage::EventLog& log, LogOracle& oracle, const std::string& prefix, int commits) {
  std::vector<std::promise<AppendResult>> promises(static_cast<size_t>(commits));
  std::vector<bool> taken;
  for (int i = 0; i < commits; ++i) {
    const Commit commit = NumberedCommit(prefix, i);
    oracle.Sent(commit);
    auto& promise = promises[static_cast<size_t>(i)];
    taken.push_back(
        log.Append(commit,
                   [&promise](AppendResult result) { promise.set_value(std::move(result)); })
            .ok());
  }
  int committed = 0;
  for (int i = 0; i < commits; ++i) {
    if (!taken[static_cast<size_t>(i)]) continue;
    const AppendResult result = promises[static_cast<size_t>(i)].get_future().get();
    oracle.Answered(prefix + std::to_string(i), result);
    committed += std::holds_alternative<Committed>(result) ? 1 : 0;
  }
  return committed;
}

void CopyTree(const std::string& from, const std::string& to) {
  std::filesystem::remove_all(to);
  std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

int Rounds(int usual) {
  const char* times = std::getenv("ANCHORLEDGER_FAULT_ROUNDS");
  return times == nullptr ? usual : usual * std::max(1, std::atoi(times));
}

}  // namespace anchorledger::testing
