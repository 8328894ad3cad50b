// A table from a further file, in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "proto/base/status.h"
#include "services/import/csv_reader.h"

namespace anchorledger::importing {

// Immutable after Load; safe to read from any thread.
class LookupTable {
 public:
  // Reads rows to the end; the first one names the columns. Where a key stands twice the first row
  // counts. NOT_FOUND when `key_column` is missing,
  // QUOTA_EXCEEDED above kImportLookupRowsMax rows or kImportLookupBytesMax of text.
  static base::StatusOr<LookupTable> Load(CsvReader& reader, std::string_view key_column,
                                          bool match_as_name);

  // The number of a column; nothing when the table has none of this name.
  std::optional<std::size_t> Column(std::string_view name) const;

  // The row with this key; nothing when there is none. A blank key matches nothing.
  std::optional<std::size_t> Find(std::string_view key) const;

  std::string_view Value(std::size_t row, std::size_t column) const {
    return values_[row * columns_.size() + column];
  }
  std::size_t row_count() const { return rows_.size(); }

 private:
  std::string Form(std::string_view key) const;

  bool match_as_name_ = false;
  std::vector<std::string> columns_;
  std::vector<std::string> values_;  // row by row
  absl::flat_hash_map<std::string, std::size_t> rows_;
};

}  // namespace anchorledger::importing
