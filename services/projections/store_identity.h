// What the rows of a projection are derived from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "storage/log/log_types.h"

namespace anchorledger::projections {

// The identity of a projection's store: log, epoch, name and version. Rows of another identity mean
// something else and are built anew.
std::string StoreIdentity(const storage::LogHead& head, std::string_view name,
                          std::uint32_t version);

}  // namespace anchorledger::projections
