// A delimited text file as rows, in memory that does not grow with the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/status.h"
#include "services/import/text_decoder.h"

namespace anchorledger::importing {

// Bytes from somewhere, front to back.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Fills the front of `buffer` and says how much; 0 only at the end.
  virtual base::StatusOr<std::size_t> Read(std::span<char> buffer) = 0;
};

struct CsvDialect {
  char delimiter = ',';
  char quote = '"';
  Encoding encoding = Encoding::kUtf8;
  std::uint32_t skip_lines = 0;  // before the first row; a line here ends at any line feed
};

// One row: views into the reader, valid until the next call of Next.
struct CsvRow {
  std::uint64_t line = 0;  // where the row begins, from 1; a quoted value may span lines
  std::span<const std::string_view> fields;
};

// Reads rows with the packaged libcsv, forgiving about stray quotes inside values.
//
// Lines end with LF, CRLF or CR. Outer blanks of a value that is not quoted do not belong to it.
// Rows without any value (blank lines, lines of delimiters only) are passed over. A value of more
// than kCsvFieldBytesMax, a row of more than kCsvRowBytesMax or kCsvColumnsMax, and a quote that is
// never closed end the reading with FIELD_INVALID, naming the line: what follows cannot be trusted.
// Bytes are not checked to be well-formed here. Not thread-safe.
class CsvReader {
 public:
  // `source` must outlive the reader.
  CsvReader(ByteSource& source, const CsvDialect& dialect);
  ~CsvReader();
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  // The next row; false at the end. After an error the reader must not be used again.
  base::StatusOr<bool> Next(CsvRow& row);

  // Bytes of the source that the rows returned so far, and some read ahead, came from.
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  class Parser;  // hides libcsv

  base::Status ReadMore();
  std::string_view WithoutSkippedLines(std::string_view text);

  ByteSource& source_;
  const CsvDialect dialect_;
  std::unique_ptr<Parser> parser_;
  std::vector<char> buffer_;
  std::string decoded_;
  std::vector<std::string_view> fields_;
  std::size_t next_row_ = 0;
  std::uint64_t bytes_read_ = 0;
  std::uint32_t lines_to_skip_;
  bool at_start_ = true;
  bool at_end_ = false;
};

// The delimiter that cuts the lines of `sample`, the beginning of a file, into the same number of
// columns most often; ',' when nothing does. A first line "sep=;" decides.
char DetectDelimiter(std::string_view sample, char quote);

// True for a first line that only says which delimiter follows, as spreadsheets write it.
bool IsSeparatorLine(std::string_view line);

// One row as CSV: quoted where needed, ended by LF.
void AppendCsvRow(std::span<const std::string_view> fields, std::string& out);

}  // namespace anchorledger::importing
