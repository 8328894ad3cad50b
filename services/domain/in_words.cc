#include "services/domain/in_words.h"

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

}  // namespace anchorledger::domain
