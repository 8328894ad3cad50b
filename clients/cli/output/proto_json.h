#pragma once
// Messages of the contract as JSON that people write and programs read.
//
// The same as protobuf's JSON but for three things, in both directions: field names stay as in the
// .proto files, dates (anchorledger.event.v1.Date) are "YYYY-MM-DD", enum values are their short
// lower-case names ("clt", not "PARTNER_KIND_CLT"). When reading, the long forms and those of
// shorthand.h are accepted too; unknown fields are refused with the path of the field. Whole
// numbers are JSON numbers.
#include <google/protobuf/message.h>

#include "clients/cli/output/report.h"
#include "proto/base/status.h"

namespace anchorledger::cli {

// Fields without presence that hold their default are left out.
Json MessageToJson(const google::protobuf::Message& message);

// Reads `json` into `message`, which is cleared first. Errors: FIELD_INVALID or FIELD_UNKNOWN with
// the path of the field, what was seen and what is wanted.
base::Status JsonToMessage(const Json& json, google::protobuf::Message* message);

// The short name of an enum value: lower case, without the prefix its enum gives all values.
std::string ShortEnumName(const google::protobuf::EnumValueDescriptor& value);

// The short name of the value with this number; `unknown` when the enum has none.
std::string EnumWord(const google::protobuf::EnumDescriptor& type, int number,
                     std::string_view unknown = "unknown");

// The short names of all values but the zero one, in the order of their declaration.
std::vector<std::string> EnumWords(const google::protobuf::EnumDescriptor& type);

// "a, b, c".
std::string Joined(const std::vector<std::string>& words);

// The number of the value that `word` names, short or long; an error lists the values there are.
base::StatusOr<int> ParseEnumWord(const google::protobuf::EnumDescriptor& type,
                                  std::string_view word);

}  // namespace anchorledger::cli
