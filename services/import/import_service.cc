#include "services/import/import_service.h"

#include <charconv>
#include <utility>

#include "anchorledger/api/v1/import.pb.h"
#include "anchorledger/api/v1/import_profile.pb.h"
#include "proto/base/limits.h"
#include "services/import/import_streams.h"
#include "services/import/profile_store.h"
#include "services/rpc/paging.h"

namespace anchorledger::importing {
namespace {

namespace api = anchorledger::api::v1;

append::Actor ActorOf(const rpc::Call& call) {
  const security::Principal& principal = call.principal();
  append::Actor actor{.tenant = principal.tenant,
                      .actor = principal.actor,
                      .organisation = principal.organisation,
                      .roles = {}};
  for (const security::Role role : principal.roles.ToVector()) {
    if (role != security::Role::kOperator) actor.roles.push_back(static_cast<int>(role));
  }
  return actor;
}

void SetInstant(base::Instant instant, google::protobuf::Timestamp& stamp) {
  stamp.set_seconds(instant.micros / base::kMicrosPerSecond);
  stamp.set_nanos(static_cast<std::int32_t>(instant.micros % base::kMicrosPerSecond * 1000));
}

base::Status Upload(ImportDesk& desk, const rpc::Call& call, const api::UploadChunkRequest& request,
                    api::UploadChunkResponse& response) {
  AL_ASSIGN_OR_RETURN(const UploadProgress progress,
                      desk.Upload(call.principal().tenant, {.upload_id = request.upload_id(),
                                                            .offset = request.offset(),
                                                            .data = request.data(),
                                                            .total_bytes = request.total_bytes(),
                                                            .sha256 = request.sha256(),
                                                            .file_name = request.file_name()}));
  response.set_stored_bytes(progress.stored_bytes);
  response.set_complete(progress.complete);
  if (progress.expires_at.micros != 0) {
    SetInstant(progress.expires_at, *response.mutable_expires_at());
  }
  return absl::OkStatus();
}

// Where a page begins, as the number in its token; 0 for the first page.
template <class Request>
base::StatusOr<std::uint64_t> PageStart(const rpc::TokenSealer& sealer, const Request& request) {
  if (request.page_token().empty()) return 0;
  AL_ASSIGN_OR_RETURN(const std::string cursor,
                      rpc::OpenPage(sealer, request, request.page_token()));
  std::uint64_t start = 0;
  const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), start);
  if (error == std::errc() && end == cursor.data() + cursor.size()) return start;
  return base::MakeError(base::ErrorReason::kPageTokenInvalid, "page_token: holds no number");
}

base::Status List(const ImportServiceParts& parts, const rpc::Call& call,
                  const api::ListImportsRequest& request, api::ListImportsResponse& response) {
  AL_ASSIGN_OR_RETURN(const std::size_t size, rpc::PageSize(request.page_size()));
  AL_ASSIGN_OR_RETURN(const std::uint64_t start, PageStart(parts.sealer, request));
  AL_ASSIGN_OR_RETURN(std::vector<api::Import> imports,
                      parts.desk.List(call.principal().tenant, request.source()));
  for (std::size_t at = start; at < imports.size(); ++at) {
    if (at == start + size) {
      response.set_next_page_token(rpc::SealPage(parts.sealer, request, std::to_string(at)));
      break;
    }
    *response.add_imports() = std::move(imports[at]);
  }
  return absl::OkStatus();
}

base::Status ListRows(const ImportServiceParts& parts, const rpc::Call& call,
                      const api::ListRejectedRowsRequest& request,
                      api::ListRejectedRowsResponse& response) {
  AL_ASSIGN_OR_RETURN(const std::size_t size, rpc::PageSize(request.page_size()));
  AL_ASSIGN_OR_RETURN(const std::uint64_t start, PageStart(parts.sealer, request));
  AL_ASSIGN_OR_RETURN(const auto list, parts.desk.OpenList(call.principal().tenant,
                                                           request.import_id(), request.list()));
  for (const std::string& column : list->columns()) response.add_columns(column);
  list->Seek(start);
  std::size_t bytes = 0;
  NotedRow row;
  while (true) {
    const std::uint64_t here = list->offset();
    AL_ASSIGN_OR_RETURN(const bool more, list->Next(row));
    if (!more) return absl::OkStatus();
    if (static_cast<std::size_t>(response.rows_size()) == size || bytes > base::kPageBytesMax) {
      response.set_next_page_token(rpc::SealPage(parts.sealer, request, std::to_string(here)));
      return absl::OkStatus();
    }
    FillRow(row, *response.add_rows());
    bytes += response.rows(response.rows_size() - 1).ByteSizeLong();
  }
}

base::Status ListChanges(const ImportServiceParts& parts, const rpc::Call& call,
                         const api::ListMetricChangesRequest& request,
                         api::ListMetricChangesResponse& response) {
  AL_ASSIGN_OR_RETURN(const std::size_t size, rpc::PageSize(request.page_size()));
  AL_ASSIGN_OR_RETURN(const std::uint64_t start, PageStart(parts.sealer, request));
  const std::string& organisation = call.principal().organisation.value();
  AL_ASSIGN_OR_RETURN(const auto list,
                      parts.desk.OpenChanges(call.principal().tenant, request.import_id()));
  const ChangeSummary& summary = list->summary();
  response.set_state(summary.state);
  response.set_changes_total(summary.CountFor(organisation));
  response.set_computed_at(summary.computed_at);
  response.set_events(summary.events);
  response.set_limit(summary.limit);
  response.set_failure(summary.failure);
  list->Seek(start);
  std::size_t bytes = 0;
  FoundMetricChange found;
  while (true) {
    const std::uint64_t here = list->offset();
    AL_ASSIGN_OR_RETURN(const bool more, list->Next(found));
    if (!more) return absl::OkStatus();
    if (!IsShownTo(organisation, found)) continue;
    if (static_cast<std::size_t>(response.changes_size()) == size || bytes > base::kPageBytesMax) {
      response.set_next_page_token(rpc::SealPage(parts.sealer, request, std::to_string(here)));
      return absl::OkStatus();
    }
    bytes += found.change.ByteSizeLong();
    *response.add_changes() = std::move(found.change);
  }
}

base::Status FillSaved(const KeptProfile& kept, api::SavedProfile& saved) {
  AL_ASSIGN_OR_RETURN(const auto profile, ParseProfileJson(kept.json));
  *saved.mutable_profile() = *profile;
  saved.set_edition(kept.edition);
  SetInstant(kept.saved_at, *saved.mutable_saved_at());
  saved.set_actor_ref(kept.actor_ref);
  return absl::OkStatus();
}

base::Status SaveProfile(ImportDesk& desk, const rpc::Call& call,
                         const api::SaveProfileRequest& request,
                         api::SaveProfileResponse& response) {
  if (!IsClientMadeId(request.request_id())) {
    return base::InvalidFields({{"request_id", "wanted 8 to 64 letters, digits, '-' and '_'",
                                 base::ErrorReason::kFieldInvalid}});
  }
  AL_ASSIGN_OR_RETURN(const auto profile, CompileProfile(request.profile()));
  AL_ASSIGN_OR_RETURN(const KeptProfile kept,
                      KeepProfile(desk.ledger(), ActorOf(call), request.request_id(), *profile));
  return FillSaved(kept, *response.mutable_saved());
}

base::Status GetProfile(ImportDesk& desk, const rpc::Call& call,
                        const api::GetProfileRequest& request, api::GetProfileResponse& response) {
  AL_ASSIGN_OR_RETURN(const KeptProfile kept,
                      FindProfile(desk.ledger(), call.principal().tenant, request.name()));
  return FillSaved(kept, *response.mutable_saved());
}

base::Status ListProfilesPage(const ImportServiceParts& parts, const rpc::Call& call,
                              const api::ListProfilesRequest& request,
                              api::ListProfilesResponse& response) {
  AL_ASSIGN_OR_RETURN(const std::size_t size, rpc::PageSize(request.page_size()));
  std::string after;
  if (!request.page_token().empty()) {
    AL_ASSIGN_OR_RETURN(after, rpc::OpenPage(parts.sealer, request, request.page_token()));
  }
  AL_ASSIGN_OR_RETURN(const std::vector<KeptProfile> kept,
                      ListProfiles(parts.desk.ledger(), call.principal().tenant, after, size + 1));
  for (std::size_t at = 0; at < kept.size(); ++at) {
    if (at == size) {
      response.set_next_page_token(rpc::SealPage(parts.sealer, request, kept[at - 1].name));
      break;
    }
    AL_RETURN_IF_ERROR(FillSaved(kept[at], *response.add_saved()));
  }
  return absl::OkStatus();
}

using Shared = std::shared_ptr<const ImportServiceParts>;

void AddImports(rpc::GuardedService& service, const Shared& shared) {
  service.Unary<api::UploadChunkRequest, api::UploadChunkResponse>(
      "UploadChunk", [shared](const rpc::Call& call, const auto& request, auto& response) {
        return Upload(shared->desk, call, request, response);
      });
  service.Unary<api::StartImportRequest, api::StartImportResponse>(
      "StartImport",
      [shared](const rpc::Call& call, const auto& request, auto& response) -> base::Status {
        AL_ASSIGN_OR_RETURN(*response.mutable_import(), shared->desk.Start(ActorOf(call), request));
        return absl::OkStatus();
      });
  service.Unary<api::GetImportRequest, api::GetImportResponse>(
      "GetImport",
      [shared](const rpc::Call& call, const auto& request, auto& response) -> base::Status {
        AL_ASSIGN_OR_RETURN(ImportView view,
                            shared->desk.Get(call.principal().tenant, request.import_id()));
        *response.mutable_import() = std::move(view.import);
        *response.mutable_progress() = std::move(view.progress);
        return absl::OkStatus();
      });
  service.Unary<api::ListImportsRequest, api::ListImportsResponse>(
      "ListImports", [shared](const rpc::Call& call, const auto& request, auto& response) {
        return List(*shared, call, request, response);
      });
  service.Unary<api::UndoImportRequest, api::UndoImportResponse>(
      "UndoImport",
      [shared](const rpc::Call& call, const auto& request, auto& response) -> base::Status {
        AL_ASSIGN_OR_RETURN(response, shared->desk.Undo(ActorOf(call), request));
        return absl::OkStatus();
      });
  service.ServerStream<api::WatchImportRequest, api::WatchImportResponse>(
      "WatchImport", [shared](const rpc::Call& call, const auto& request, rpc::Waker waker) {
        return MakeWatchSource(shared->desk, call, request, std::move(waker));
      });
}

void AddLists(rpc::GuardedService& service, const Shared& shared) {
  service.Unary<api::ListRejectedRowsRequest, api::ListRejectedRowsResponse>(
      "ListRejectedRows", [shared](const rpc::Call& call, const auto& request, auto& response) {
        return ListRows(*shared, call, request, response);
      });
  service.Unary<api::ListMetricChangesRequest, api::ListMetricChangesResponse>(
      "ListMetricChanges", [shared](const rpc::Call& call, const auto& request, auto& response) {
        return ListChanges(*shared, call, request, response);
      });
  service.ServerStream<api::DownloadRejectedRowsRequest, api::DownloadRejectedRowsResponse>(
      "DownloadRejectedRows", [shared](const rpc::Call& call, const auto& request, rpc::Waker) {
        return MakeDownloadSource(shared->desk, call, request);
      });
  service.Unary<api::SaveProfileRequest, api::SaveProfileResponse>(
      "SaveProfile", [shared](const rpc::Call& call, const auto& request, auto& response) {
        return SaveProfile(shared->desk, call, request, response);
      });
  service.Unary<api::GetProfileRequest, api::GetProfileResponse>(
      "GetProfile", [shared](const rpc::Call& call, const auto& request, auto& response) {
        return GetProfile(shared->desk, call, request, response);
      });
  service.Unary<api::ListProfilesRequest, api::ListProfilesResponse>(
      "ListProfiles", [shared](const rpc::Call& call, const auto& request, auto& response) {
        return ListProfilesPage(*shared, call, request, response);
      });
}

}  // namespace

std::unique_ptr<rpc::GuardedService> MakeImportService(rpc::Guard& guard,
                                                       ImportServiceParts parts) {
  auto service = std::make_unique<rpc::GuardedService>("anchorledger.api.v1.ImportService", guard);
  const auto shared = std::make_shared<const ImportServiceParts>(parts);
  AddImports(*service, shared);
  AddLists(*service, shared);
  return service;
}

}  // namespace anchorledger::importing
