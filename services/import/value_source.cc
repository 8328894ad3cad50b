#include "services/import/value_source.h"

#include "proto/base/text.h"
#include "services/import/name_matching.h"
#include "services/import/value_parser.h"

namespace anchorledger::importing {

namespace {

std::string_view WithoutNullWord(std::string_view value, const FileContext& file) {
  for (const std::string& word : file.null_words) {
    if (EqualIgnoringCase(value, word)) return {};
  }
  return value;
}

}  // namespace

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  for (char& byte : lower) {
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
  }
  return lower;
}

bool CompiledSource::Evaluate(const RowContext& row, std::string& scratch, std::string_view& value,
                              RowProblem& problem) const {
  if (!EvaluateRaw(row, scratch, value, problem)) return false;
  if (!words.empty()) {
    const auto meaning = words.find(LowerCase(value));
    if (meaning == words.end()) {
      problem = MakeProblem(
          ProblemCode::kWordUnknown, label,
          value.empty() ? "The value is blank, and the profile does not say "
                          "what a blank means here."
                        : "The profile gives no meaning to the word " + Quoted(value) + ".");
      return false;
    }
    value = meaning->second;
  }
  if (value.empty()) value = when_blank;
  return true;
}

bool CompiledSource::EvaluateRaw(const RowContext& row, std::string& scratch,
                                 std::string_view& value, RowProblem& problem) const {
  switch (kind) {
    case Kind::kColumn:
      value = WithoutNullWord(TrimBlanks(row.fields[row.file->column_at[column]]), *row.file);
      return true;
    case Kind::kConstant:
      value = text;
      return true;
    case Kind::kLookup:
      return EvaluateLookup(row, value, problem);
    case Kind::kDerivedId:
      return EvaluateDerivedId(row, scratch, value, problem);
    case Kind::kRowId:
      scratch = OpaqueId(text, row.row_key);
      value = scratch;
      return true;
    case Kind::kParameter:
      value = row.file->parameters[static_cast<std::size_t>(parameter)];
      return true;
  }
  return false;
}

bool CompiledSource::EvaluateLookup(const RowContext& row, std::string_view& value,
                                    RowProblem& problem) const {
  const LookupTable& rows = *row.file->tables[table];
  const std::string_view key = TrimBlanks(row.fields[row.file->column_at[column]]);
  const std::optional<std::size_t> found = rows.Find(key);
  if (found.has_value()) {
    value = WithoutNullWord(rows.Value(*found, row.file->table_column_at[table_column]), *row.file);
    return true;
  }
  value = {};
  if (!required) return true;
  problem = MakeProblem(ProblemCode::kLookupMissed, label,
                        "The look-up table has no row for " + Quoted(key) + ".");
  return false;
}

bool CompiledSource::EvaluateDerivedId(const RowContext& row, std::string& scratch,
                                       std::string_view& value, RowProblem& problem) const {
  ListHasher hasher;
  hasher.Add(space.empty() ? std::string_view(row.file->source) : std::string_view(space));
  for (const CompiledSource& part : from) {
    std::string part_scratch;
    std::string_view part_value;
    if (!part.Evaluate(row, part_scratch, part_value, problem)) return false;
    if (!match_as_name) {
      hasher.Add(part_value);
    } else if (!base::IsOneLine(part_value)) {
      // What no name may hold is refused before it is matched: matching would ignore it, and the
      // row would find the supplier that it only resembles.
      problem =
          MakeProblem(ProblemCode::kTextInvalid, part.label, "The name has control characters.");
      return false;
    } else {
      const std::string form = MatchingForm(part_value);
      // A name of nothing but punctuation and company words is compared as it stands.
      hasher.Add(form.empty() ? part_value : std::string_view(form));
    }
    if (part_value.empty()) {
      value = {};
      return true;
    }
  }
  scratch = OpaqueId(text, KeyText(hasher.Finish()));
  value = scratch;
  return true;
}

}  // namespace anchorledger::importing
