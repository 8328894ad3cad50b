// The projections of a server, and how its services read them.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "proto/runtime/clock.h"
#include "proto/runtime/logging.h"
#include "services/admin/admin_service.h"
#include "services/projections/event_index.h"
#include "services/projections/shadow.h"
#include "services/query/fact_source.h"
#include "services/server/hosted_projection.h"
#include "storage/log/event_log.h"
#include "storage/projection_store/projection_snapshot.h"

namespace anchorledger::server {

// Threads: any.
class ProjectionSet final : public admin::ProjectionControl, public query::FactSource {
 public:
  struct Options {
    std::string folder;  // one sub-folder a projection
    runtime::Logger logger;
  };

  // Opens or builds every projection and starts following. `log` and `clock` must outlive the set.
  static base::StatusOr<std::unique_ptr<ProjectionSet>> Start(storage::EventLog& log,
                                                              const runtime::Clock& clock,
                                                              Options options);
  ~ProjectionSet() override;

  std::vector<admin::ProjectionStatus> List() const override;
  base::Status StartRebuild(std::string_view name) override;

  base::StatusOr<std::shared_ptr<const projections::FactView>> Open(
      base::Position at_least, std::chrono::microseconds longest) override;
  storage::Notification NotifyAt(base::Position position, storage::HeadCallback callback) override;

  // Each waits until its projection stands at `position` or later, at most so long:
  // PROJECTION_BEHIND after it, PROJECTION_STOPPED when the projection has failed.
  base::StatusOr<projections::EventIndex> IndexAt(base::Position position,
                                                  std::chrono::microseconds longest) const;
  // The index as it stands, also when its projection has failed.
  projections::EventIndex IndexNow() const;
  // A shadow of the metrics; see MetricsProjection::CastShadow.
  base::StatusOr<std::unique_ptr<projections::Shadow>> ShadowAt(
      base::Position position, std::chrono::microseconds longest, base::TenantId tenant,
      projections::ProposedEvents& proposed) const;
  base::StatusOr<storage::ProjectionSnapshot> DirectoryAt(base::Position position,
                                                          std::chrono::microseconds longest) const;

  // Ends rebuilds and followers.
  void Stop();

 private:
  ProjectionSet() = default;

  std::unique_ptr<HostedProjection> metrics_;
  std::unique_ptr<HostedProjection> directory_;
};

}  // namespace anchorledger::server
