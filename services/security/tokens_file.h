// The tokens file on disk (its lines: token_record.h).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "proto/base/status.h"
#include "services/security/token_record.h"

namespace anchorledger::security {

// Reads and replaces a tokens file. Several processes may use one file: a change is made under a
// lock on the file "<path>.lock", from what the file holds at that moment, and becomes visible by
// a rename, so a reader sees the old file or the new one. Threads: any.
class TokensFile {
 public:
  explicit TokensFile(std::string path) : path_(std::move(path)) {}

  const std::string& path() const { return path_; }

  // All records, in the order of the file. NOT_FOUND without a file; FIELD_INVALID names the line.
  base::StatusOr<std::vector<TokenRecord>> Read() const;

  // Applies `change` to the records and makes the result durable, readable by the owner only. A
  // missing file reads as empty. When `change` fails, or writing does, the file stays as it was.
  base::StatusOr<std::vector<TokenRecord>> Change(
      const std::function<base::Status(std::vector<TokenRecord>&)>& change) const;

  // A value that differs when the file was replaced; 0 without a file.
  uint64_t Version() const;

 private:
  const std::string path_;
};

}  // namespace anchorledger::security
