// Compiles ImportProfile messages. Every function adds what it finds wrong to one list and goes on,
// so that a person sees all faults of a profile at once.
#include <algorithm>
#include <utility>

#include "anchorledger/api/v1/import_profile.pb.h"
#include "proto/base/limits.h"
#include "services/import/compiled_profile.h"
#include "services/import/emit_compiler.h"
#include "services/import/profile_faults.h"
#include "services/import/source_compiler.h"

namespace anchorledger::importing {
namespace {

namespace api = anchorledger::api::v1;

class ProfileCompiler {
 public:
  base::StatusOr<std::shared_ptr<const CompiledProfile>> Compile(const api::ImportProfile& profile);

 private:
  void CompileNames(const api::ImportProfile& profile);
  CompiledFormat CompileFormat(const api::CsvFormat& format, const std::string& path);
  char CompileSign(const std::string& text, char otherwise, const std::string& path);
  void CompileValues(const api::ValueFormat& format);
  void CompileDates(const api::ValueFormat& format);
  void CompileIdentity(const api::RowIdentity& identity);
  void CompileLookups(const api::ImportProfile& profile);
  void CompileFilters(const api::ImportProfile& profile);

  ProfileFaults faults_;
  CompiledProfile result_;
  SourceCompiler sources_{result_, faults_};
};

base::StatusOr<std::shared_ptr<const CompiledProfile>> ProfileCompiler::Compile(
    const api::ImportProfile& profile) {
  CompileNames(profile);
  result_.format = CompileFormat(profile.format(), "format");
  CompileValues(profile.values());
  CompileLookups(profile);
  CompileIdentity(profile.identity());
  CompileFilters(profile);
  EmitCompiler(result_, faults_).Compile(profile);
  result_.reject_outside_period = profile.reject_outside_period();
  if (!faults_.empty()) return std::move(faults_).ToStatus();
  result_.canonical_json = CanonicalProfileJson(profile);
  result_.digest = base::Sha256(result_.canonical_json);
  return std::make_shared<const CompiledProfile>(std::move(result_));
}

void ProfileCompiler::CompileNames(const api::ImportProfile& profile) {
  if (!IsPlainName(profile.name(), base::kIdBytesMax)) {
    faults_.Add("name", "wanted 1 to 64 lower-case letters, digits, '-' and '_'");
  }
  if (!profile.source().empty() && !IsPlainName(profile.source(), base::kIdBytesMax)) {
    faults_.Add("source", "wanted 1 to 64 lower-case letters, digits, '-' and '_'");
  }
  if (profile.description().size() > base::kNarrativeCharactersMax) {
    faults_.Add("description", "is longer than 500 bytes");
  }
  result_.name = profile.name();
  result_.source = profile.source().empty() ? profile.name() : profile.source();
}

char ProfileCompiler::CompileSign(const std::string& text, char otherwise,
                                  const std::string& path) {
  if (text.empty()) return otherwise;
  if (text.size() == 1) return text.front();
  faults_.Add(path, "wanted one character, not '" + text + "'");
  return otherwise;
}

CompiledFormat ProfileCompiler::CompileFormat(const api::CsvFormat& format,
                                              const std::string& path) {
  CompiledFormat result;
  result.delimiter = CompileSign(format.delimiter(), '\0', path + ".delimiter");
  result.quote = CompileSign(format.quote(), '"', path + ".quote");
  if (result.delimiter == result.quote || result.delimiter == '\n' || result.delimiter == '\r') {
    faults_.Add(path + ".delimiter", "cannot be the quote or a line end");
  }
  if (format.encoding() == api::TEXT_ENCODING_UTF8) {
    result.text = CompiledFormat::Text::kUtf8;
  } else if (format.encoding() == api::TEXT_ENCODING_WINDOWS1252) {
    result.text = CompiledFormat::Text::kWindows1252;
  } else if (format.encoding() != api::TEXT_ENCODING_UNSPECIFIED) {
    faults_.Add(path + ".encoding", "is not known");
  }
  if (format.skip_lines() > 100)
    faults_.Add(path + ".skip_lines", "at most 100 lines can be skipped");
  result.skip_lines = format.skip_lines();
  result.columns.assign(format.columns().begin(), format.columns().end());
  if (result.columns.size() > base::kCsvColumnsMax)
    faults_.Add(path + ".columns", "has too many names");
  return result;
}

void ProfileCompiler::CompileValues(const api::ValueFormat& format) {
  CompileDates(format);
  CompiledValues& values = result_.values;
  values.numbers.decimal_sign = CompileSign(format.decimal_sign(), '.', "values.decimal_sign");
  values.numbers.thousands_sign =
      CompileSign(format.thousands_sign(), '\0', "values.thousands_sign");
  if (values.numbers.decimal_sign == values.numbers.thousands_sign) {
    faults_.Add("values.thousands_sign", "cannot be the decimal sign");
  }
  values.currency = sources_.CompileCurrency(format.currency(), "values.currency");
  for (const std::string& word : format.null_words()) {
    result_.null_words.push_back(LowerCase(word));
  }
  for (const std::string& word : format.true_words()) values.true_words.push_back(LowerCase(word));
  for (const std::string& word : format.false_words()) {
    values.false_words.push_back(LowerCase(word));
  }
  CompiledValues& plain = result_.plain_values;
  plain.dates.push_back(*DateFormat::Parse("%Y-%m-%d", 70));
  plain.date_texts.emplace_back("%Y-%m-%d");
  plain.currency = values.currency;
  plain.true_words = {"y", "yes", "true", "1"};
  plain.false_words = {"n", "no", "false", "0"};
  if (values.true_words.empty()) values.true_words = plain.true_words;
  if (values.false_words.empty()) values.false_words = plain.false_words;
}

void ProfileCompiler::CompileDates(const api::ValueFormat& format) {
  CompiledValues& values = result_.values;
  const std::uint32_t pivot = format.century_pivot() == 0 ? 70 : format.century_pivot();
  if (pivot > 99) faults_.Add("values.century_pivot", "wanted 1 to 99");
  for (int at = 0; at < std::max(format.date_formats_size(), 1); ++at) {
    const std::string text = format.date_formats().empty() ? "%Y-%m-%d" : format.date_formats(at);
    base::StatusOr<DateFormat> date = DateFormat::Parse(text, pivot);
    if (!date.ok()) {
      faults_.Add(EntryPath("values", "date_formats", at), base::MessageOf(date.status()));
      continue;
    }
    for (std::size_t before = 0; before < values.dates.size(); ++before) {
      if (!values.dates[before].Contradicts(*date)) continue;
      faults_.Add(EntryPath("values", "date_formats", at),
                  "'" + text + "' reads dates that '" + values.date_texts[before] +
                      "' reads as another day; keep one of them, or make two profiles");
    }
    values.dates.push_back(*std::move(date));
    values.date_texts.push_back(text);
  }
}

void ProfileCompiler::CompileFilters(const api::ImportProfile& profile) {
  for (int at = 0; at < profile.filters_size(); ++at) {
    const std::string path = EntryPath("", "filters", at);
    result_.filters.push_back(sources_.CompileCondition(profile.filters(at), path));
    if (result_.filters.back().test == CompiledCondition::Test::kKnownPurchase) {
      faults_.Add(path + ".known_purchase", "a filter cannot ask the ledger");
    }
  }
}

void ProfileCompiler::CompileLookups(const api::ImportProfile& profile) {
  for (int at = 0; at < profile.lookups_size(); ++at) {
    const api::LookupTable& table = profile.lookups(at);
    const std::string path = EntryPath("", "lookups", at);
    if (table.name().empty()) faults_.Add(path + ".name", "is required");
    if (table.key_column().empty()) faults_.Add(path + ".key_column", "is required");
    for (const CompiledLookup& other : result_.lookups) {
      if (other.name == table.name()) faults_.Add(path + ".name", "another table has this name");
    }
    result_.lookups.push_back({.name = table.name(),
                               .format = CompileFormat(table.format(), path + ".format"),
                               .key_column = table.key_column(),
                               .match_as_name = table.match_as_name()});
  }
}

void ProfileCompiler::CompileIdentity(const api::RowIdentity& identity) {
  for (int at = 0; at < identity.key_columns_size(); ++at) {
    CompiledSource source;
    source.kind = CompiledSource::Kind::kColumn;
    source.column =
        sources_.ColumnNumber(identity.key_columns(at), EntryPath("identity", "key_columns", at));
    source.label = identity.key_columns(at);
    result_.key.push_back(std::move(source));
  }
  result_.match_key_as_name = identity.match_as_name();
  result_.first_key_wins = identity.repeated_key() == api::REPEATED_KEY_FIRST_WINS;
}

}  // namespace

bool IsPlainName(std::string_view text, std::size_t longest) {
  return !text.empty() && text.size() <= longest &&
         std::all_of(text.begin(), text.end(), [](char byte) {
           return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-' ||
                  byte == '_';
         });
}

bool CompiledProfile::asks_for_purchases() const {
  for (const CompiledEmit& emit : emits) {
    for (const CompiledCondition& condition : emit.when) {
      if (condition.test == CompiledCondition::Test::kKnownPurchase) return true;
    }
  }
  return false;
}

base::StatusOr<std::shared_ptr<const CompiledProfile>> CompileProfile(
    const api::ImportProfile& profile) {
  return ProfileCompiler().Compile(profile);
}

}  // namespace anchorledger::importing
