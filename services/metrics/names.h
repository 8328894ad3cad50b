// Enumerators as the keys of groups: "implementation", "purchasing", "worker_owned".
#pragma once

#include <cstdint>
#include <string>

namespace anchorledger::metrics {

// The names of enumerators of event.v1 in lower case, without their prefix; "none" for 0 and for
// numbers that the enum does not have.
std::string PhaseName(std::uint32_t number);
std::string StrategyName(std::uint32_t number);
std::string SupplierClassName(std::uint32_t number);

}  // namespace anchorledger::metrics
