// A delimited file of the spool, opened as its format says, as often as needed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "proto/base/status.h"
#include "services/import/compiled_profile.h"
#include "services/import/csv_reader.h"
#include "services/import/durable_file.h"

namespace anchorledger::importing {

// Finds out what the format leaves open (encoding, delimiter, names of the columns), then reads
// rows. Not thread-safe.
class RowFile {
 public:
  // Reads the whole file once when the encoding has to be found out. FIELD_INVALID when the file
  // has no row at all, or cannot be cut into rows.
  static base::StatusOr<std::unique_ptr<RowFile>> Open(const std::string& path,
                                                       const CompiledFormat& format);

  const CsvDialect& dialect() const { return dialect_; }
  // Without outer blanks.
  const std::vector<std::string>& columns() const { return columns_; }

  // The next row after the one with the names; false at the end.
  base::StatusOr<bool> Next(CsvRow& row) { return reader_->Next(row); }
  std::uint64_t bytes_read() const { return reader_->bytes_read(); }

  // Begins again with the first row after the one with the names.
  base::Status Rewind();

  // The reader, for whoever reads a table; it stands before the row with the names.
  static base::StatusOr<std::unique_ptr<RowFile>> OpenAtNames(const std::string& path,
                                                              const CompiledFormat& format);
  CsvReader& reader() { return *reader_; }

 private:
  RowFile(std::unique_ptr<SpoolFile> file, const CsvDialect& dialect, bool first_row_is_names)
      : file_(std::move(file)), dialect_(dialect), first_row_is_names_(first_row_is_names) {}

  base::Status ReadNames();

  const std::unique_ptr<SpoolFile> file_;
  const CsvDialect dialect_;
  const bool first_row_is_names_;
  std::unique_ptr<CsvReader> reader_;
  std::vector<std::string> columns_;
};

}  // namespace anchorledger::importing
