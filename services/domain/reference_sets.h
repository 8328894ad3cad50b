// Dated tables, as far as rules look things up in them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "proto/base/date.h"
#include "proto/base/status.h"
#include "services/domain/batch_view.h"

namespace anchorledger::event::v1 {
class GeoRef;
enum ReferenceSetKind : int;
}  // namespace anchorledger::event::v1

namespace anchorledger::domain {

// A value found in a set, and where.
struct FoundRate {
  std::int64_t minor_per_hour = 0;
  std::string set_id;
  std::string edition;
};

// The minimum wage at the place on the day: of the editions valid then the last recorded one, in it
// the line of the place, else the line "default". Nothing when no set says anything. `place` may be
// null: unknown.
base::StatusOr<std::optional<FoundRate>> MinimumWage(const event::v1::GeoRef* place, base::Date day,
                                                     BatchView& view);

// RULE_BROKEN unless the set holds values of this kind. An empty id and an unknown set are accepted
// here: the reference check speaks about them.
base::Status CheckReferenceSetKind(std::string_view field, const std::string& set_id,
                                   event::v1::ReferenceSetKind kind, BatchView& view);

}  // namespace anchorledger::domain
