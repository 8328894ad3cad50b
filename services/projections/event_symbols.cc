#include "services/projections/event_symbols.h"

#include "services/domain/event_types/event_type.h"

namespace anchorledger::projections {
namespace {

std::string_view SchemeWord(event::v1::GeoScheme scheme) {
  switch (scheme) {
    case event::v1::GEO_SCHEME_ZCTA5:
      return "zcta5";
    case event::v1::GEO_SCHEME_TRACT2020:
      return "tract2020";
    case event::v1::GEO_SCHEME_COUNTY:
      return "county";
    case event::v1::GEO_SCHEME_CUSTOM:
      return "custom";
    default:
      return "";
  }
}

}  // namespace

Symbol PlaceSymbol(const event::v1::GeoRef& place, SymbolTable& symbols) {
  const std::string_view scheme = SchemeWord(place.scheme());
  if (scheme.empty() || place.code().empty()) return 0;
  char text[128];
  const std::size_t size = scheme.size() + 1 + place.code().size();
  if (size > sizeof(text)) return symbols.Intern(std::string(scheme) + ":" + place.code());
  scheme.copy(text, scheme.size());
  text[scheme.size()] = ':';
  place.code().copy(text + scheme.size() + 1, place.code().size());
  return symbols.Intern({text, size});
}

base::Currency CurrencyOf(const std::string& code) {
  const base::StatusOr<base::Currency> currency = base::ParseCurrency(code);
  return currency.ok() ? *currency : base::Currency{};
}

}  // namespace anchorledger::projections
