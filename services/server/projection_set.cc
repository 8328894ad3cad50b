#include "services/server/projection_set.h"

#include <utility>

#include "services/directory/directory_projection.h"
#include "services/projections/metrics_projection.h"
#include "services/projections/row_store.h"
#include "services/projections/store_identity.h"

namespace anchorledger::server {
namespace {

using directory::DirectoryProjection;
using projections::MetricsProjection;

}  // namespace

base::StatusOr<std::unique_ptr<ProjectionSet>> ProjectionSet::Start(storage::EventLog& log,
                                                                    const runtime::Clock& clock,
                                                                    Options options) {
  const storage::LogHead head = log.Head();
  std::unique_ptr<ProjectionSet> set(new ProjectionSet());
  AL_ASSIGN_OR_RETURN(
      set->metrics_,
      HostedProjection::Start(
          log, clock,
          {.folder = options.folder + "/metrics",
           .identity = projections::StoreIdentity(head, "metrics", MetricsProjection::kVersion),
           .make = [&log](std::unique_ptr<storage::ProjectionStore> store)
               -> base::StatusOr<std::unique_ptr<projections::Projection>> {
             return MetricsProjection::Open(
                 std::make_unique<projections::StoredRows>(std::move(store)), log);
           },
           .logger = options.logger}));
  AL_ASSIGN_OR_RETURN(
      set->directory_,
      HostedProjection::Start(log, clock,
                              {.folder = options.folder + "/directory",
                               .identity = projections::StoreIdentity(
                                   head, DirectoryProjection::kName, DirectoryProjection::kVersion),
                               .make = [&log](std::unique_ptr<storage::ProjectionStore> store)
                                   -> base::StatusOr<std::unique_ptr<projections::Projection>> {
                                 return DirectoryProjection::Open(log, std::move(store));
                               },
                               .logger = options.logger}));
  return set;
}

ProjectionSet::~ProjectionSet() { Stop(); }

std::vector<admin::ProjectionStatus> ProjectionSet::List() const {
  return {metrics_->Status(), directory_->Status()};
}

base::Status ProjectionSet::StartRebuild(std::string_view name) {
  for (HostedProjection* host : {metrics_.get(), directory_.get()}) {
    if (host->Status().name == name) return host->StartRebuild();
  }
  return base::MakeError(base::ErrorReason::kNotFound,
                         "name: there is no projection " + std::string(name));
}

base::StatusOr<std::shared_ptr<const projections::FactView>> ProjectionSet::Open(
    base::Position at_least, std::chrono::microseconds longest) {
  AL_ASSIGN_OR_RETURN(const auto live, metrics_->At(at_least, longest));
  return static_cast<const MetricsProjection&>(*live->projection).View();
}

base::StatusOr<projections::EventIndex> ProjectionSet::IndexAt(
    base::Position position, std::chrono::microseconds longest) const {
  AL_ASSIGN_OR_RETURN(const auto live, metrics_->At(position, longest));
  return static_cast<const MetricsProjection&>(*live->projection).Index();
}

projections::EventIndex ProjectionSet::IndexNow() const {
  return static_cast<const MetricsProjection&>(*metrics_->live()->projection).Index();
}

base::StatusOr<std::unique_ptr<projections::Shadow>> ProjectionSet::ShadowAt(
    base::Position position, std::chrono::microseconds longest, base::TenantId tenant,
    projections::ProposedEvents& proposed) const {
  AL_ASSIGN_OR_RETURN(const auto live, metrics_->At(position, longest));
  return static_cast<const MetricsProjection&>(*live->projection)
      .CastShadow(std::move(tenant), proposed);
}

base::StatusOr<storage::ProjectionSnapshot> ProjectionSet::DirectoryAt(
    base::Position position, std::chrono::microseconds longest) const {
  AL_ASSIGN_OR_RETURN(const auto live, directory_->At(position, longest));
  return static_cast<const DirectoryProjection&>(*live->projection).Snapshot();
}

storage::Notification ProjectionSet::NotifyAt(base::Position position,
                                              storage::HeadCallback callback) {
  return metrics_->NotifyAt(position, std::move(callback));
}

void ProjectionSet::Stop() {
  if (metrics_ != nullptr) metrics_->Stop();
  if (directory_ != nullptr) directory_->Stop();
}

}  // namespace anchorledger::server
