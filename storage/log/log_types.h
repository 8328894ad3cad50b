// The vocabulary of the log: what is proposed, what was recorded, and how an append can end.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <variant>
#include <vector>

#include "proto/base/limits.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "proto/base/time.h"

namespace anchorledger::storage {

// Names one log for ever: 64 random bits drawn when the log is created.
struct LogId {
  uint64_t value = 0;
  friend bool operator==(LogId, LogId) = default;
};

// Sixteen lower-case hexadecimal digits.
std::string FormatLogId(LogId id);

// SHA-256 of a request, made by the layer that knows its fields. Opaque here.
using RequestDigest = std::array<uint8_t, 32>;

// What a commit requires of one stream before anything of the commit is applied to it.
struct Expectation {
  enum class Kind : uint8_t {
    kAny,       // anything goes
    kNoStream,  // the stream has no record yet
    kRevision,  // the last record of the stream has exactly `revision` (0: no record yet)
  };
  Kind kind = Kind::kAny;
  base::Revision revision{};

  static Expectation Any() { return {}; }
  static Expectation NoStream() { return {Kind::kNoStream, base::Revision{0}}; }
  static Expectation At(base::Revision revision) { return {Kind::kRevision, revision}; }
  friend bool operator==(const Expectation&, const Expectation&) = default;
};

struct StreamExpectation {
  base::StreamId stream;
  Expectation expectation;
};

// One record as proposed: header and payload are opaque bytes. The payload can be erased later
// (its hash stays), the header cannot.
struct ProposedRecord {
  base::StreamId stream;
  std::string header;
  std::string payload;
};

// Everything of a commit becomes durable, or nothing of it.
struct Commit {
  base::TenantId tenant;
  std::string request_id;
  RequestDigest digest{};
  std::vector<ProposedRecord> records;          // at least one; of one stream or of several
  std::vector<StreamExpectation> expectations;  // of streams that are written
  std::vector<StreamExpectation> guards;        // of streams that were only read
};

// The answer to a commit that is durable.
struct Committed {
  base::Position first{};
  uint32_t count = 0;
  base::Instant recorded_at{};            // one instant for all records of a commit
  std::vector<base::Revision> revisions;  // of each record, in order
  base::Position last() const { return base::Position{first.value() + count - 1}; }
  friend bool operator==(const Committed&, const Committed&) = default;
};

// The request id was committed before, with the same digest. Nothing was written now.
struct Duplicate {
  Committed original;
};

// The request id was committed before, with another digest. Nothing was written now.
struct Reused {
  Committed original;
};

// The first expectation (or guard) that did not hold. Nothing was written.
struct Conflict {
  base::StreamId stream;
  Expectation expected;
  base::Revision actual{};  // the revision the stream has; 0: no record
  bool guard = false;
};

// Whether the commit is durable is not known to the caller; `why` carries the reason. Sending the
// same request id again tells: it is answered with Duplicate, or the commit is made now.
struct Unknown {
  base::Status why;
};

using AppendResult = std::variant<Committed, Duplicate, Reused, Conflict, Unknown>;

// What is known of a request id.
struct NewRequest {};
using FoundRequest = std::variant<NewRequest, Duplicate, Reused>;

// A record as it is in the log.
struct Record {
  base::Position position{};
  base::TenantId tenant;
  base::StreamId stream;
  base::Revision revision{};
  base::Instant recorded_at{};
  uint32_t epoch = 0;  // the epoch in which it was appended
  std::string request_id;
  uint32_t request_index = 0;  // 0-based place of the record in its commit
  uint32_t request_count = 0;  // number of records of its commit
  std::string header;
  std::string payload;  // empty when erased
  bool erased = false;
  friend bool operator==(const Record&, const Record&) = default;
};

// Where the log ends. Position 0: nothing was appended yet.
struct LogHead {
  LogId log_id;
  uint32_t epoch = 0;
  base::Position position{};
  base::Instant recorded_at{};  // of the last record
  friend bool operator==(const LogHead&, const LogHead&) = default;
};

// A place in the log that someone outside remembers. Positions of different epochs may name
// different records: an epoch starts when an operator accepts a log that lost its end.
struct ResumePoint {
  LogId log_id;
  uint32_t epoch = 0;
  base::Position position{};
};

enum class Direction : uint8_t { kForward, kBackward };

// For reading backward from the end.
inline constexpr base::Position kLastPosition{std::numeric_limits<uint64_t>::max()};
inline constexpr base::Revision kLastRevision{std::numeric_limits<uint64_t>::max()};

// Bounds of one read. Values above the maximum are lowered to it. At least one record is returned
// when there is one, even when it alone exceeds `bytes` (unless `records` is 0).
struct ReadLimit {
  size_t records = base::kReadRecordsMax;
  size_t bytes = base::kReadBytesMax;
};

}  // namespace anchorledger::storage
