// Files of records of any length, written from the beginning and read from any record on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "proto/base/status.h"
#include "services/import/durable_file.h"

namespace anchorledger::importing {

// Numbers have the least significant byte first; a text is its length as 4 bytes, then its bytes.
void PutNumber(std::uint64_t number, int bytes, std::string& out);
void PutText(std::string_view text, std::string& out);

// Takes numbers and texts off the front of a record; `ok` is false once it was too short.
class RecordCutter {
 public:
  explicit RecordCutter(std::string_view rest) : rest_(rest) {}

  std::uint64_t Number(std::size_t bytes);
  std::string Text();
  std::string_view rest() const { return rest_; }
  bool ok() const { return ok_; }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

// Writes a file from its beginning. Not thread-safe. record := length as 4 bytes, bytes.
class RecordWriter {
 public:
  // Replaces the file.
  static base::StatusOr<std::unique_ptr<RecordWriter>> Create(const std::string& path);

  base::Status Add(std::string_view record);
  // Writes what is held back. Records are seen by readers after that.
  base::Status Flush();
  // Where the next record will begin.
  std::uint64_t offset() const { return offset_; }

 private:
  explicit RecordWriter(std::unique_ptr<SpoolFile> file) : file_(std::move(file)) {}

  std::unique_ptr<SpoolFile> file_;
  std::string held_;
  std::uint64_t offset_ = 0;
};

// Reads such a file, also while it grows. Not thread-safe.
class RecordReader {
 public:
  // NOT_FOUND when there is no such file.
  static base::StatusOr<std::unique_ptr<RecordReader>> Open(const std::string& path);

  // Where the next record begins.
  std::uint64_t offset() const { return offset_; }
  void Seek(std::uint64_t offset) { offset_ = offset; }
  // The next record; false at the end. FIELD_INVALID when the offset is not where one begins.
  base::StatusOr<bool> Next(std::string& record);

 private:
  explicit RecordReader(std::unique_ptr<SpoolFile> file) : file_(std::move(file)) {}

  std::unique_ptr<SpoolFile> file_;
  std::uint64_t offset_ = 0;
};

// What Next fails with when bytes are no record: for those who find a record to be wrong inside.
base::Status NoRecordHere();

}  // namespace anchorledger::importing
