#include "storage/log/log_verify.h"

#include <rocksdb/db.h>

#include <functional>
#include <memory>
#include <utility>

#include "storage/log/log_keys.h"
#include "storage/log/record_codec.h"
#include "storage/rocksdb/directory.h"
#include "storage/rocksdb/rocksdb_status.h"

namespace anchorledger::storage {
namespace {

using base::Position;
using base::Revision;
using base::Status;
using base::StatusOr;

// A set of rows in constant memory: two sets are equal when number and sum of their hashes are,
// but for a chance of one in 2^64 a row. Lets rows be compared in whatever order they are scanned.
struct RowSet {
  uint64_t rows = 0;
  uint64_t sum = 0;

  void Add(const std::string& key, std::string_view value) {
    ++rows;
    std::string row = key;
    row.push_back('\0');
    row.append(value);
    sum += std::hash<std::string>()(row);
  }
  friend bool operator==(const RowSet&, const RowSet&) = default;
};

// What the row of a request says without its digest, which no record holds.
std::string RequestPlace(Position first, uint32_t count) {
  return RequestValue({.first = first, .count = count, .digest = {}});
}

class LogVerifier {
 public:
  LogVerifier(LogDatabase& database, LogReport& report) : database_(database), report_(report) {}

  // The records in order, and the rows they call for.
  void CheckRecords();
  // The rows that are there.
  void CheckStreams();
  void CheckRequests();

 private:
  using RowVisitor = std::function<void(std::string_view key, std::string_view value)>;

  void Note(Position position, std::string what) {
    if (report_.problems.size() < kLogProblemsMax) {
      report_.problems.push_back({position, std::move(what)});
    }
  }

  std::unique_ptr<rocksdb::Iterator> Scan(rocksdb::ColumnFamilyHandle* family) const {
    rocksdb::ReadOptions options;
    options.fill_cache = false;
    return std::unique_ptr<rocksdb::Iterator>(database_.db().NewIterator(options, family));
  }

  void CheckRecord(const Record& record);
  void CheckCommit(const Record& record);
  void CheckRows(rocksdb::ColumnFamilyHandle* family, std::string_view name,
                 const RowVisitor& visitor);
  void FindMissingRow(rocksdb::ColumnFamilyHandle* family, std::string_view name);

  uint32_t EpochAt(Position position) const {
    uint32_t number = 0;
    for (const Epoch& epoch : report_.identity.epochs) {
      if (epoch.first <= position) number = epoch.number;
    }
    return number;
  }

  LogDatabase& database_;
  LogReport& report_;
  std::optional<Record> previous_;  // without header and payload
  RowSet streams_expected_;
  RowSet requests_expected_;
};

void LogVerifier::CheckRecords() {
  const auto row = Scan(database_.log());
  Position expected{1};
  for (row->SeekToFirst(); row->Valid(); row->Next()) {
    const auto position = ParseLogKey(row->key().ToStringView());
    if (!position) {
      Note(expected, "a key of the log is malformed");
      continue;
    }
    if (*position != expected) {
      Note(expected, "positions " + std::to_string(expected.value()) + ".." +
                         std::to_string(position->value() - 1) + " are missing");
      previous_.reset();
    }
    expected = position->Next();
    const StatusOr<Record> record =
        DecodeRecord(row->value().ToStringView(), report_.identity.log_id, *position);
    if (record.ok()) {
      CheckRecord(*record);
    } else {
      Note(*position, std::string(base::MessageOf(record.status())));
      previous_.reset();
    }
  }
  const Status status = FromRocksdb(row->status(), "the log cannot be read from here on");
  if (!status.ok()) Note(expected, std::string(base::MessageOf(status)));
  if (previous_ && previous_->request_index + 1 != previous_->request_count) {
    Note(expected, "the last commit is not complete");
  }
  report_.head.position = Position{expected.value() - 1};
}

void LogVerifier::CheckRecord(const Record& record) {
  ++report_.records;
  report_.erased += record.erased ? 1 : 0;
  if (record.epoch != EpochAt(record.position)) {
    Note(record.position, "epoch " + std::to_string(record.epoch) + " instead of " +
                              std::to_string(EpochAt(record.position)));
  }
  CheckCommit(record);
  const std::string& tenant = record.tenant.value();
  streams_expected_.Add(StreamKey(tenant, record.stream.value(), record.revision),
                        StreamValue(record.position));
  if (record.request_index == 0) {
    ++report_.commits;
    requests_expected_.Add(RequestKey(tenant, record.request_id),
                           RequestPlace(record.position, record.request_count));
  }
  report_.head.recorded_at = record.recorded_at;
  previous_ = record;
  previous_->header.clear();
  previous_->payload.clear();
}

// Commits lie in one piece, and time goes on from one to the next.
void LogVerifier::CheckCommit(const Record& record) {
  const bool first = record.request_index == 0;
  if (record.request_index >= record.request_count) {
    Note(record.position, "its place in its commit is beyond the commit");
  }
  if (!previous_) return;
  const bool previous_is_last = previous_->request_index + 1 == previous_->request_count;
  if (first != previous_is_last) {
    Note(record.position, "a commit is not in one piece");
  } else if (first && record.recorded_at <= previous_->recorded_at) {
    Note(record.position, "it was recorded before the record in front of it");
  } else if (!first &&
             (record.request_id != previous_->request_id || record.tenant != previous_->tenant ||
              record.request_index != previous_->request_index + 1 ||
              record.request_count != previous_->request_count ||
              record.recorded_at != previous_->recorded_at)) {
    Note(record.position, "it does not continue the commit of the record in front of it");
  }
}

void LogVerifier::CheckRows(rocksdb::ColumnFamilyHandle* family, std::string_view name,
                            const RowVisitor& visitor) {
  const auto row = Scan(family);
  std::optional<Position> complete_to;
  for (row->SeekToFirst(); row->Valid(); row->Next()) {
    const std::string_view key = row->key().ToStringView();
    const std::string_view value = row->value().ToStringView();
    if (key == CompleteToKey()) {
      complete_to = ParseCompleteToValue(value);
    } else {
      visitor(key, value);
    }
  }
  const Status status = FromRocksdb(row->status(), "the " + std::string(name) + " cannot be read");
  if (!status.ok()) Note(Position{0}, std::string(base::MessageOf(status)));
  if (complete_to.value_or(Position{0}) != report_.head.position) {
    Note(complete_to.value_or(Position{0}).Next(),
         "the rows of the " + std::string(name) + " do not end where the log ends");
  }
}

void LogVerifier::CheckStreams() {
  RowSet found;
  std::string stream;  // tenant and stream of the row before
  Revision revision{};
  CheckRows(database_.streams(), "streams", [&](std::string_view key, std::string_view value) {
    const auto parts = ParseStreamKey(key);
    const auto position = ParseStreamValue(value);
    if (!parts || !position) return Note(Position{0}, "a row of the streams is malformed");
    found.Add(std::string(key), value);
    const std::string_view prefix = key.substr(0, key.size() - sizeof(uint64_t));
    if (prefix != stream) {
      ++report_.streams;
      stream = prefix;
      revision = Revision{0};
    }
    if (parts->revision != revision.Next()) {
      Note(*position, "stream " + std::string(parts->stream) + " has no revision " +
                          std::to_string(revision.value() + 1));
    }
    revision = parts->revision;
  });
  if (found != streams_expected_) FindMissingRow(database_.streams(), "streams");
}

void LogVerifier::CheckRequests() {
  RowSet found;
  CheckRows(database_.requests(), "requests", [&](std::string_view key, std::string_view value) {
    const auto row = ParseRequestValue(value);
    if (!ParseRequestKey(key) || !row) {
      return Note(Position{0}, "a row of the requests is malformed");
    }
    found.Add(std::string(key), RequestPlace(row->first, row->count));
  });
  if (found != requests_expected_) FindMissingRow(database_.requests(), "requests");
}

// Only when the sets differ: asks for the row of each record, to name the first that is wrong.
void LogVerifier::FindMissingRow(rocksdb::ColumnFamilyHandle* family, std::string_view name) {
  const bool streams = family == database_.streams();
  const auto row = Scan(database_.log());
  for (row->SeekToFirst(); row->Valid(); row->Next()) {
    const Position position = ParseLogKey(row->key().ToStringView()).value_or(Position{0});
    const auto record =
        DecodeRecord(row->value().ToStringView(), report_.identity.log_id, position);
    if (!record.ok() || (!streams && record->request_index != 0)) continue;
    const std::string& tenant = record->tenant.value();
    std::string value;
    const rocksdb::Status status =
        database_.db().Get(rocksdb::ReadOptions(), family,
                           streams ? StreamKey(tenant, record->stream.value(), record->revision)
                                   : RequestKey(tenant, record->request_id),
                           &value);
    const auto request = ParseRequestValue(value);
    const bool right = status.ok() && (streams ? ParseStreamValue(value) == position
                                               : request && request->first == position &&
                                                     request->count == record->request_count);
    if (right) continue;
    return Note(position, "its row in the " + std::string(name) + " is missing or wrong");
  }
  Note(Position{0}, "there are rows in the " + std::string(name) + " that no record calls for");
}

void CheckWatermark(const LogFolderOptions& options, LogReport& report) {
  const auto file = WatermarkFile::Open(EnvOrDefault(options.env), options.folder);
  if (base::ReasonOf(file.status()) == base::ErrorReason::kNotFound) return;
  if (!file.ok()) {
    report.problems.push_back({Position{0}, std::string(base::MessageOf(file.status()))});
    return;
  }
  report.watermark = (*file)->watermark();
  const Watermark& watermark = *report.watermark;
  if (watermark.log_id != report.identity.log_id ||
      watermark.epoch != report.identity.current().number) {
    report.problems.push_back({Position{0}, "the watermark is of log " +
                                                FormatLogId(watermark.log_id) + ", epoch " +
                                                std::to_string(watermark.epoch)});
  } else if (watermark.head > report.head.position) {
    report.problems.push_back(
        {report.head.position.Next(), "acknowledged positions up to " +
                                          std::to_string(watermark.head.value()) + " are missing"});
  }
}

}  // namespace

StatusOr<LogReport> VerifyLog(const LogFolderOptions& options) {
  LogReport report;
  AL_ASSIGN_OR_RETURN(const std::unique_ptr<LogDatabase> database,
                      LogDatabase::Open(DatabaseOptionsOf(options), LogDatabase::Mode::kReadOnly));
  AL_ASSIGN_OR_RETURN(report.identity, ReadIdentity(*database));
  report.head.log_id = report.identity.log_id;
  report.head.epoch = report.identity.current().number;
  LogVerifier verifier(*database, report);
  verifier.CheckRecords();
  verifier.CheckStreams();
  verifier.CheckRequests();
  CheckWatermark(options, report);
  return report;
}

}  // namespace anchorledger::storage
