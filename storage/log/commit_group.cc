#include "storage/log/commit_group.h"

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
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
                         RecordingClock& clock, StreamHeads& heads, rocksdb::WriteBatch& batch)
    : database_(database),
      before_(head),
      reader_(database, identity.log_id, head.position),
      clock_(clock),
      heads_(heads),
      head_(head),
      batch_(batch) {
  batch_.Clear();
}

std::unique_ptr<rocksdb::WriteBatch> CommitGroup::MakeBatch() {
  return std::make_unique<rocksdb::WriteBatch>(0, 0, kProtectionBytesPerKey, 0);
}

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

StatusOr<Revision*> CommitGroup::LastRevision(std::string_view tenant, std::string_view stream) {
  StreamHeads::MakeKey(tenant, stream, key_);
  if (Revision* const known = heads_.Find(key_)) return known;
  AL_ASSIGN_OR_RETURN(const Revision revision, reader_.LastRevision(tenant, stream));
  return heads_.Add(key_, revision);
}

StatusOr<AppendResult> CommitGroup::DecideNew(const QueuedCommit& queued) {
  const Commit& commit = queued.commit;
  expectation_heads_.clear();
  for (const auto* list : {&commit.expectations, &commit.guards}) {
    for (const StreamExpectation& expected : *list) {
      AL_ASSIGN_OR_RETURN(Revision* const actual,
                          LastRevision(commit.tenant.value(), expected.stream.value()));
      if (!Holds(expected.expectation, *actual)) {
        return Conflict{expected.stream, expected.expectation, *actual, list == &commit.guards};
      }
      expectation_heads_.push_back(actual);
    }
  }
  // Everything that can fail comes before the first row is added to the batch.
  AL_RETURN_IF_ERROR(FindRecordHeads(commit));
  AL_ASSIGN_OR_RETURN(const base::Instant recorded_at, clock_.Next());
  return Add(queued, recorded_at);
}

// Streams are mostly expected in the order in which they are written, and then known already.
base::Status CommitGroup::FindRecordHeads(const Commit& commit) {
  record_heads_.clear();
  size_t next = 0;
  for (const ProposedRecord& record : commit.records) {
    if (next < commit.expectations.size() && commit.expectations[next].stream == record.stream) {
      record_heads_.push_back(expectation_heads_[next++]);
      continue;
    }
    AL_ASSIGN_OR_RETURN(Revision* const last,
                        LastRevision(commit.tenant.value(), record.stream.value()));
    record_heads_.push_back(last);
  }
  return absl::OkStatus();
}

Committed CommitGroup::Add(const QueuedCommit& queued, base::Instant recorded_at) {
  const Commit& commit = queued.commit;
  const std::string_view tenant = commit.tenant.value();
  const auto count = static_cast<uint32_t>(commit.records.size());
  Committed committed{
      .first = head_.position.Next(), .count = count, .recorded_at = recorded_at, .revisions = {}};
  committed.revisions.reserve(count);
  for (uint32_t i = 0; i < count; ++i) {
    const ProposedRecord& proposed = commit.records[i];
    const std::string_view stream = proposed.stream.value();
    const Position position = committed.first.Plus(i);
    const Revision revision = *record_heads_[i] = record_heads_[i]->Next();
    committed.revisions.push_back(revision);
    EncodeRecord({.log_id = head_.log_id,
                  .epoch = head_.epoch,
                  .position = position,
                  .recorded_at = recorded_at,
                  .tenant = tenant,
                  .stream = stream,
                  .revision = revision,
                  .request_id = commit.request_id,
                  .request_index = i,
                  .request_count = count,
                  .header = proposed.header,
                  .payload = proposed.payload},
                 queued.seals[i], record_);
    AL_CHECK(batch_.Put(database_.log(), LogKey(position), record_).ok());
    stream_rows_.push_back({StreamKey(tenant, stream, revision), StreamValue(position)});
  }
  std::string request_key = RequestKey(tenant, commit.request_id);
  const RequestRow row{.first = committed.first, .count = count, .digest = commit.digest};
  request_rows_.push_back({request_key, RequestValue(row)});
  requests_[std::move(request_key)] = Request{commit.digest, committed};
  head_.position = committed.last();
  head_.recorded_at = recorded_at;
  return committed;
}

// In order of keys: the memtable finds the place of each near the place of the one before.
void CommitGroup::PutInOrder(rocksdb::ColumnFamilyHandle* family, std::vector<Row>& rows) {
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.key < b.key; });
  for (const Row& row : rows) AL_CHECK(batch_.Put(family, row.key, row.value).ok());
}

void CommitGroup::Finish() {
  const std::string complete_to = CompleteToValue(head_.position);
  stream_rows_.push_back({CompleteToKey(), complete_to});
  request_rows_.push_back({CompleteToKey(), complete_to});
  PutInOrder(database_.streams(), stream_rows_);
  PutInOrder(database_.requests(), request_rows_);
}

}  // namespace anchorledger::storage
