// Lists of rows that an import has something to say about, in files: they may be as long as the
// imported file itself.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/status.h"
#include "services/import/record_file.h"
#include "services/import/row_problem.h"

namespace anchorledger::importing {

// One row and what is to be said about it.
struct NotedRow {
  std::uint64_t line = 0;
  RowProblem problem;
  std::uint64_t position = 0;       // of the event that is meant; 0 = none
  std::vector<std::string> values;  // as they stand in the file; may be empty
  bool operator==(const NotedRow&) const = default;
};

// Writes a list from its beginning. Not thread-safe. File: a record for the names of the columns,
// then one a row.
class RowListWriter {
 public:
  // Replaces the file.
  static base::StatusOr<std::unique_ptr<RowListWriter>> Create(
      const std::string& path, std::span<const std::string> columns);

  base::Status Add(const NotedRow& row);
  // Writes what is held back. Rows are seen by readers after that.
  base::Status Flush() { return file_->Flush(); }
  std::uint64_t count() const { return count_; }

 private:
  explicit RowListWriter(std::unique_ptr<RecordWriter> file) : file_(std::move(file)) {}

  std::unique_ptr<RecordWriter> file_;
  std::uint64_t count_ = 0;
};

// Reads a list, also while it grows. Not thread-safe.
class RowListReader {
 public:
  // NOT_FOUND when there is no such list.
  static base::StatusOr<std::unique_ptr<RowListReader>> Open(const std::string& path);

  const std::vector<std::string>& columns() const { return columns_; }
  // Where the next row begins: 0 stands for the first row. Page tokens hold this.
  std::uint64_t offset() const { return file_->offset(); }
  void Seek(std::uint64_t offset);
  // The next row; false at the end. FIELD_INVALID when the offset is not the beginning of a row.
  base::StatusOr<bool> Next(NotedRow& row);

 private:
  explicit RowListReader(std::unique_ptr<RecordReader> file) : file_(std::move(file)) {}

  std::unique_ptr<RecordReader> file_;
  std::vector<std::string> columns_;
  std::uint64_t first_row_ = 0;
};

// A list as CSV: the original columns, then line, column, code, message, and what a row has beyond
// its columns as one value, which is CSV itself. Appends a header, a row.
void AppendListHeader(std::span<const std::string> columns, std::string& csv);
void AppendListRow(std::size_t column_count, const NotedRow& row, std::string& csv);

}  // namespace anchorledger::importing
