#include "services/projections/record_source.h"

#include <string>

namespace anchorledger::projections {

base::StatusOr<std::vector<storage::Record>> LogRecords::ReadAt(base::Position position) const {
  AL_ASSIGN_OR_RETURN(std::vector<storage::Record> records,
                      log_.Read(position, {.records = 1}, storage::Direction::kForward));
  if (records.size() == 1 && records.front().position == position) return records;
  return base::MakeError(base::ErrorReason::kDataCorrupt,
                         "the log has no position " + std::to_string(position.value()));
}

}  // namespace anchorledger::projections
