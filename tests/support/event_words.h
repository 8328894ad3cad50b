// Internal to the builders: words and texts into values of the contract.
#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <string_view>

#include "anchorledger/event/v1/common.pb.h"
#include "proto/base/check.h"
#include "proto/base/date.h"
#include "proto/base/money.h"
#include "services/domain/event_types/event_type.h"
#include "tests/support/draft.h"

namespace anchorledger::testing {

template <class Enum>
Enum Word(std::string_view word) {
  const auto* value = event_types::FindWord(*google::protobuf::GetEnumDescriptor<Enum>(), word);
  AL_CHECK(value != nullptr);
  return static_cast<Enum>(value->number());
}

inline void Assign(event::v1::Date* to, std::string_view iso) { to->set_days(Day(iso).days); }

inline void Assign(event::v1::Period* period, std::string_view from, std::string_view to) {
  Assign(period->mutable_from(), from);
  Assign(period->mutable_to(), to);
}

inline void Assign(event::v1::Money* to, base::Money money) {
  to->set_minor(money.minor);
  to->set_currency(std::string(money.currency.code()));
}

// "zcta5:02119"; nothing for an empty text.
inline void Assign(event::v1::GeoRef* to, std::string_view place) {
  const std::size_t colon = place.find(':');
  AL_CHECK(colon != std::string_view::npos);
  to->set_scheme(Word<event::v1::GeoScheme>(place.substr(0, colon)));
  to->set_code(std::string(place.substr(colon + 1)));
}

}  // namespace anchorledger::testing
