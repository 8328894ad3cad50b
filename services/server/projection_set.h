// The projections of a server.
#pragma once

#include <vector>

#include "services/admin/admin_service.h"

namespace anchorledger::server {

// What AdminService shows and rebuilds.
class ProjectionSet final : public admin::ProjectionControl {
 public:
  std::vector<admin::ProjectionStatus> List() const override { return {}; }
  base::Status StartRebuild(std::string_view name) override {
    return base::MakeError(base::ErrorReason::kNotFound,
                           "name: there is no projection " + std::string(name));
  }
};

}  // namespace anchorledger::server
