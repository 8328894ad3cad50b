// Small files that are there whole or not at all, and files that grow at their end.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "proto/base/status.h"
#include "services/import/csv_reader.h"

namespace anchorledger::importing {

// Replaces a small file so that after a crash it has the old or the new content. STORAGE_FULL or
// STORAGE_FAILED otherwise.
base::Status ReplaceFile(const std::string& path, std::string_view content);

// The content of a small file; NOT_FOUND when there is none.
base::StatusOr<std::string> ReadSmallFile(const std::string& path);

// An open file of the spool. Not thread-safe.
class SpoolFile final : public ByteSource {
 public:
  enum class Mode : std::uint8_t { kRead, kAppend };
  // kAppend creates the file. NOT_FOUND, STORAGE_FULL or STORAGE_FAILED on failure.
  static base::StatusOr<std::unique_ptr<SpoolFile>> Open(const std::string& path, Mode mode);
  ~SpoolFile() override;
  SpoolFile(const SpoolFile&) = delete;
  SpoolFile& operator=(const SpoolFile&) = delete;

  // The next bytes; 0 at the end.
  base::StatusOr<std::size_t> Read(std::span<char> buffer) override;
  // Continues reading at this byte.
  void Seek(std::uint64_t offset) { offset_ = offset; }
  // Adds at the end.
  base::Status Append(std::string_view bytes);
  // Makes what was added durable.
  base::Status Sync();
  base::StatusOr<std::uint64_t> Size() const;

 private:
  SpoolFile(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}

  const int descriptor_;
  const std::string path_;
  std::uint64_t offset_ = 0;
};

}  // namespace anchorledger::importing
