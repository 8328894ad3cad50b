// meta  "format"                 -> 0x01                   the layout of the whole database
// meta  "log_id"                 -> fixed64
// meta  "epoch/" number:fixed32  -> first:fixed64 opened_at:fixed64 acknowledged:fixed64
#include "storage/log/log_identity.h"

#include <rocksdb/db.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "storage/log/byte_codec.h"
#include "storage/log/log_database.h"
#include "storage/rocksdb/rocksdb_status.h"

namespace anchorledger::storage {
namespace {

using base::Position;
using base::Status;
using base::StatusOr;

constexpr std::string_view kFormatKey = "format";
constexpr std::string_view kLogIdKey = "log_id";
constexpr std::string_view kEpochPrefix = "epoch/";
constexpr std::string_view kFormat = "\x01";

Status CorruptIdentity(std::string_view what) {
  return base::MakeError(base::ErrorReason::kDataCorrupt,
                         "the identity of the log: " + std::string(what));
}

std::string EpochKey(uint32_t number) {
  std::string key(kEpochPrefix);
  PutFixed32(key, number);
  return key;
}

std::string EpochValue(const Epoch& epoch) {
  std::string value;
  PutFixed64(value, epoch.first.value());
  PutFixed64(value, static_cast<uint64_t>(epoch.opened_at.micros));
  PutFixed64(value, epoch.acknowledged.value());
  return value;
}

StatusOr<std::vector<Epoch>> ReadEpochs(LogDatabase& database) {
  std::vector<Epoch> epochs;
  const std::unique_ptr<rocksdb::Iterator> row(
      database.db().NewIterator(rocksdb::ReadOptions(), database.meta()));
  for (row->Seek(kEpochPrefix); row->Valid() && row->key().starts_with(kEpochPrefix); row->Next()) {
    ByteReader value(row->value().ToStringView());
    Epoch epoch;
    epoch.number = static_cast<uint32_t>(epochs.size() + 1);
    epoch.first = Position{value.Fixed64()};
    epoch.opened_at = base::Instant{static_cast<int64_t>(value.Fixed64())};
    epoch.acknowledged = Position{value.Fixed64()};
    if (row->key() != EpochKey(epoch.number) || !value.AtCleanEnd()) {
      return CorruptIdentity("a malformed epoch");
    }
    epochs.push_back(epoch);
  }
  AL_RETURN_IF_ERROR(FromRocksdb(row->status(), "reading the epochs of the log"));
  if (epochs.empty()) return CorruptIdentity("no epoch");
  return epochs;
}

Status WriteDurably(LogDatabase& database, rocksdb::WriteBatch& batch) {
  rocksdb::WriteOptions options;
  options.sync = true;
  return FromRocksdb(database.db().Write(options, &batch), "writing the identity of the log");
}

}  // namespace

Position LogIdentity::LastCommonPosition(const ResumePoint& point, Position head) const {
  if (point.log_id != log_id || point.epoch == 0 || point.epoch > epochs.size()) {
    return Position{0};
  }
  Position common = std::min(point.position, head);
  for (size_t later = point.epoch; later < epochs.size(); ++later) {
    common = std::min(common, Position{epochs[later].first.value() - 1});
  }
  return common;
}

StatusOr<LogIdentity> ReadIdentity(LogDatabase& database) {
  std::string format;
  std::string log_id;
  AL_RETURN_IF_ERROR(
      FromRocksdb(database.db().Get(rocksdb::ReadOptions(), database.meta(), kFormatKey, &format),
                  "reading the format of the log"));
  if (format != kFormat) {
    return base::MakeError(base::ErrorReason::kStorageFailed,
                           "the database was written by a newer version: unknown format");
  }
  AL_RETURN_IF_ERROR(
      FromRocksdb(database.db().Get(rocksdb::ReadOptions(), database.meta(), kLogIdKey, &log_id),
                  "reading the id of the log"));
  ByteReader reader(log_id);
  LogIdentity identity{.log_id = LogId{reader.Fixed64()}, .epochs = {}};
  if (!reader.AtCleanEnd()) return CorruptIdentity("a malformed log id");
  AL_ASSIGN_OR_RETURN(identity.epochs, ReadEpochs(database));
  return identity;
}

StatusOr<LogIdentity> WriteNewIdentity(LogDatabase& database, LogId log_id, base::Instant now) {
  const Epoch first{.number = 1, .first = Position{1}, .opened_at = now, .acknowledged = {}};
  std::string id;
  PutFixed64(id, log_id.value);
  rocksdb::WriteBatch batch;
  const std::array<std::pair<std::string, std::string>, 3> rows = {{
      {std::string(kFormatKey), std::string(kFormat)},
      {std::string(kLogIdKey), id},
      {EpochKey(first.number), EpochValue(first)},
  }};
  for (const auto& [key, value] : rows) {
    AL_RETURN_IF_ERROR(FromRocksdb(batch.Put(database.meta(), key, value), "naming the log"));
  }
  AL_RETURN_IF_ERROR(WriteDurably(database, batch));
  return LogIdentity{.log_id = log_id, .epochs = {first}};
}

Status OpenEpoch(LogDatabase& database, const Epoch& epoch, LogIdentity& identity) {
  rocksdb::WriteBatch batch;
  AL_RETURN_IF_ERROR(FromRocksdb(
      batch.Put(database.meta(), EpochKey(epoch.number), EpochValue(epoch)), "opening an epoch"));
  AL_RETURN_IF_ERROR(WriteDurably(database, batch));
  identity.epochs.push_back(epoch);
  return absl::OkStatus();
}

}  // namespace anchorledger::storage
