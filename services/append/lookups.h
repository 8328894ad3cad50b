// What checks need to find and the log alone cannot tell quickly.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "services/domain/world.h"

namespace anchorledger::append {

// Indexes behind domain::World, kept by projections and therefore a little behind the log; the
// rules are written for that (world.h). Threads: any.
class Lookups {
 public:
  virtual ~Lookups() = default;

  virtual base::StatusOr<std::vector<base::StreamId>> Named(const base::TenantId& tenant,
                                                            domain::NameIndex index,
                                                            std::string_view key) const = 0;
  virtual base::StatusOr<std::vector<base::Position>> Referrers(const base::TenantId& tenant,
                                                                const base::StreamId& stream,
                                                                size_t limit) const = 0;
  // As domain::World says; lives as long as the lookups.
  virtual const domain::MetricShape* FindMetric(std::string_view metric_id) const = 0;
};

}  // namespace anchorledger::append
