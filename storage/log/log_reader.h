// Reads of the database of a log. Every scan is checked for its end: it is complete only when
// RocksDB says OK and the last row is the expected one.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "storage/log/log_database.h"
#include "storage/log/log_keys.h"
#include "storage/log/log_types.h"

namespace anchorledger::storage {

// Answers from one database, up to a head. Cheap to make. Threads: any.
class LogReader {
 public:
  // `database` must outlive the reader. Rows beyond `head` are not seen.
  LogReader(LogDatabase& database, LogId log_id, base::Position head)
      : database_(database), log_id_(log_id), head_(head) {}

  // As the methods of EventLog.
  base::StatusOr<std::vector<Record>> Read(base::Position from, ReadLimit limit,
                                           Direction direction) const;
  base::StatusOr<std::vector<Record>> ReadStream(const base::TenantId& tenant,
                                                 const base::StreamId& stream, base::Revision from,
                                                 ReadLimit limit, Direction direction) const;
  base::StatusOr<FoundRequest> FindRequest(std::string_view tenant, std::string_view request_id,
                                           const RequestDigest& digest) const;

  // The revision of the last record of a stream, 0 without records.
  base::StatusOr<base::Revision> LastRevision(std::string_view tenant,
                                              std::string_view stream) const;

  // The last record of the database, whatever the head; nothing in an empty log.
  base::StatusOr<std::optional<Record>> LastRecord() const;

 private:
  // Whether the stream has a first record, whatever the head.
  base::StatusOr<bool> StreamExists(std::string_view tenant, std::string_view stream) const;
  base::StatusOr<std::vector<base::Position>> StreamPositions(std::string_view tenant,
                                                              std::string_view stream,
                                                              base::Revision from, size_t count,
                                                              Direction direction) const;
  base::StatusOr<Committed> CommittedAt(const RequestRow& row, std::string_view tenant,
                                        std::string_view request_id) const;

  LogDatabase& database_;
  const LogId log_id_;
  const base::Position head_;
};

}  // namespace anchorledger::storage
