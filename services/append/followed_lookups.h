// Lookups over the event index.
#pragma once

#include <chrono>
#include <functional>
#include <set>
#include <string>

#include "services/append/lookups.h"
#include "services/projections/event_index.h"

namespace anchorledger::append {

// Waits, before it looks, until the index is true for the head of the log, so that what was
// acknowledged before the question is found. The questions are rare: names of organisations and
// places, and voids of things that others may name.
class FollowedLookups final : public Lookups {
 public:
  // The index as it is at the head of the log or later; PROJECTION_BEHIND after `longest`.
  using IndexSource =
      std::function<base::StatusOr<projections::EventIndex>(std::chrono::microseconds longest)>;
  using MetricIds = std::set<std::string, std::less<>>;

  FollowedLookups(IndexSource index, MetricIds metrics)
      : index_(std::move(index)), metrics_(std::move(metrics)) {}

  base::StatusOr<std::vector<base::StreamId>> Named(const base::TenantId& tenant,
                                                    domain::NameIndex index,
                                                    std::string_view key) const override;
  base::StatusOr<std::vector<base::Position>> Referrers(const base::TenantId& tenant,
                                                        const base::StreamId& stream,
                                                        size_t limit) const override;
  bool KnowsMetric(std::string_view metric_id) const override {
    return metrics_.contains(metric_id);
  }

 private:
  const IndexSource index_;
  const MetricIds metrics_;
};

}  // namespace anchorledger::append
