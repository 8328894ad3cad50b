// The currencies of ISO 4217, for money.cc only.
#pragma once

#include <optional>
#include <string_view>

namespace anchorledger::base {

// Digits of the minor unit, or nothing for a code that is not a currency in use.
std::optional<int> MinorDigitsOf(std::string_view code);

}  // namespace anchorledger::base
