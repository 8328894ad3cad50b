// Small conversions that derivation and context share.
#pragma once

#include <string>

#include "anchorledger/event/v1/common.pb.h"
#include "proto/base/date.h"
#include "proto/base/money.h"
#include "services/projections/symbols.h"

namespace anchorledger::projections {

inline base::Date DateOf(const event::v1::Date& date) { return base::Date{date.days()}; }

// "zcta5:02119"; 0 for a place that is not stated.
Symbol PlaceSymbol(const event::v1::GeoRef& place, SymbolTable& symbols);

// A currency that was checked when it was appended; empty for anything else.
base::Currency CurrencyOf(const std::string& code);

}  // namespace anchorledger::projections
