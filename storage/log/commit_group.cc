#include "storage/log/commit_group.h"

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <utility>

#include "proto/base/check.h"
#include "storage/log/commit_rules.h"
#include "storage/log/log_keys.h"
#include "storage/log/record_codec.h"

namespace anchorledger::storage {
namespace {

using base::Position;
using base::Revision;
using base::StatusOr;

// A checksum of each row from here to the memtable of RocksDB.
constexpr size_t kProtectionBytesPerKey = 8;

}  // namespace

CommitGroup::CommitGroup(LogDatabase& database, const LogIdentity& identity, const LogHead& head,
                         RecordingClock& clock, StreamHeads& heads)
    : database_(database),
      before_(head),
      reader_(database, identity.log_id, head.position),
      clock_(clock),
      heads_(heads),
      head_(head),
      batch_(std::make_unique<rocksdb::WriteBatch>(0, 0, kProtectionBytesPerKey, 0)) {}

CommitGroup::~CommitGroup() = default;

AppendResult CommitGroup::Decide(const QueuedCommit& queued) {
  const StatusOr<FoundRequest> found = Find(queued.commit);
  if (!found.ok()) return Unknown{found.status()};
  if (const auto* duplicate = std::get_if<Duplicate>(&*found)) return *duplicate;
  if (const auto* reused = std::get_if<Reused>(&*found)) return *reused;
  StatusOr<AppendResult> result = DecideNew(queued);
  if (!result.ok()) return Unknown{result.status()};
  return *std::move(result);
}

StatusOr<FoundRequest> CommitGroup::Find(const Commit& commit) const {
  const auto found = requests_.find(RequestKey(commit.tenant.value(), commit.request_id));
  if (found == requests_.end()) {
    return reader_.FindRequest(commit.tenant.value(), commit.request_id, commit.digest);
  }
  const Request& request = found->second;
  if (request.digest == commit.digest) return Duplicate{request.committed};
  return Reused{request.committed};
}

StatusOr<Revision> CommitGroup::LastRevision(std::string_view tenant, std::string_view stream) {
  const std::string key = StreamHeads::Key(tenant, stream);
  if (const auto found = written_.find(key); found != written_.end()) return found->second;
  if (const auto found = heads_.Find(key)) return *found;
  AL_ASSIGN_OR_RETURN(const Revision revision, reader_.LastRevision(tenant, stream));
  heads_.Put(key, revision);
  return revision;
}

StatusOr<AppendResult> CommitGroup::DecideNew(const QueuedCommit& queued) {
  const Commit& commit = queued.commit;
  const std::string_view tenant = commit.tenant.value();
  for (const auto* list : {&commit.expectations, &commit.guards}) {
    for (const StreamExpectation& expected : *list) {
      AL_ASSIGN_OR_RETURN(const Revision actual, LastRevision(tenant, expected.stream.value()));
      if (!Holds(expected.expectation, actual)) {
        return Conflict{expected.stream, expected.expectation, actual, list == &commit.guards};
      }
    }
  }
  // Everything that can fail comes before the first row is added to the batch.
  std::unordered_map<std::string_view, Revision> next;
  std::vector<Revision> revisions;
  revisions.reserve(commit.records.size());
  for (const ProposedRecord& record : commit.records) {
    const std::string_view stream = record.stream.value();
    auto at = next.find(stream);
    if (at == next.end()) {
      AL_ASSIGN_OR_RETURN(const Revision last, LastRevision(tenant, stream));
      at = next.emplace(stream, last).first;
    }
    at->second = at->second.Next();
    revisions.push_back(at->second);
  }
  AL_ASSIGN_OR_RETURN(const base::Instant recorded_at, clock_.Next());
  return Add(queued, recorded_at, revisions);
}

Committed CommitGroup::Add(const QueuedCommit& queued, base::Instant recorded_at,
                           const std::vector<Revision>& revisions) {
  const Commit& commit = queued.commit;
  const std::string_view tenant = commit.tenant.value();
  const auto count = static_cast<uint32_t>(commit.records.size());
  const Committed committed{.first = head_.position.Next(),
                            .count = count,
                            .recorded_at = recorded_at,
                            .revisions = revisions};
  for (uint32_t i = 0; i < count; ++i) {
    const ProposedRecord& proposed = commit.records[i];
    const std::string_view stream = proposed.stream.value();
    const Position position = committed.first.Plus(i);
    EncodeRecord({.log_id = head_.log_id,
                  .epoch = head_.epoch,
                  .position = position,
                  .recorded_at = recorded_at,
                  .tenant = tenant,
                  .stream = stream,
                  .revision = revisions[i],
                  .request_id = commit.request_id,
                  .request_index = i,
                  .request_count = count,
                  .header = proposed.header,
                  .payload = proposed.payload},
                 queued.seals[i], record_);
    AL_CHECK(batch_->Put(database_.log(), LogKey(position), record_).ok());
    AL_CHECK(batch_
                 ->Put(database_.streams(), StreamKey(tenant, stream, revisions[i]),
                       StreamValue(position))
                 .ok());
    written_[StreamHeads::Key(tenant, stream)] = revisions[i];
  }
  std::string request_key = RequestKey(tenant, commit.request_id);
  const RequestRow row{.first = committed.first, .count = count, .digest = commit.digest};
  AL_CHECK(batch_->Put(database_.requests(), request_key, RequestValue(row)).ok());
  requests_[std::move(request_key)] = Request{commit.digest, committed};
  head_.position = committed.last();
  head_.recorded_at = recorded_at;
  return committed;
}

rocksdb::WriteBatch& CommitGroup::Finish() {
  const std::string complete_to = CompleteToValue(head_.position);
  AL_CHECK(batch_->Put(database_.streams(), CompleteToKey(), complete_to).ok());
  AL_CHECK(batch_->Put(database_.requests(), CompleteToKey(), complete_to).ok());
  return *batch_;
}

void CommitGroup::Remember() {
  for (const auto& [key, revision] : written_) heads_.Put(key, revision);
}

}  // namespace anchorledger::storage
