// Consecutive rows of a file and what its profile makes of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/status.h"
#include "services/import/csv_reader.h"
#include "services/import/row_mapper.h"
#include "services/import/row_problem.h"

namespace anchorledger::importing {

// Holds the text of its rows, so that a row can still be listed as it stood in the file when its
// commit has lost a race. Filled by one thread, then handed on: not thread-safe.
class RowBlock {
 public:
  struct Row {
    std::uint64_t line = 0;
    std::size_t fields_end = 0;  // index after its last field
    RowMapper::Outcome outcome = RowMapper::Outcome::kMapped;
    MappedRow mapped;    // when kMapped
    RowProblem problem;  // when kRejected
  };

  // Copies a row behind those it has.
  void Add(const CsvRow& csv);
  // To be called after the last Add and before `csv`.
  void Close();

  bool IsFull() const;
  std::size_t text_bytes() const { return text_.size(); }
  std::vector<Row>& rows() { return rows_; }
  const std::vector<Row>& rows() const { return rows_; }
  // The row as it was read; the view ends with the block.
  CsvRow csv(std::size_t index) const;

  // After the last row: OK, or why the file cannot be read on.
  base::Status end;
  bool is_last = false;
  std::uint64_t bytes_read = 0;  // of the file, up to the end of the block and some further

 private:
  std::string text_;               // all fields, one after the other
  std::vector<std::size_t> ends_;  // of each field in text_
  std::vector<std::string_view> fields_;
  std::vector<Row> rows_;
};

}  // namespace anchorledger::importing
