#include "services/projections/store_identity.h"

namespace anchorledger::projections {

std::string StoreIdentity(const storage::LogHead& head, std::string_view name,
                          std::uint32_t version) {
  return storage::FormatLogId(head.log_id) + "/" + std::to_string(head.epoch) + "/" +
         std::string(name) + "/" + std::to_string(version);
}

}  // namespace anchorledger::projections
