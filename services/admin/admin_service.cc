#include "services/admin/admin_service.h"

#include <algorithm>
#include <utility>

#include "anchorledger/api/v1/admin.pb.h"
#include "services/admin/token_handlers.h"

namespace anchorledger::admin {
namespace {

namespace api = ::anchorledger::api::v1;
using Parts = std::shared_ptr<const AdminServiceParts>;

constexpr size_t kBackupNameBytesMax = 64;

bool IsBackupName(std::string_view name) {
  return !name.empty() && name.size() <= kBackupNameBytesMax &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_';
         });
}

base::Status GetServerInfo(const AdminServiceParts& parts, const rpc::Call& call,
                           api::GetServerInfoResponse& response) {
  const storage::LogHead head = parts.log.Head();
  response.set_version(parts.version);
  response.set_log_id(storage::FormatLogId(head.log_id));
  response.set_epoch(head.epoch);
  response.set_head_position(head.position.value());
  if (head.position.value() != 0) {
    FillTime(head.recorded_at, *response.mutable_head_recorded_at());
  }
  FillTime(parts.started_at, *response.mutable_started_at());
  FillTime(parts.clock.Now(), *response.mutable_server_time());
  response.set_storage(parts.storage);
  if (const base::Status refusal = parts.append_refusal(); !refusal.ok()) {
    response.set_append_refusal(base::ToString(refusal));
  }
  FillCaller(call.principal(), *response.mutable_caller());
  return absl::OkStatus();
}

void FillProjection(const ProjectionStatus& status, base::Position head,
                    api::Projection& projection) {
  projection.set_name(status.name);
  projection.set_state(status.status.ok() ? api::PROJECTION_STATE_LIVE
                                          : api::PROJECTION_STATE_STOPPED);
  projection.set_position(status.position.value());
  projection.set_lag_events(head > status.position ? head.value() - status.position.value() : 0);
  if (!status.status.ok()) {
    projection.set_failure(base::ToString(status.status));
  }
  projection.set_rebuild_position(status.rebuild_position.value());
}

base::Status ListProjections(const AdminServiceParts& parts,
                             api::ListProjectionsResponse& response) {
  // The head first: a projection that is read later can only be nearer.
  const base::Position head = parts.log.Head().position;
  for (const ProjectionStatus& status : parts.projections.List()) {
    FillProjection(status, head, *response.add_projections());
  }
  response.set_head_position(head.value());
  return absl::OkStatus();
}

base::Status RebuildProjection(const AdminServiceParts& parts,
                               const api::RebuildProjectionRequest& request,
                               api::RebuildProjectionResponse& response) {
  AL_RETURN_IF_ERROR(parts.projections.StartRebuild(request.name()));
  const base::Position head = parts.log.Head().position;
  for (const ProjectionStatus& status : parts.projections.List()) {
    if (status.name == request.name()) {
      FillProjection(status, head, *response.mutable_projection());
    }
  }
  return absl::OkStatus();
}

base::Status CreateBackup(const AdminServiceParts& parts, const api::CreateBackupRequest& request,
                          api::CreateBackupResponse& response) {
  if (!IsBackupName(request.name())) {
    return base::InvalidFields({{"name", "must be 1 to 64 letters, digits, \"-\" and \"_\"",
                                 request.name().empty() ? base::ErrorReason::kFieldMissing
                                                        : base::ErrorReason::kFieldInvalid}});
  }
  AL_ASSIGN_OR_RETURN(const BackupMade made, parts.create_backup(request.name()));
  response.set_path(made.path);
  response.set_position(made.position.value());
  response.set_size_bytes(made.size_bytes);
  return absl::OkStatus();
}

base::Status ConfirmClock(const AdminServiceParts& parts, api::ConfirmClockResponse& response) {
  AL_RETURN_IF_ERROR(parts.confirm_clock());
  FillTime(parts.clock.Now(), *response.mutable_confirmed_time());
  return absl::OkStatus();
}

void AddTokenMethods(rpc::GuardedService& service, const Parts& parts) {
  service.Unary<api::CreateTokenRequest, api::CreateTokenResponse>(
      "CreateToken", [parts](const rpc::Call& call, const api::CreateTokenRequest& request,
                             api::CreateTokenResponse& response) {
        return CreateToken(*parts, call, request, response);
      });
  service.Unary<api::ListTokensRequest, api::ListTokensResponse>(
      "ListTokens", [parts](const rpc::Call& call, const api::ListTokensRequest& request,
                            api::ListTokensResponse& response) {
        return ListTokens(*parts, call, request, response);
      });
  service.Unary<api::RevokeTokenRequest, api::RevokeTokenResponse>(
      "RevokeToken", [parts](const rpc::Call& call, const api::RevokeTokenRequest& request,
                             api::RevokeTokenResponse& response) {
        return RevokeToken(*parts, call, request, response);
      });
}

}  // namespace

std::unique_ptr<rpc::GuardedService> MakeAdminService(rpc::Guard& guard, AdminServiceParts given) {
  auto service = std::make_unique<rpc::GuardedService>("anchorledger.api.v1.AdminService", guard);
  const Parts parts = std::make_shared<const AdminServiceParts>(std::move(given));
  service->Unary<api::GetServerInfoRequest, api::GetServerInfoResponse>(
      "GetServerInfo", [parts](const rpc::Call& call, const api::GetServerInfoRequest&,
                               api::GetServerInfoResponse& response) {
        return GetServerInfo(*parts, call, response);
      });
  service->Unary<api::ListProjectionsRequest, api::ListProjectionsResponse>(
      "ListProjections", [parts](const rpc::Call&, const api::ListProjectionsRequest&,
                                 api::ListProjectionsResponse& response) {
        return ListProjections(*parts, response);
      });
  service->Unary<api::RebuildProjectionRequest, api::RebuildProjectionResponse>(
      "RebuildProjection", [parts](const rpc::Call&, const api::RebuildProjectionRequest& request,
                                   api::RebuildProjectionResponse& response) {
        return RebuildProjection(*parts, request, response);
      });
  service->Unary<api::CreateBackupRequest, api::CreateBackupResponse>(
      "CreateBackup", [parts](const rpc::Call&, const api::CreateBackupRequest& request,
                              api::CreateBackupResponse& response) {
        return CreateBackup(*parts, request, response);
      });
  service->Unary<api::ConfirmClockRequest, api::ConfirmClockResponse>(
      "ConfirmClock",
      [parts](const rpc::Call&, const api::ConfirmClockRequest&,
              api::ConfirmClockResponse& response) { return ConfirmClock(*parts, response); });
  AddTokenMethods(*service, parts);
  return service;
}

}  // namespace anchorledger::admin
