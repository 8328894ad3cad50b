// A profile after everything about it that does not depend on a file was checked and looked up.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "proto/base/hash.h"
#include "proto/base/status.h"
#include "services/import/field_target.h"
#include "services/import/value_source.h"

namespace anchorledger::api::v1 {
class ImportProfile;
}  // namespace anchorledger::api::v1

namespace anchorledger::importing {

struct CompiledFormat {
  char delimiter = '\0';  // detected
  char quote = '"';
  enum class Text : std::uint8_t { kDetected, kUtf8, kWindows1252 } text = Text::kDetected;
  std::uint32_t skip_lines = 0;
  std::vector<std::string> columns;  // empty: the first row names them
};

struct CompiledCondition {
  enum class Test : std::uint8_t { kBlank, kOneOf, kSign, kKnownPurchase };
  CompiledSource value;
  Test test = Test::kBlank;
  bool wanted = true;                      // of kBlank, kOneOf, kKnownPurchase
  int sign = 0;                            // of kSign: -1, 0, 1
  absl::flat_hash_set<std::string> words;  // of kOneOf, lower case
};

struct CompiledField {
  FieldTarget target;
  CompiledSource value;
  bool in_header = false;
  bool required = false;
};

// What an event of a type does to the totals of an import.
enum class MoneyRole : std::uint8_t { kNone, kPayment, kCredit, kUnmatchedCredit };

struct CompiledEmit {
  int event_type = 0;
  std::string event_name;
  const google::protobuf::FieldDescriptor* member = nullptr;  // in EventPayload
  bool first_use = false;
  bool opens_stream = false;
  bool has_business_date = false;  // effective_on follows from the payload
  std::vector<CompiledCondition> when;
  std::vector<CompiledField> fields;
  std::vector<CompiledField> row_ids;  // fields that hold an id of the row; written last
  std::vector<std::size_t> columns;    // of the profile, that the rule reads; each once
  MoneyRole money = MoneyRole::kNone;
  const google::protobuf::FieldDescriptor* amount = nullptr;  // set when `money` is not kNone
  std::vector<std::vector<FieldTarget>> pairings;
};

struct CompiledLookup {
  std::string name;
  CompiledFormat format;
  std::string key_column;
  bool match_as_name = false;
};

// Immutable; shared by all threads of an import.
struct CompiledProfile {
  std::string name;
  std::string source;
  std::string canonical_json;
  base::Sha256Digest digest{};
  CompiledFormat format;
  CompiledValues values;        // of the file
  CompiledValues plain_values;  // of the profile itself: ISO dates, "." as decimal sign
  std::vector<std::string> null_words;
  std::vector<CompiledSource> key;  // empty: rows have no key
  bool match_key_as_name = false;
  bool first_key_wins = false;
  std::vector<CompiledCondition> filters;
  std::vector<CompiledLookup> lookups;
  std::vector<CompiledEmit> emits;
  bool reject_outside_period = false;
  std::vector<std::string> columns;  // that the profile names, each once
  struct TableColumn {
    std::size_t table = 0;
    std::string name;
  };
  std::vector<TableColumn> table_columns;

  bool has_key() const { return !key.empty(); }
  // Whether rows are tested for naming a purchase that the ledger or the file has.
  bool asks_for_purchases() const;
};

// Compiles, or says everything that is wrong, each with its path ("emits[0].fields[2].field").
base::StatusOr<std::shared_ptr<const CompiledProfile>> CompileProfile(
    const api::v1::ImportProfile& profile);

// Reads a profile from JSON, as files and stored events hold it. FIELD_INVALID says what the
// parser says, with the line where it can.
base::StatusOr<std::unique_ptr<api::v1::ImportProfile>> ParseProfileJson(std::string_view json);

// The JSON with proto names that is stored and digested.
std::string CanonicalProfileJson(const api::v1::ImportProfile& profile);

}  // namespace anchorledger::importing
