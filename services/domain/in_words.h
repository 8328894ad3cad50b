// Values of payloads as messages to people show them.
#pragma once

#include <string>

#include "proto/base/date.h"

namespace google::protobuf {
class EnumDescriptor;
}  // namespace google::protobuf

namespace anchorledger::event::v1 {
class Date;
class Money;
class Period;
}  // namespace anchorledger::event::v1

namespace anchorledger::domain {

base::Date ToDate(const event::v1::Date& date);
base::Period ToPeriod(const event::v1::Period& period);

// "1,250.00 USD"; the plain number when the currency is unknown.
std::string InWords(const event::v1::Money& money);
std::string AmountInWords(std::int64_t minor, const std::string& currency);
// "2024-02-29".
std::string InWords(base::Date date);
// "2024-01-01 to 2024-12-31".
std::string InWords(base::Period period);
// "forgivable loan" for INSTRUMENT_FORGIVABLE_LOAN; the number for a value without a name.
std::string EnumInWords(const google::protobuf::EnumDescriptor& type, int number);

}  // namespace anchorledger::domain
