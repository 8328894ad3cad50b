#pragma once
#include "services/append/lookups.h"
namespace anchorledger::server {
class NoLookups final : public append::Lookups {
 public:
  base::StatusOr<std::vector<base::StreamId>> Named(const base::TenantId&, domain::NameIndex,
                                                    std::string_view) const override {
    return std::vector<base::StreamId>();
  }
  base::StatusOr<std::vector<base::Position>> Referrers(const base::TenantId&,
                                                        const base::StreamId&,
                                                        size_t) const override {
    return std::vector<base::Position>();
  }
  bool KnowsMetric(std::string_view) const override { return true; }
};
}  // namespace anchorledger::server
