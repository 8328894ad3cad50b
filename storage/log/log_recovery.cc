#include "storage/log/log_recovery.h"

#include <rocksdb/db.h>
#include <rocksdb/env.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "proto/base/hash.h"
#include "storage/log/log_keys.h"
#include "storage/log/log_reader.h"
#include "storage/rocksdb/directory.h"
#include "storage/rocksdb/rocksdb_status.h"

namespace anchorledger::storage {
namespace {

using base::ErrorReason;
using base::MakeError;
using base::Position;
using base::Status;
using base::StatusOr;
using Mode = LogDatabase::Mode;

// How many records at the end are read at every open.
constexpr size_t kTailRecords = 1'000;

constexpr std::string_view kHowToAccept =
    "; restore a backup that holds it, or accept the log as it is with accept-restore";

LogId NewLogId() {
  std::array<uint8_t, 8> bytes{};
  base::FillRandom(bytes);
  LogId id;
  for (const uint8_t byte : bytes) id.value = (id.value << 8) | byte;
  return id;
}

std::string Range(uint64_t first, uint64_t last) {
  return std::to_string(first) + ".." + std::to_string(last);
}

Status MissingRange(Position head, Position acknowledged, std::string_view cause) {
  const std::string first = std::to_string(head.value() + 1);
  const std::string last = std::to_string(acknowledged.value());
  return MakeError(ErrorReason::kDataCorrupt,
                   "positions " + first + ".." + last + " were acknowledged and are missing" +
                       std::string(cause.empty() ? "" : " (") + std::string(cause) +
                       (cause.empty() ? "" : ")") + std::string(kHowToAccept),
                   {{"missing_first", first}, {"missing_last", last}});
}

StatusOr<bool> DatabaseExists(const LogDatabaseOptions& options) {
  return Exists(EnvOrDefault(options.env), options.folder + "/CURRENT");
}

// Whether everything that the watermark knows to be acknowledged is there.
Status CheckWatermark(const Watermark& watermark, const LogIdentity& identity,
                      const LogHead& head) {
  if (watermark.log_id != identity.log_id) {
    return MakeError(ErrorReason::kDataCorrupt,
                     "the watermark belongs to log " + FormatLogId(watermark.log_id) +
                         ", the database is log " + FormatLogId(identity.log_id));
  }
  if (head.position < watermark.head) return MissingRange(head.position, watermark.head, "");
  if (watermark.epoch != identity.current().number) {
    return MakeError(ErrorReason::kLogRewound,
                     "the watermark is of epoch " + std::to_string(watermark.epoch) +
                         ", the database of epoch " + std::to_string(identity.current().number) +
                         std::string(kHowToAccept));
  }
  return absl::OkStatus();
}

StatusOr<std::unique_ptr<WatermarkFile>> OpenOrCreateWatermark(const LogFolderOptions& options) {
  rocksdb::Env* env = EnvOrDefault(options.env);
  StatusOr<std::unique_ptr<WatermarkFile>> watermark = WatermarkFile::Open(env, options.folder);
  if (watermark.ok() || base::ReasonOf(watermark.status()) != ErrorReason::kNotFound) {
    return watermark;
  }
  AL_ASSIGN_OR_RETURN(const bool exists, DatabaseExists(DatabaseOptionsOf(options)));
  if (exists) {
    return MakeError(ErrorReason::kLogRewound,
                     "there is a database but no watermark: it was restored from a backup, or the "
                     "file was lost" +
                         std::string(kHowToAccept));
  }
  return WatermarkFile::Create(env, options.folder,
                               Watermark{.log_id = NewLogId(), .epoch = 0, .head = {}});
}

// The write-ahead log is damaged. What can be read of it decides: was anything lost that had been
// acknowledged, or only a tail that nobody was told of?
StatusOr<std::unique_ptr<LogDatabase>> OpenDamaged(const LogDatabaseOptions& options,
                                                   const Watermark& watermark, Status damage) {
  {
    StatusOr<std::unique_ptr<LogDatabase>> readable = LogDatabase::Open(options, Mode::kReadOnly);
    if (!readable.ok()) return base::Annotate(readable.status(), base::MessageOf(damage));
    const StatusOr<LogIdentity> identity = ReadIdentity(**readable);
    if (!identity.ok()) return base::Annotate(identity.status(), base::MessageOf(damage));
    AL_ASSIGN_OR_RETURN(const LogHead head, InspectHead(**readable, *identity));
    if (head.position < watermark.head) {
      return MissingRange(head.position, watermark.head, base::MessageOf(damage));
    }
  }
  options.log.Error("the write-ahead log is damaged behind the last acknowledged record; it is cut",
                    {{"head", watermark.head.value()}, {"damage", damage}});
  return LogDatabase::Open(options, Mode::kWritePrefix);
}

struct OpenedDatabase {
  std::unique_ptr<LogDatabase> database;
  bool writable = true;
};

StatusOr<OpenedDatabase> OpenDatabase(const LogDatabaseOptions& options,
                                      const Watermark& watermark) {
  StatusOr<std::unique_ptr<LogDatabase>> database = LogDatabase::Open(options, Mode::kWrite);
  if (database.ok()) return OpenedDatabase{*std::move(database), true};
  const Status status = database.status();
  if (base::ReasonOf(status) == ErrorReason::kDataCorrupt) {
    AL_ASSIGN_OR_RETURN(std::unique_ptr<LogDatabase> cut, OpenDamaged(options, watermark, status));
    return OpenedDatabase{std::move(cut), true};
  }
  if (base::ReasonOf(status) != ErrorReason::kStorageFull) return status;
  AL_ASSIGN_OR_RETURN(std::unique_ptr<LogDatabase> readable,
                      LogDatabase::Open(options, Mode::kReadOnly));
  return OpenedDatabase{std::move(readable), false};
}

// Makes the database of a log that has only a watermark of epoch 0 so far, or goes on where a crash
// ended that. Nothing can be lost here: nothing is acknowledged before the epoch is 1.
Status CreateDatabase(const LogFolderOptions& options, WatermarkFile& file,
                      const runtime::Clock& clock) {
  rocksdb::Env* env = EnvOrDefault(options.env);
  const LogDatabaseOptions database_options = DatabaseOptionsOf(options);
  AL_RETURN_IF_ERROR(CreateFolder(env, database_options.folder));
  AL_ASSIGN_OR_RETURN(const std::unique_ptr<LogDatabase> database,
                      LogDatabase::Open(database_options, Mode::kCreate));
  const LogId log_id = file.watermark().log_id;
  const StatusOr<LogIdentity> identity = ReadIdentity(*database);
  if (base::ReasonOf(identity.status()) == ErrorReason::kNotFound) {
    AL_RETURN_IF_ERROR(WriteNewIdentity(*database, log_id, clock.Now()).status());
  } else {
    AL_RETURN_IF_ERROR(identity.status());
  }
  AL_RETURN_IF_ERROR(database->Flush());
  AL_RETURN_IF_ERROR(SyncFolder(env, options.folder));
  AL_RETURN_IF_ERROR(file.Write(Watermark{.log_id = log_id, .epoch = 1, .head = {}}));
  return file.Sync();
}

// The identity of a log of which records were acknowledged.
StatusOr<LogIdentity> FindIdentity(LogDatabase& database, const Watermark& watermark) {
  StatusOr<LogIdentity> identity = ReadIdentity(database);
  if (base::ReasonOf(identity.status()) != ErrorReason::kNotFound) return identity;
  return MissingRange(Position{0}, watermark.head, "the database does not say which log it is");
}

Status CheckCompleteTo(LogDatabase& database, rocksdb::ColumnFamilyHandle* family,
                       std::string_view name, Position head) {
  std::string value;
  const rocksdb::Status status =
      database.db().Get(rocksdb::ReadOptions(), family, CompleteToKey(), &value);
  if (!status.IsNotFound()) {
    AL_RETURN_IF_ERROR(
        FromRocksdb(status, "reading where the rows of " + std::string(name) + " end"));
  }
  const std::optional<Position> complete_to =
      status.IsNotFound() ? Position{0} : ParseCompleteToValue(value);
  if (complete_to == head) return absl::OkStatus();
  const uint64_t rows = complete_to.value_or(Position{0}).value();
  return MakeError(ErrorReason::kDataCorrupt,
                   "the log ends at position " + std::to_string(head.value()) + ", its " +
                       std::string(name) + " at " + std::to_string(rows) +
                       "; restore a backup: positions " +
                       Range(std::min(rows, head.value()) + 1, std::max(rows, head.value())) +
                       " are incomplete");
}

}  // namespace

LogDatabaseOptions DatabaseOptionsOf(const LogFolderOptions& options) {
  return {.folder = options.folder + "/db",
          .env = options.env,
          .log = options.log,
          .wal_bytes_max = options.wal_bytes_max,
          .block_cache_bytes = options.block_cache_bytes};
}

StatusOr<LogHead> InspectHead(LogDatabase& database, const LogIdentity& identity) {
  LogHead head{.log_id = identity.log_id,
               .epoch = identity.current().number,
               .position = {},
               .recorded_at = {}};
  AL_ASSIGN_OR_RETURN(const std::optional<Record> last,
                      LogReader(database, identity.log_id, Position{0}).LastRecord());
  if (last) {
    head.position = last->position;
    head.recorded_at = last->recorded_at;
  }
  AL_RETURN_IF_ERROR(CheckCompleteTo(database, database.streams(), "streams", head.position));
  AL_RETURN_IF_ERROR(CheckCompleteTo(database, database.requests(), "requests", head.position));
  const LogReader reader(database, identity.log_id, head.position);
  AL_RETURN_IF_ERROR(
      reader.Read(head.position, ReadLimit{.records = kTailRecords}, Direction::kBackward)
          .status());
  return head;
}

StatusOr<RecoveredLog> RecoverLog(const LogFolderOptions& options, const runtime::Clock& clock) {
  rocksdb::Env* env = EnvOrDefault(options.env);
  const LogDatabaseOptions database_options = DatabaseOptionsOf(options);
  AL_RETURN_IF_ERROR(CreateFolder(env, options.folder));
  AL_ASSIGN_OR_RETURN(std::unique_ptr<WatermarkFile> file, OpenOrCreateWatermark(options));
  if (file->watermark().epoch == 0) AL_RETURN_IF_ERROR(CreateDatabase(options, *file, clock));
  const Watermark& watermark = file->watermark();
  AL_ASSIGN_OR_RETURN(const bool exists, DatabaseExists(database_options));
  if (!exists) {
    return MissingRange(Position{0}, watermark.head, "the folder of the database is gone");
  }
  RecoveredLog recovered;
  AL_ASSIGN_OR_RETURN(OpenedDatabase opened, OpenDatabase(database_options, watermark));
  recovered.database = std::move(opened.database);
  recovered.writable = opened.writable;
  AL_ASSIGN_OR_RETURN(recovered.identity, FindIdentity(*recovered.database, watermark));
  AL_ASSIGN_OR_RETURN(recovered.head, InspectHead(*recovered.database, recovered.identity));
  AL_RETURN_IF_ERROR(CheckWatermark(watermark, recovered.identity, recovered.head));
  recovered.watermark = std::move(file);
  return recovered;
}

StatusOr<RecoveredLog> OpenLogForReading(const LogFolderOptions& options) {
  RecoveredLog opened;
  opened.writable = false;
  AL_ASSIGN_OR_RETURN(opened.database,
                      LogDatabase::Open(DatabaseOptionsOf(options), Mode::kReadOnly));
  AL_ASSIGN_OR_RETURN(opened.identity, ReadIdentity(*opened.database));
  AL_ASSIGN_OR_RETURN(opened.head, InspectHead(*opened.database, opened.identity));
  return opened;
}

StatusOr<LogHead> AcceptRestore(const LogFolderOptions& options, const runtime::Clock& clock) {
  rocksdb::Env* env = EnvOrDefault(options.env);
  const LogDatabaseOptions database_options = DatabaseOptionsOf(options);
  StatusOr<std::unique_ptr<LogDatabase>> database =
      LogDatabase::Open(database_options, Mode::kWrite);
  if (base::ReasonOf(database.status()) == ErrorReason::kDataCorrupt) {
    database = LogDatabase::Open(database_options, Mode::kWritePrefix);
  }
  AL_RETURN_IF_ERROR(database.status());
  AL_ASSIGN_OR_RETURN(LogIdentity identity, ReadIdentity(**database));
  AL_ASSIGN_OR_RETURN(LogHead head, InspectHead(**database, identity));

  Watermark before{.log_id = identity.log_id, .epoch = 0, .head = {}};
  const auto file = WatermarkFile::Open(env, options.folder);
  if (file.ok()) before = (*file)->watermark();
  if (before.log_id != identity.log_id) {
    return MakeError(ErrorReason::kStorageFailed,
                     "the watermark belongs to log " + FormatLogId(before.log_id) +
                         "; remove it if log " + FormatLogId(identity.log_id) +
                         " is really meant to take its place");
  }
  // One epoch at least; more when the backup is older than epochs that were opened since.
  const uint32_t next = std::max(before.epoch, identity.current().number) + 1;
  while (identity.current().number < next) {
    const Epoch epoch{.number = identity.current().number + 1,
                      .first = head.position.Next(),
                      .opened_at = clock.Now(),
                      .acknowledged = std::max(before.head, head.position)};
    AL_RETURN_IF_ERROR(OpenEpoch(**database, epoch, identity));
  }
  head.epoch = next;
  const Watermark after{.log_id = identity.log_id, .epoch = next, .head = head.position};
  AL_RETURN_IF_ERROR(WatermarkFile::Create(env, options.folder, after).status());
  return head;
}

}  // namespace anchorledger::storage
