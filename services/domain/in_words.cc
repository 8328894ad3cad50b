#include "services/domain/in_words.h"

#include <google/protobuf/descriptor.h>

#include <string_view>

#include "anchorledger/event/v1/common.pb.h"
#include "proto/base/money.h"

namespace anchorledger::domain {

base::Date ToDate(const event::v1::Date& date) { return base::Date{date.days()}; }

base::Period ToPeriod(const event::v1::Period& period) {
  return base::Period{ToDate(period.from()), ToDate(period.to())};
}

std::string AmountInWords(std::int64_t minor, const std::string& currency) {
  const base::StatusOr<base::Currency> parsed = base::ParseCurrency(currency);
  return base::FormatMoney({minor, parsed.ok() ? *parsed : base::Currency()});
}

std::string InWords(const event::v1::Money& money) {
  return AmountInWords(money.minor(), money.currency());
}

std::string InWords(base::Date date) { return base::FormatIsoDate(date); }

std::string InWords(base::Period period) {
  return base::FormatIsoDate(period.from) + " to " + base::FormatIsoDate(period.to);
}

std::string EnumInWords(const google::protobuf::EnumDescriptor& type, int number) {
  constexpr std::string_view kZero = "UNSPECIFIED";
  const auto* value = type.FindValueByNumber(number);
  if (value == nullptr) return std::to_string(number);
  // What all names of the enum begin with stands before the word of its zero value.
  const std::string& zero = type.value(0)->name();
  const std::size_t prefix = zero.ends_with(kZero) ? zero.size() - kZero.size() : 0;
  std::string words = value->name().substr(prefix);
  for (char& letter : words) {
    if (letter == '_') letter = ' ';
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return words;
}

}  // namespace anchorledger::domain
