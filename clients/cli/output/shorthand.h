#pragma once
// Short text forms that people may write in place of small messages when events are read from JSON.
//
//   Date    "2022-03-01"
//   Money   "600000.00 USD"   (exactly the currency's decimals, or none; no thousands signs)
//   Period  "2022-01-01..2022-12-31"
//   GeoRef  "zcta5:02119"
#include <google/protobuf/message.h>

#include <string>

#include "anchorledger/event/v1/common.pb.h"
#include "proto/base/status.h"

namespace anchorledger::cli {

// Whether messages of this type have a short form.
bool HasShorthand(const google::protobuf::Descriptor& type);

// Reads the short form. Errors: FIELD_INVALID saying what is wanted. Requires HasShorthand.
base::Status ReadShorthand(const std::string& text, google::protobuf::Message* message);

// Reads the day that was given to an option; the error names the option.
base::Status ReadDayOption(const std::string& text, const std::string& option,
                           event::v1::Date* date);

}  // namespace anchorledger::cli
