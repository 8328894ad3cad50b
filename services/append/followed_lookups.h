// Lookups over the event index.
#pragma once

#include <chrono>
#include <functional>
#include <utility>

#include "services/append/lookups.h"
#include "services/projections/event_index.h"

namespace anchorledger::append {

// Waits, before it looks, until the index is true for what matters, so that what was acknowledged
// before the question is found. Names change rarely and are asked for by every hire (the minimum
// wage of its place): they wait only for the last event that can have entered one. Voids of things
// that others may name are rare and wait for the head of the log.
class FollowedLookups final : public Lookups {
 public:
  struct Sources {
    // The index as it is at the position or later; PROJECTION_BEHIND after `longest`.
    std::function<base::StatusOr<projections::EventIndex>(base::Position at_least,
                                                          std::chrono::microseconds longest)>
        index;
    std::function<base::Position()> names_changed_at;
    std::function<base::Position()> head;
  };

  FollowedLookups(Sources sources, domain::MetricShapes metrics)
      : sources_(std::move(sources)), metrics_(std::move(metrics)) {}

  base::StatusOr<std::vector<base::StreamId>> Named(const base::TenantId& tenant,
                                                    domain::NameIndex index,
                                                    std::string_view key) const override;
  base::StatusOr<std::vector<base::Position>> Referrers(const base::TenantId& tenant,
                                                        const base::StreamId& stream,
                                                        size_t limit) const override;
  const domain::MetricShape* FindMetric(std::string_view metric_id) const override {
    const auto found = metrics_.find(metric_id);
    return found == metrics_.end() ? nullptr : &found->second;
  }

 private:
  const Sources sources_;
  const domain::MetricShapes metrics_;
};

}  // namespace anchorledger::append
