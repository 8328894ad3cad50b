#include "services/import/source_compiler.h"

#include <algorithm>
#include <utility>

#include "anchorledger/api/v1/import_profile.pb.h"

namespace anchorledger::importing {
namespace {

namespace api = anchorledger::api::v1;

constexpr std::size_t kIdPrefixBytesMax = 16;

}  // namespace

std::size_t SourceCompiler::ColumnNumber(const std::string& name, const std::string& path) {
  if (name.empty()) faults_.Add(path, "the name of a column is required");
  const auto found = std::find(profile_.columns.begin(), profile_.columns.end(), name);
  if (found != profile_.columns.end()) {
    return static_cast<std::size_t>(found - profile_.columns.begin());
  }
  profile_.columns.push_back(name);
  return profile_.columns.size() - 1;
}

CompiledSource SourceCompiler::CompileSource(const api::ValueSource& source,
                                             const std::string& path) {
  CompiledSource result;
  result.when_blank = source.when_blank();
  CompileWords(source, path, result);
  switch (source.source_case()) {
    case api::ValueSource::kColumn:
      result.kind = CompiledSource::Kind::kColumn;
      result.column = ColumnNumber(source.column(), path + ".column");
      result.label = source.column();
      break;
    case api::ValueSource::kConstant:
      result.kind = CompiledSource::Kind::kConstant;
      result.text = source.constant();
      break;
    case api::ValueSource::kLookup:
      CompileLookupSource(source.lookup(), path + ".lookup", result);
      break;
    case api::ValueSource::kDerivedId:
      CompileDerivedId(source.derived_id(), path + ".derived_id", result);
      break;
    case api::ValueSource::kRowId:
      result.kind = CompiledSource::Kind::kRowId;
      result.text = source.row_id().prefix();
      if (!IsPlainName(result.text, kIdPrefixBytesMax)) {
        faults_.Add(path + ".row_id.prefix", "wanted 1 to 16 lower-case letters and digits");
      }
      break;
    case api::ValueSource::kParameter:
      CompileParameter(source.parameter(), path + ".parameter", result);
      break;
    case api::ValueSource::SOURCE_NOT_SET:
      faults_.Add(path,
                  "a value needs a column, constant, lookup, derived_id, row_id or parameter");
  }
  return result;
}

void SourceCompiler::CompileLookupSource(const api::LookupSource& lookup, const std::string& path,
                                         CompiledSource& result) {
  result.kind = CompiledSource::Kind::kLookup;
  result.column = ColumnNumber(lookup.key_column(), path + ".key_column");
  result.label = lookup.key_column();
  result.required = lookup.required();
  const auto table = std::find_if(
      profile_.lookups.begin(), profile_.lookups.end(),
      [&](const CompiledLookup& candidate) { return candidate.name == lookup.table(); });
  if (table == profile_.lookups.end()) {
    faults_.Add(path + ".table",
                "'" + lookup.table() + "' is not among the lookups of the profile");
    return;
  }
  if (lookup.value_column().empty()) faults_.Add(path + ".value_column", "is required");
  result.table = static_cast<std::size_t>(table - profile_.lookups.begin());
  result.table_column = profile_.table_columns.size();
  profile_.table_columns.push_back({result.table, lookup.value_column()});
}

void SourceCompiler::CompileDerivedId(const api::DerivedId& id, const std::string& path,
                                      CompiledSource& result) {
  result.kind = CompiledSource::Kind::kDerivedId;
  result.text = id.prefix();
  result.space = id.space();
  result.match_as_name = id.match_as_name();
  if (!IsPlainName(id.prefix(), kIdPrefixBytesMax)) {
    faults_.Add(path + ".prefix", "wanted 1 to 16 lower-case letters and digits");
  }
  if (id.from().empty()) faults_.Add(path + ".from", "at least one value is required");
  for (int at = 0; at < id.from_size(); ++at) {
    const std::string part_path = EntryPath(path, "from", at);
    if (id.from(at).has_row_id() || id.from(at).has_derived_id()) {
      faults_.Add(part_path, "an id cannot be made from another id");
      continue;
    }
    result.from.push_back(CompileSource(id.from(at), part_path));
    if (result.label.empty()) result.label = result.from.back().label;
  }
}

void SourceCompiler::CompileParameter(const std::string& name, const std::string& path,
                                      CompiledSource& result) {
  constexpr std::string_view kNames[] = {"anchor_id", "partnership_id", "source", "period_from",
                                         "period_to"};
  const auto found = std::find(std::begin(kNames), std::end(kNames), name);
  result.kind = CompiledSource::Kind::kParameter;
  result.parameter = static_cast<Parameter>(found - std::begin(kNames));
  if (found != std::end(kNames)) return;
  faults_.Add(path, "wanted anchor_id, partnership_id, source, period_from or period_to");
}

void SourceCompiler::CompileWords(const api::ValueSource& source, const std::string& path,
                                  CompiledSource& result) {
  for (int at = 0; at < source.words_size(); ++at) {
    const api::WordMeaning& word = source.words(at);
    if (!result.words.try_emplace(LowerCase(word.word()), word.meaning()).second) {
      faults_.Add(EntryPath(path, "words", at) + ".word",
                  "'" + word.word() + "' has a meaning already");
    }
  }
}

CompiledCondition SourceCompiler::CompileCondition(const api::RowCondition& condition,
                                                   const std::string& path) {
  CompiledCondition result;
  result.value = CompileSource(condition.value(), path + ".value");
  switch (condition.test_case()) {
    case api::RowCondition::kBlank:
      result.test = CompiledCondition::Test::kBlank;
      result.wanted = condition.blank();
      break;
    case api::RowCondition::kOneOf:
    case api::RowCondition::kNoneOf: {
      result.test = CompiledCondition::Test::kOneOf;
      result.wanted = condition.has_one_of();
      const api::WordSet& set = result.wanted ? condition.one_of() : condition.none_of();
      for (const std::string& word : set.words()) result.words.insert(LowerCase(word));
      if (result.words.empty()) faults_.Add(path, "a set of words needs at least one word");
      break;
    }
    case api::RowCondition::kSign:
      result.test = CompiledCondition::Test::kSign;
      if (condition.sign() == api::NUMBER_SIGN_POSITIVE) result.sign = 1;
      if (condition.sign() == api::NUMBER_SIGN_NEGATIVE) result.sign = -1;
      if (condition.sign() != api::NUMBER_SIGN_ZERO && result.sign == 0) {
        faults_.Add(path + ".sign",
                    "wanted NUMBER_SIGN_POSITIVE, NUMBER_SIGN_NEGATIVE or NUMBER_SIGN_ZERO");
      }
      break;
    case api::RowCondition::kKnownPurchase:
      result.test = CompiledCondition::Test::kKnownPurchase;
      result.wanted = condition.known_purchase();
      break;
    case api::RowCondition::TEST_NOT_SET:
      faults_.Add(path, "a condition needs blank, one_of, none_of, sign or known_purchase");
  }
  return result;
}

base::Currency SourceCompiler::CompileCurrency(const std::string& code, const std::string& path) {
  if (code.empty()) return {};
  const base::StatusOr<base::Currency> currency = base::ParseCurrency(code);
  if (currency.ok()) return *currency;
  faults_.Add(path, base::MessageOf(currency.status()));
  return {};
}

}  // namespace anchorledger::importing
