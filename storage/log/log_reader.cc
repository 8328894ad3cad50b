#include "storage/log/log_reader.h"

#include <rocksdb/db.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <string>
#include <utility>

#include "storage/log/read_window.h"
#include "storage/log/record_codec.h"
#include "storage/rocksdb/rocksdb_status.h"

namespace anchorledger::storage {
namespace {

using base::Position;
using base::Revision;
using base::Status;
using base::StatusOr;

// Records fetched at once by position: enough to spread the cost of a call, few enough not to
// fetch far beyond a bound in bytes.
constexpr size_t kFetchRecordsMax = 64;

// A read of so many records by position is part of a scan.
constexpr size_t kScanRecordsMin = 512;

Status Missing(Position position) {
  return base::MakeError(base::ErrorReason::kDataCorrupt,
                         "record at position " + std::to_string(position.value()) + " is missing",
                         {{"position", std::to_string(position.value())}});
}

Status BrokenStream(std::string_view stream, std::string_view what) {
  return base::MakeError(base::ErrorReason::kDataCorrupt,
                         "stream " + std::string(stream) + ": " + std::string(what));
}

void Step(rocksdb::Iterator& row, Direction direction) {
  if (direction == Direction::kForward) {
    row.Next();
  } else {
    row.Prev();
  }
}

}  // namespace

StatusOr<std::vector<Record>> LogReader::Read(Position from, ReadLimit limit,
                                              Direction direction) const {
  std::vector<Record> read;
  ReadWindow window(limit);
  uint64_t place = FirstPlace(from.value(), head_.value(), direction);
  if (place == 0 || window.records_left() == 0) return read;
  const uint64_t there = direction == Direction::kForward ? head_.value() - place + 1 : place;
  read.reserve(std::min<size_t>(window.records_left(), there));
  rocksdb::ReadOptions options;
  options.total_order_seek = true;
  // Who reads the whole log comes by once: the cache is for records that are looked up.
  options.fill_cache = window.records_left() < kScanRecordsMin;
  const std::unique_ptr<rocksdb::Iterator> row(
      database_.db().NewIterator(options, database_.log()));
  row->Seek(LogKey(Position{place}));
  for (; place != 0; place = NextPlace(place, head_.value(), direction)) {
    const Position expected{place};
    if (!row->Valid()) {
      AL_RETURN_IF_ERROR(FromRocksdb(row->status(), "reading position " + std::to_string(place)));
      return Missing(expected);
    }
    if (ParseLogKey(row->key().ToStringView()) != expected) return Missing(expected);
    AL_ASSIGN_OR_RETURN(Record record,
                        DecodeRecord(row->value().ToStringView(), log_id_, expected));
    if (!window.Admit(record)) break;
    read.push_back(std::move(record));
    if (window.records_left() == 0) break;
    Step(*row, direction);
  }
  return read;
}

StatusOr<std::vector<Position>> LogReader::StreamPositions(std::string_view tenant,
                                                           std::string_view stream, Revision from,
                                                           size_t count,
                                                           Direction direction) const {
  std::vector<Position> positions;
  rocksdb::ReadOptions options;
  options.total_order_seek = true;
  const std::unique_ptr<rocksdb::Iterator> row(
      database_.db().NewIterator(options, database_.streams()));
  const bool forward = direction == Direction::kForward;
  uint64_t expected = forward ? std::max<uint64_t>(from.value(), 1) : from.value();
  const std::string start = StreamKey(tenant, stream, Revision{expected});
  forward ? row->Seek(start) : row->SeekForPrev(start);
  for (; row->Valid() && positions.size() < count; Step(*row, direction)) {
    const auto key = ParseStreamKey(row->key().ToStringView());
    if (!key || key->tenant != tenant || key->stream != stream) break;
    const auto position = ParseStreamValue(row->value().ToStringView());
    if (!position) return BrokenStream(stream, "a malformed row");
    if (*position > head_) {
      if (forward) break;
      continue;
    }
    // Backward, the first row found says which revision is the last.
    if (!forward && positions.empty()) expected = std::min(expected, key->revision.value());
    if (key->revision.value() != expected) {
      return BrokenStream(stream, "revision " + std::to_string(expected) + " is missing");
    }
    positions.push_back(*position);
    expected = forward ? expected + 1 : expected - 1;
  }
  AL_RETURN_IF_ERROR(FromRocksdb(row->status(), "reading stream " + std::string(stream)));
  if (!forward && !positions.empty() && positions.size() < count && expected != 0) {
    return BrokenStream(stream, "revision " + std::to_string(expected) + " is missing");
  }
  return positions;
}

StatusOr<std::vector<Record>> LogReader::ReadStream(const base::TenantId& tenant,
                                                    const base::StreamId& stream, Revision from,
                                                    ReadLimit limit, Direction direction) const {
  std::vector<Record> read;
  ReadWindow window(limit);
  if (direction == Direction::kForward && from.value() <= 1) {
    // A seek would read a block of each level, also where there is nothing.
    AL_ASSIGN_OR_RETURN(const bool exists, StreamExists(tenant.value(), stream.value()));
    if (!exists) return read;
  }
  AL_ASSIGN_OR_RETURN(
      const std::vector<Position> positions,
      StreamPositions(tenant.value(), stream.value(), from, window.records_left(), direction));
  for (size_t begin = 0; begin < positions.size(); begin += kFetchRecordsMax) {
    const size_t count = std::min(kFetchRecordsMax, positions.size() - begin);
    std::vector<std::string> keys;
    for (size_t i = 0; i < count; ++i) keys.push_back(LogKey(positions[begin + i]));
    const std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
    std::vector<rocksdb::PinnableSlice> values(count);
    std::vector<rocksdb::Status> statuses(count);
    database_.db().MultiGet(rocksdb::ReadOptions(), database_.log(), count, slices.data(),
                            values.data(), statuses.data());
    for (size_t i = 0; i < count; ++i) {
      const Position position = positions[begin + i];
      if (statuses[i].IsNotFound()) return Missing(position);
      AL_RETURN_IF_ERROR(FromRocksdb(statuses[i], "reading stream " + stream.value()));
      AL_ASSIGN_OR_RETURN(Record record, DecodeRecord(values[i].ToStringView(), log_id_, position));
      if (record.tenant != tenant || record.stream != stream) {
        return BrokenStream(stream.value(), "position " + std::to_string(position.value()) +
                                                " belongs to another stream");
      }
      if (!window.Admit(record)) return read;
      read.push_back(std::move(record));
    }
  }
  return read;
}

// Most streams that are asked for are new: the filter answers for revision 1 without a read.
StatusOr<bool> LogReader::StreamExists(std::string_view tenant, std::string_view stream) const {
  std::string first;
  const rocksdb::Status status = database_.db().Get(rocksdb::ReadOptions(), database_.streams(),
                                                    StreamKey(tenant, stream, Revision{1}), &first);
  if (status.IsNotFound()) return false;
  AL_RETURN_IF_ERROR(FromRocksdb(status, "reading stream " + std::string(stream)));
  return true;
}

StatusOr<Revision> LogReader::LastRevision(std::string_view tenant, std::string_view stream) const {
  AL_ASSIGN_OR_RETURN(const bool exists, StreamExists(tenant, stream));
  if (!exists) return Revision{0};
  rocksdb::ReadOptions options;
  options.total_order_seek = true;
  const std::unique_ptr<rocksdb::Iterator> row(
      database_.db().NewIterator(options, database_.streams()));
  row->SeekForPrev(StreamKey(tenant, stream, kLastRevision));
  AL_RETURN_IF_ERROR(FromRocksdb(row->status(), "reading stream " + std::string(stream)));
  const auto key = row->Valid() ? ParseStreamKey(row->key().ToStringView()) : std::nullopt;
  if (!key || key->tenant != tenant || key->stream != stream) {
    return BrokenStream(stream, "its last revision is missing");
  }
  return key->revision;
}

StatusOr<FoundRequest> LogReader::FindRequest(std::string_view tenant, std::string_view request_id,
                                              const RequestDigest& digest) const {
  std::string value;
  const rocksdb::Status status = database_.db().Get(rocksdb::ReadOptions(), database_.requests(),
                                                    RequestKey(tenant, request_id), &value);
  if (status.IsNotFound()) return NewRequest{};
  AL_RETURN_IF_ERROR(FromRocksdb(status, "looking for a request"));
  const auto row = ParseRequestValue(value);
  if (!row) {
    return base::MakeError(base::ErrorReason::kDataCorrupt,
                           "the row of request " + std::string(request_id) + " is malformed");
  }
  if (row->first > head_) return NewRequest{};
  AL_ASSIGN_OR_RETURN(Committed committed, CommittedAt(*row, tenant, request_id));
  if (row->digest == digest) return Duplicate{std::move(committed)};
  return Reused{std::move(committed)};
}

StatusOr<Committed> LogReader::CommittedAt(const RequestRow& row, std::string_view tenant,
                                           std::string_view request_id) const {
  Committed committed{.first = row.first, .count = row.count, .recorded_at = {}, .revisions = {}};
  while (committed.revisions.size() < row.count) {
    const Position next = row.first.Plus(committed.revisions.size());
    const size_t left = row.count - committed.revisions.size();
    AL_ASSIGN_OR_RETURN(const std::vector<Record> records,
                        Read(next, ReadLimit{.records = left}, Direction::kForward));
    if (records.empty()) return Missing(next);
    for (const Record& record : records) {
      if (record.tenant.value() != tenant || record.request_id != request_id) {
        return base::MakeError(base::ErrorReason::kDataCorrupt,
                               "position " + std::to_string(record.position.value()) +
                                   " does not belong to request " + std::string(request_id));
      }
      committed.recorded_at = record.recorded_at;
      committed.revisions.push_back(record.revision);
    }
  }
  return committed;
}

StatusOr<std::optional<Record>> LogReader::LastRecord() const {
  rocksdb::ReadOptions options;
  options.total_order_seek = true;
  const std::unique_ptr<rocksdb::Iterator> row(
      database_.db().NewIterator(options, database_.log()));
  row->SeekToLast();
  AL_RETURN_IF_ERROR(FromRocksdb(row->status(), "reading the last record"));
  if (!row->Valid()) return std::nullopt;
  const auto position = ParseLogKey(row->key().ToStringView());
  if (!position) {
    return base::MakeError(base::ErrorReason::kDataCorrupt, "the last key of the log is malformed");
  }
  AL_ASSIGN_OR_RETURN(Record record, DecodeRecord(row->value().ToStringView(), log_id_, *position));
  return record;
}

}  // namespace anchorledger::storage
