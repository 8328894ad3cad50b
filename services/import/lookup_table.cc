#include "services/import/lookup_table.h"

#include <algorithm>

#include "proto/base/limits.h"
#include "services/import/name_matching.h"
#include "services/import/value_parser.h"

namespace anchorledger::importing {
namespace {

base::Status TooLarge(std::string_view what) {
  return base::MakeError(
      base::ErrorReason::kQuotaExceeded,
      "the look-up table has too many " + std::string(what) + "; leave out what no row names");
}

}  // namespace

base::StatusOr<LookupTable> LookupTable::Load(CsvReader& reader, std::string_view key_column,
                                              bool match_as_name) {
  LookupTable table;
  table.match_as_name_ = match_as_name;
  CsvRow row;
  AL_ASSIGN_OR_RETURN(bool more, reader.Next(row));
  if (more) {
    for (const std::string_view name : row.fields) table.columns_.emplace_back(TrimBlanks(name));
  }
  const std::optional<std::size_t> key_at = table.Column(key_column);
  if (!key_at.has_value()) {
    return base::MakeError(base::ErrorReason::kNotFound,
                           "the look-up table has no column '" + std::string(key_column) + "'");
  }
  std::size_t bytes = 0;
  while (true) {
    AL_ASSIGN_OR_RETURN(more, reader.Next(row));
    if (!more) return table;
    if (row.fields.size() <= *key_at) continue;
    std::string key = table.Form(row.fields[*key_at]);
    if (key.empty()) continue;
    const std::size_t next = table.rows_.size();
    bytes += key.size();
    const bool is_new = table.rows_.try_emplace(std::move(key), next).second;
    if (!is_new) continue;
    if (table.rows_.size() > base::kImportLookupRowsMax) return TooLarge("rows");
    for (std::size_t at = 0; at < table.columns_.size(); ++at) {
      table.values_.emplace_back(at < row.fields.size() ? TrimBlanks(row.fields[at]) : "");
      bytes += table.values_.back().size();
    }
    if (bytes > base::kImportLookupBytesMax) return TooLarge("characters");
  }
}

std::optional<std::size_t> LookupTable::Column(std::string_view name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

std::optional<std::size_t> LookupTable::Find(std::string_view key) const {
  const std::string form = Form(key);
  const auto found = form.empty() ? rows_.end() : rows_.find(form);
  if (found == rows_.end()) return std::nullopt;
  return found->second;
}

std::string LookupTable::Form(std::string_view key) const {
  return match_as_name_ ? MatchingForm(key) : std::string(TrimBlanks(key));
}

}  // namespace anchorledger::importing
