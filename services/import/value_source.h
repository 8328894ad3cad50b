// A value of a row, by the profile: compiled once, evaluated for each row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/import/lookup_table.h"
#include "services/import/opaque_id.h"
#include "services/import/row_problem.h"

namespace anchorledger::importing {

// What is the same for all rows of an import: columns of this file, tables, and what was said when
// it was started.
struct FileContext {
  std::vector<std::size_t> column_at;        // profile column -> place in the row
  std::vector<const LookupTable*> tables;    // profile table -> table
  std::vector<std::size_t> table_column_at;  // profile table column -> place in its table
  std::vector<std::string> parameters;       // indexed by Parameter
  std::string source;
  std::vector<std::string> null_words;  // lower case; mean "no value" in a column or a table
};

// What StartImport says.
enum class Parameter : std::uint8_t {
  kAnchorId,
  kPartnershipId,
  kSource,
  kPeriodFrom,  // "2020-04-01"; empty without a period
  kPeriodTo,
  kCount,
};

// One row while it is read. `row_key` is the key text of its identity, known last.
struct RowContext {
  const FileContext* file = nullptr;
  std::span<const std::string_view> fields;
  std::string_view row_key;
};

// A compiled ValueSource. Immutable; evaluating is safe from any thread.
struct CompiledSource {
  enum class Kind : std::uint8_t { kColumn, kConstant, kLookup, kDerivedId, kRowId, kParameter };
  Kind kind = Kind::kConstant;
  std::size_t column = 0;        // of the profile; for a look-up the searched value
  std::string text;              // the constant, or the prefix of an id
  std::size_t table = 0;         // of the profile
  std::size_t table_column = 0;  // of the profile
  bool required = false;         // a look-up that misses rejects the row
  Parameter parameter = Parameter::kSource;
  std::string space;                                    // of a derived id; empty = the source
  std::vector<CompiledSource> from;                     // of a derived id
  bool match_as_name = false;                           // of a derived id
  absl::flat_hash_map<std::string, std::string> words;  // lower case -> meaning
  std::string when_blank;
  std::string label;  // the column a problem names

  // The value without outer blanks: in `scratch`, in the row or in this object, whichever is
  // cheapest. False when the row has to be rejected; `problem` then says why.
  bool Evaluate(const RowContext& row, std::string& scratch, std::string_view& value,
                RowProblem& problem) const;

  // True when the value is written by the profile, not by the file.
  bool is_profile_text(std::string_view value) const {
    return kind == Kind::kConstant || kind == Kind::kParameter || !words.empty() ||
           (!when_blank.empty() && value.data() == when_blank.data());
  }

 private:
  bool EvaluateRaw(const RowContext& row, std::string& scratch, std::string_view& value,
                   RowProblem& problem) const;
  bool EvaluateLookup(const RowContext& row, std::string_view& value, RowProblem& problem) const;
  bool EvaluateDerivedId(const RowContext& row, std::string& scratch, std::string_view& value,
                         RowProblem& problem) const;
};

// ASCII letters in lower case: the form in which words are compared.
std::string LowerCase(std::string_view text);

}  // namespace anchorledger::importing
