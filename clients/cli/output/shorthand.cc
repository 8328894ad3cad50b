#include "clients/cli/output/shorthand.h"

#include <algorithm>
#include <charconv>

#include "anchorledger/event/v1/common.pb.h"
#include "clients/cli/output/proto_json.h"
#include "proto/base/date.h"
#include "proto/base/money.h"

namespace anchorledger::cli {
namespace {

base::Status Wanted(const std::string& text, const std::string& form) {
  return base::MakeError(base::ErrorReason::kFieldInvalid,
                         "\"" + text + "\" is wrong; write it as " + form);
}

base::Status Refused(const std::string& text, const std::string& why) {
  return base::MakeError(base::ErrorReason::kFieldInvalid, "\"" + text + "\": " + why);
}

base::Status ReadDate(const std::string& text, event::v1::Date* date) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  const auto day = base::ParseIsoDate(text);
  if (day.ok()) {
    date->set_days(day->days);
    return absl::OkStatus();
  }
  bool shaped = text.size() == kForm.size();
  for (std::size_t i = 0; shaped && i < kForm.size(); ++i) {
    shaped = kForm[i] == '-' ? text[i] == '-' : text[i] >= '0' && text[i] <= '9';
  }
  if (!shaped) return Wanted(text, "YYYY-MM-DD");
  const std::string year = text.substr(0, 4);
  if (year < "1900" || year > "2199") {
    return Refused(text, "days from 1900-01-01 to 2199-12-31 can be recorded");
  }
  return Refused(text, "there is no such day");
}

base::Status ReadMoney(const std::string& text, event::v1::Money* money) {
  constexpr std::size_t kCodeLength = 4;  // the blank and three letters
  const std::string form = "an amount and a currency, such as 600000.00 USD";
  if (text.size() <= kCodeLength || text[text.size() - kCodeLength] != ' ') {
    return Wanted(text, form);
  }
  const auto currency = base::ParseCurrency(text.substr(text.size() - kCodeLength + 1));
  if (!currency.ok()) return Refused(text, std::string(base::MessageOf(currency.status())));
  std::string digits = text.substr(0, text.size() - kCodeLength);
  const auto point = digits.find('.');
  const auto decimals = static_cast<std::size_t>(currency->minor_digits());
  if (point == std::string::npos) {
    digits.append(decimals, '0');
  } else if (digits.size() - point - 1 == decimals) {
    digits.erase(point, 1);
  } else {
    const std::string code(currency->code());
    return Refused(text, decimals == 0 ? code + " has no decimals"
                                       : code + " has " + std::to_string(decimals) +
                                             " decimals; write all of them, or none");
  }
  std::int64_t minor = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), minor);
  if (error == std::errc::result_out_of_range) return Refused(text, "the amount is too large");
  if (error != std::errc() || end != digits.data() + digits.size()) return Wanted(text, form);
  money->set_minor(minor);
  money->set_currency(std::string(currency->code()));
  return absl::OkStatus();
}

base::Status ReadPeriod(const std::string& text, event::v1::Period* period) {
  const auto dots = text.find("..");
  if (dots == std::string::npos) return Wanted(text, "2022-01-01..2022-12-31");
  AL_RETURN_IF_ERROR(ReadDate(text.substr(0, dots), period->mutable_from()));
  return ReadDate(text.substr(dots + 2), period->mutable_to());
}

base::Status ReadGeoRef(const std::string& text, event::v1::GeoRef* geo) {
  const auto colon = text.find(':');
  if (colon == std::string::npos) return Wanted(text, "SCHEME:CODE, such as zcta5:02119");
  AL_ASSIGN_OR_RETURN(const int scheme,
                      ParseEnumWord(*event::v1::GeoScheme_descriptor(), text.substr(0, colon)));
  geo->set_scheme(static_cast<event::v1::GeoScheme>(scheme));
  geo->set_code(text.substr(colon + 1));
  return absl::OkStatus();
}

}  // namespace

bool HasShorthand(const google::protobuf::Descriptor& type) {
  const google::protobuf::Descriptor* const types[] = {
      event::v1::Date::descriptor(), event::v1::Money::descriptor(),
      event::v1::Period::descriptor(), event::v1::GeoRef::descriptor()};
  return std::find(std::begin(types), std::end(types), &type) != std::end(types);
}

base::Status ReadShorthand(const std::string& text, google::protobuf::Message* message) {
  const google::protobuf::Descriptor* type = message->GetDescriptor();
  if (type == event::v1::Date::descriptor()) {
    return ReadDate(text, static_cast<event::v1::Date*>(message));
  }
  if (type == event::v1::Money::descriptor()) {
    return ReadMoney(text, static_cast<event::v1::Money*>(message));
  }
  if (type == event::v1::Period::descriptor()) {
    return ReadPeriod(text, static_cast<event::v1::Period*>(message));
  }
  return ReadGeoRef(text, static_cast<event::v1::GeoRef*>(message));
}

base::Status ReadDayOption(const std::string& text, const std::string& option,
                           event::v1::Date* date) {
  return base::Annotate(ReadDate(text, date), option);
}

}  // namespace anchorledger::cli
