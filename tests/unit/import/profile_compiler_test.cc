// What is wrong with a profile is said with its path and what to do.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "anchorledger/api/v1/import_profile.pb.h"
#include "services/import/compiled_profile.h"
#include "services/import/row_mapper.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::importing {
namespace {

using nlohmann::json;

json GoodProfile() {
  return json::parse(R"({
    "name": "good", "values": {"date_formats": ["%d/%m/%Y"], "currency": "USD"},
    "lookups": [{"name": "classes", "key_column": "supplier"}],
    "emits": [{"event": "PurchaseRecorded",
      "when": [{"value": {"column": "amount"}, "sign": "NUMBER_SIGN_POSITIVE"}],
      "fields": [
        {"field": "purchase_id", "value": {"row_id": {"prefix": "p"}}},
        {"field": "invoice_date", "value": {"column": "date"}},
        {"field": "amount", "value": {"column": "amount"}},
        {"field": "supplier_id", "value": {"column": "supplier"}}]}]})");
}

// "path: description" of the one fault.
std::string FaultOf(const json& profile) {
  const auto parsed = ParseProfileJson(profile.dump());
  if (!parsed.ok()) return std::string(base::MessageOf(parsed.status()));
  const auto compiled = CompileProfile(**parsed);
  if (compiled.ok()) return "none";
  const auto violations = base::FieldViolationsOf(compiled.status());
  if (violations.size() != 1) return std::to_string(violations.size()) + " faults";
  return violations[0].field + ": " + violations[0].description;
}

struct Fault {
  std::string at;     // JSON pointer into the good profile
  std::string value;  // JSON
  std::string said;
};

TEST_CASE("a fault of a profile comes with its path and what is wanted instead") {
  CHECK(FaultOf(GoodProfile()) == "none");
  const Fault fault = GENERATE(values<Fault>({
      {"/name", R"("Bad Name")", "name: wanted 1 to 64 lower-case letters, digits, '-' and '_'"},
      {"/values/date_formats/0", R"("%d/%m")",
       "values.date_formats[0]: date format '%d/%m' does not give the day, the month and the year; "
       "known codes are %d %m %b %Y %y %H %M %S, with day, month and year given once"},
      {"/values/date_formats/1", R"("%m/%d/%Y")",
       "values.date_formats[1]: '%m/%d/%Y' reads dates that '%d/%m/%Y' reads as another day; keep "
       "one of them, or make two profiles"},
      {"/values/thousands_sign", R"(".")", "values.thousands_sign: cannot be the decimal sign"},
      {"/values/decimal_sign", R"("::")", "values.decimal_sign: wanted one character, not '::'"},
      {"/values/currency", R"("")",
       "emits[0].fields[2].currency: an amount needs a currency, here or in 'values'"},
      {"/format", R"({"delimiter": "\""})", "format.delimiter: cannot be the quote or a line end"},
      {"/emits/0/event", R"("PurchaseMade")",
       "emits[0].event: 'PurchaseMade' is not an event type"},
      {"/emits/0/when/0/sign", R"("NUMBER_SIGN_UNSPECIFIED")",
       "emits[0].when[0].sign: wanted NUMBER_SIGN_POSITIVE, NUMBER_SIGN_NEGATIVE or "
       "NUMBER_SIGN_ZERO"},
      {"/emits/0/when/0", R"({"value": {"column": "amount"}})",
       "emits[0].when[0]: a condition needs blank, one_of, none_of, sign or known_purchase"},
      {"/emits/0/fields/3/field", R"("supplier")",
       "emits[0].fields[3].field: 'supplier' is not a field of PurchaseRecorded"},
      {"/emits/0/fields/3/value", R"({"lookup": {"table": "klasses", "key_column": "supplier",
                                       "value_column": "class"}})",
       "emits[0].fields[3].value.lookup.table: 'klasses' is not among the lookups of the profile"},
      {"/emits/0/fields/3/value", "{}",
       "emits[0].fields[3].value: a value needs a column, constant, lookup, derived_id, row_id or "
       "parameter"},
      {"/emits/0/fields/0/value", R"({"column": "date"})",
       "emits[0]: without key columns this event needs a field with a row_id"},
      {"/lookups/0/key_column", R"("")", "lookups[0].key_column: is required"},
  }));
  json profile = GoodProfile();
  profile[json::json_pointer(fault.at)] = json::parse(fault.value);
  INFO(fault.at);
  CHECK(FaultOf(profile) == fault.said);
}

TEST_CASE("a name that no profile has is refused while the JSON is read") {
  json profile = GoodProfile();
  profile["emitz"] = json::array();
  CHECK(FaultOf(profile).find("emitz") != std::string::npos);
}

TEST_CASE("all faults of a profile are said at once") {
  json profile = GoodProfile();
  profile["name"] = "";
  profile["values"]["date_formats"][0] = "%Q";
  profile["emits"][0]["event"] = "Nothing";
  CHECK(FaultOf(profile) == "3 faults");
}

TEST_CASE("date formats that never read the same text as different days go together") {
  json profile = GoodProfile();
  profile["values"]["date_formats"] = {"%d/%m/%Y", "%Y-%m-%d", "%d-%b-%y", "%d/%m/%y"};
  CHECK(FaultOf(profile) == "none");
}

TEST_CASE("a file without a column that the profile names is refused with the columns it has") {
  const auto profile = *CompileProfile(**ParseProfileJson(GoodProfile().dump()));
  const std::vector<std::string> columns = {"date", "Amount", "supplier"};
  const auto mapper = RowMapper::Create(*profile, columns, {}, {});
  CHECK_REASON(mapper, kFieldMissing);
  const auto violations = base::FieldViolationsOf(mapper.status());
  REQUIRE(violations.size() == 1);
  CHECK(violations[0].field == "file");
  CHECK(violations[0].description ==
        "has no column 'amount', which the profile names; its columns are 'date', 'Amount', "
        "'supplier'");
}

}  // namespace
}  // namespace anchorledger::importing
