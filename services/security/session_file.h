// The sessions of a server on disk, so that a restart does not sign people out.
#pragma once

#include <string>
#include <vector>

#include "proto/base/hash.h"
#include "proto/base/time.h"

namespace anchorledger::security {

// What is kept of a session: nothing that opens it.
struct SessionRecord {
  base::Sha256Digest id_digest{};
  std::string token_id;
  base::Instant used_at;  // when the file was written, not later
  base::Instant expires_at;
  friend bool operator==(const SessionRecord&, const SessionRecord&) = default;
};

// One line a session: the digest of its id in hexadecimal digits, the token's id, when it was
// used and when it expires, both in microseconds since 1970. The file is written when a session is
// opened or ended and when the server stops, not at each use: after a kill a session may seem to
// have been idle for longer than it was, and its person signs in again.
// Not thread-safe.
class SessionFile {
 public:
  // An empty path: nothing is kept.
  explicit SessionFile(std::string path) : path_(std::move(path)) {}

  // Lines that are none are left out: whose session it was signs in again.
  std::vector<SessionRecord> Read() const;

  // When it cannot be written, the file is removed: a session that has ended must not come back.
  void Write(const std::vector<SessionRecord>& records) const;

 private:
  const std::string path_;
};

}  // namespace anchorledger::security
