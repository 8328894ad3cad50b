#include "services/import/import_desk.h"

#include <algorithm>
#include <utility>

#include "anchorledger/api/v1/import_profile.pb.h"
#include "proto/base/limits.h"
#include "services/import/batch_index.h"
#include "services/import/import_message.h"
#include "services/import/opaque_id.h"
#include "services/import/profile_faults.h"
#include "services/import/profile_store.h"

namespace anchorledger::importing {
namespace {

namespace api = anchorledger::api::v1;

base::Status NoSuchImport(std::string_view import_id) {
  return base::MakeError(base::ErrorReason::kNotFound,
                         "there is no import '" + std::string(import_id.substr(0, 64)) + "'");
}

base::Status ListsAreGone(std::string_view import_id) {
  return base::MakeError(base::ErrorReason::kNotFound, "there are no lists of rows for '" +
                                                           std::string(import_id.substr(0, 64)) +
                                                           "'; they are kept for a limited time");
}

// Whether a request speaks of the import that went by its id before.
bool IsSame(const ImportJob& job, const api::Import& import) {
  return import.file_sha256() == base::AsBytes(job.file.sha256) &&
         import.source() == job.parameters.source;
}

base::Status Reused() {
  return base::MakeError(base::ErrorReason::kRequestIdReused,
                         "the request id was used for another file or source");
}

bool GoesOn(api::ImportState state) {
  return state == api::IMPORT_STATE_FAILED || state == api::IMPORT_STATE_INTERRUPTED;
}

bool GoesOnWorking(api::ImportState state) {
  return state == api::IMPORT_STATE_QUEUED || state == api::IMPORT_STATE_CHECKING ||
         state == api::IMPORT_STATE_RUNNING || state == api::IMPORT_STATE_UNDOING;
}

}  // namespace

std::string ImportIdOf(const base::TenantId& tenant, std::string_view request_id, bool dry_run) {
  ListHasher hasher;
  hasher.Add(tenant.value());
  hasher.Add(request_id);
  hasher.Add(dry_run ? 1 : 0);
  return OpaqueId(dry_run ? "dry" : "imp", KeyText(hasher.Finish()));
}

ImportDesk::ImportDesk(const ImportLedger& ledger, const Options& options)
    : ledger_(ledger),
      counter_(ledger.log, ledger.finder),
      uploads_(options.folder + "/files", ledger.clock),
      results_(options.folder + "/results", ledger.clock),
      undo_patience_(options.undo_patience),
      jobs_(
          ledger, options.workers,
          [this, logger = options.logger](const JobSnapshot& ended) {
            const base::Status saved =
                results_.Save(ended.job->actor.tenant, ImportMessageOf(ended));
            if (!saved.ok()) logger.Warn("result of an import is not kept", {{"status", saved}});
          },
          options.logger),
      undos_(ledger_, jobs_) {}

base::StatusOr<UploadProgress> ImportDesk::Upload(const base::TenantId& tenant,
                                                  const UploadPart& part) {
  if (part.offset == 0 && !part.data.empty()) RemoveExpired();
  return uploads_.Store(tenant, part);
}

base::StatusOr<api::Import> ImportDesk::Start(const append::Actor& actor,
                                              const api::StartImportRequest& request) {
  AL_ASSIGN_OR_RETURN(std::shared_ptr<ImportJob> job, MakeJob(actor, request));
  if (const auto running = jobs_.Find(actor.tenant, job->import_id);
      running.has_value() && running->state != JobState::kFailed) {
    const api::Import import = ImportMessageOf(*running);
    if (!IsSame(*job, import)) return Reused();
    return import;
  }
  AL_ASSIGN_OR_RETURN(const auto recorded, FindRecorded(actor.tenant, job->import_id));
  if (recorded.has_value()) {
    if (!IsSame(*job, *recorded)) return Reused();
    if (!GoesOn(recorded->state())) return *recorded;
  }
  RemoveExpired();
  AL_ASSIGN_OR_RETURN(job->result_folder, results_.FolderOf(actor.tenant, job->import_id));
  AL_ASSIGN_OR_RETURN(const JobSnapshot snapshot, jobs_.Start(std::move(job)));
  api::Import import = ImportMessageOf(snapshot);
  AL_RETURN_IF_ERROR(AddEarlierImports(actor.tenant, import));
  return import;
}

base::Status ImportDesk::AddEarlierImports(const base::TenantId& tenant,
                                           api::Import& import) const {
  AL_ASSIGN_OR_RETURN(const std::vector<RecordedBatch> batches,
                      LoadBatches(ledger_.log, ledger_.finder, tenant));
  SetEarlierImports(batches, import);
  return absl::OkStatus();
}

base::StatusOr<std::shared_ptr<ImportJob>> ImportDesk::MakeJob(
    const append::Actor& actor, const api::StartImportRequest& request) {
  if (!IsClientMadeId(request.request_id())) {
    return base::InvalidFields({{"request_id", "wanted 8 to 64 letters, digits, '-' and '_'",
                                 base::ErrorReason::kFieldInvalid}});
  }
  auto job = std::make_shared<ImportJob>();
  job->actor = actor;
  job->import_id = ImportIdOf(actor.tenant, request.request_id(), request.dry_run());
  job->dry_run = request.dry_run();
  job->all_or_nothing = request.all_or_nothing();
  job->void_vanished = request.void_vanished();
  job->leave_out_metric_changes = request.leave_out_metric_changes();
  AL_RETURN_IF_ERROR(ChooseProfile(actor, request, *job));
  AL_RETURN_IF_ERROR(CheckParameters(request, *job));
  AL_RETURN_IF_ERROR(ChooseFiles(actor, request, *job));
  return job;
}

base::Status ImportDesk::ChooseProfile(const append::Actor& actor,
                                       const api::StartImportRequest& request,
                                       ImportJob& job) const {
  switch (request.profile_choice_case()) {
    case api::StartImportRequest::kProfileName: {
      AL_ASSIGN_OR_RETURN(const KeptProfile kept,
                          FindProfile(ledger_, actor.tenant, request.profile_name()));
      AL_ASSIGN_OR_RETURN(const auto profile, ParseProfileJson(kept.json));
      AL_ASSIGN_OR_RETURN(job.profile, CompileProfile(*profile));
      job.profile_is_kept = true;
      return absl::OkStatus();
    }
    case api::StartImportRequest::kProfile: {
      AL_ASSIGN_OR_RETURN(job.profile, CompileProfile(request.profile()));
      return absl::OkStatus();
    }
    case api::StartImportRequest::PROFILE_CHOICE_NOT_SET:
      break;
  }
  return base::InvalidFields({{"profile_choice", "a profile or the name of one is required",
                               base::ErrorReason::kFieldMissing}});
}

base::Status ImportDesk::CheckParameters(const api::StartImportRequest& request,
                                         ImportJob& job) const {
  std::vector<base::FieldViolation> violations;
  RowParameters& parameters = job.parameters;
  parameters.source = request.source().empty() ? job.profile->source : request.source();
  parameters.anchor_id = request.anchor_id();
  parameters.partnership_id = request.partnership_id();
  parameters.late_reason = request.late_reason();
  if (!IsPlainName(parameters.source, base::kIdBytesMax)) {
    violations.push_back({"source", "wanted 1 to 64 lower-case letters, digits, '-' and '_'",
                          base::ErrorReason::kFieldInvalid});
  }
  if (request.has_period()) {
    parameters.period = base::Period{base::Date{request.period().from().days()},
                                     base::Date{request.period().to().days()}};
    if (!base::IsValidPeriod(*parameters.period)) {
      violations.push_back({"period", "wanted two days, the first not after the last",
                            base::ErrorReason::kFieldInvalid});
    }
  } else if (!job.profile->has_key()) {
    // Without a key, what a file covers tells its rows from those of other files. A file that does
    // not say speaks for its source as a whole.
    parameters.period = base::Period{base::kFirstDate, base::kLastDate};
  }
  return violations.empty() ? absl::OkStatus() : base::InvalidFields(std::move(violations));
}

base::Status ImportDesk::ChooseFiles(const append::Actor& actor,
                                     const api::StartImportRequest& request, ImportJob& job) const {
  AL_ASSIGN_OR_RETURN(job.file, uploads_.Find(actor.tenant, request.upload_id()));
  std::vector<base::FieldViolation> violations;
  for (const CompiledLookup& table : job.profile->lookups) {
    const auto found =
        std::find_if(request.lookups().begin(), request.lookups().end(),
                     [&](const api::LookupUpload& lookup) { return lookup.table() == table.name; });
    if (found == request.lookups().end()) {
      violations.push_back({"lookups",
                            "no file is given for the table '" + table.name +
                                "' of the profile; upload it and name it here (anchorledger "
                                "import: --lookup " +
                                table.name + "=FILE)",
                            base::ErrorReason::kFieldMissing});
      continue;
    }
    AL_ASSIGN_OR_RETURN(UploadedFile file, uploads_.Find(actor.tenant, found->upload_id()));
    job.lookups.push_back(std::move(file));
  }
  return violations.empty() ? absl::OkStatus() : base::InvalidFields(std::move(violations));
}

// The ledger knows most, the folder of results knows dry runs and what was rejected.
base::StatusOr<std::optional<api::Import>> ImportDesk::FindRecorded(
    const base::TenantId& tenant, std::string_view import_id) const {
  // The id becomes a part of a path; what is not one of ours is unknown.
  if (!IsPlainName(import_id, base::kIdBytesMax)) return std::nullopt;
  std::optional<api::Import> result = results_.Find(tenant, import_id);
  if (result.has_value() && result->dry_run()) return result;
  AL_ASSIGN_OR_RETURN(const std::vector<RecordedBatch> batches,
                      LoadBatches(ledger_.log, ledger_.finder, tenant));
  const auto batch =
      std::find_if(batches.begin(), batches.end(),
                   [&](const RecordedBatch& candidate) { return candidate.batch_id == import_id; });
  if (batch == batches.end()) return result;
  const bool is_kept = result.has_value();
  if (!is_kept) {
    result = ImportMessageOf(*batch);
  } else if (batch->undone) {
    result->set_state(api::IMPORT_STATE_UNDONE);
  } else if (batch->finished) {
    result->set_state(api::IMPORT_STATE_COMPLETED);
  }
  if (!is_kept || !batch->finished) {
    AL_RETURN_IF_ERROR(CountEvents(tenant, batch->finished, *result));
  }
  return result;
}

base::Status ImportDesk::CountEvents(const base::TenantId& tenant, bool finished,
                                     api::Import& import) const {
  AL_ASSIGN_OR_RETURN(const BatchEvents events, counter_.Count(tenant, import.import_id()));
  SetRecordedEvents(events, finished, import);
  return absl::OkStatus();
}

base::StatusOr<ImportView> ImportDesk::Get(const base::TenantId& tenant,
                                           std::string_view import_id) const {
  const std::optional<JobSnapshot> job = jobs_.Find(tenant, import_id);
  if (job.has_value() && !job->ended()) {
    return ImportView{ImportMessageOf(*job), ProgressMessageOf(*job), job->version + 1};
  }
  // Asked before the ledger: an undo that has ended meanwhile is there.
  const std::optional<UndoState> undo = undos_.Find(tenant, import_id);
  AL_ASSIGN_OR_RETURN(const auto recorded, FindRecorded(tenant, import_id));
  if (!job.has_value() && !recorded.has_value()) return NoSuchImport(import_id);
  ImportView view;
  if (job.has_value()) {
    view = {ImportMessageOf(*job), ProgressMessageOf(*job), 0};
    if (job->state == JobState::kFailed && !job->job->dry_run) {
      AL_RETURN_IF_ERROR(CountEvents(tenant, /*finished=*/false, view.import));
    }
  } else {
    view.import = *recorded;
  }
  if (recorded.has_value() && recorded->state() == api::IMPORT_STATE_UNDONE) {
    view.import.set_state(api::IMPORT_STATE_UNDONE);
  } else if (undo.has_value()) {
    view.import.set_state(api::IMPORT_STATE_UNDOING);
    view.progress = ProgressMessageOf(*undo);
    view.version = undo->version + 1;
  }
  if (!GoesOnWorking(view.import.state())) {
    AL_RETURN_IF_ERROR(AddEarlierImports(tenant, view.import));
  }
  return view;
}

std::shared_ptr<void> ImportDesk::Watch(const base::TenantId& tenant, std::string_view import_id,
                                        std::function<void()> changed) {
  using Handles = std::pair<std::shared_ptr<void>, std::shared_ptr<void>>;
  std::shared_ptr<void> undo = undos_.Watch(tenant, import_id, changed);
  return std::make_shared<Handles>(jobs_.Watch(tenant, import_id, std::move(changed)),
                                   std::move(undo));
}

base::StatusOr<std::vector<api::Import>> ImportDesk::List(const base::TenantId& tenant,
                                                          std::string_view source) const {
  std::map<std::string, api::Import> by_id;
  for (api::Import& import : results_.List(tenant)) {
    std::string id = import.import_id();
    by_id.insert_or_assign(std::move(id), std::move(import));
  }
  AL_ASSIGN_OR_RETURN(const std::vector<RecordedBatch> batches,
                      LoadBatches(ledger_.log, ledger_.finder, tenant));
  for (const RecordedBatch& batch : batches) {
    api::Import import = ImportMessageOf(batch);
    const auto [entry, is_new] = by_id.try_emplace(batch.batch_id, import);
    if (!is_new && import.state() != api::IMPORT_STATE_INTERRUPTED) {
      entry->second.set_state(import.state());
    }
    const std::optional<JobSnapshot> job = jobs_.Find(tenant, batch.batch_id);
    const bool goes_on = job.has_value() && !job->ended();  // told below
    if (batch.finished || goes_on) continue;
    AL_RETURN_IF_ERROR(CountEvents(tenant, /*finished=*/false, entry->second));
  }
  for (const JobSnapshot& job : jobs_.List(tenant)) {
    if (!job.ended()) by_id.insert_or_assign(job.job->import_id, ImportMessageOf(job));
  }
  std::vector<api::Import> imports;
  for (auto& [id, import] : by_id) {
    if (source.empty() || import.source() == source) imports.push_back(std::move(import));
  }
  std::sort(imports.begin(), imports.end(), [](const api::Import& a, const api::Import& b) {
    if (a.started_at().seconds() != b.started_at().seconds()) {
      return a.started_at().seconds() > b.started_at().seconds();
    }
    if (a.started_at().nanos() != b.started_at().nanos()) {
      return a.started_at().nanos() > b.started_at().nanos();
    }
    return a.import_id() < b.import_id();
  });
  return imports;
}

base::StatusOr<std::unique_ptr<ChangeListReader>> ImportDesk::OpenChanges(
    const base::TenantId& tenant, std::string_view import_id) const {
  AL_ASSIGN_OR_RETURN(const ImportView view, Get(tenant, import_id));
  if (!view.import.dry_run()) {
    return base::MakeError(base::ErrorReason::kRuleBroken,
                           "import_id: names an import, wanted a dry run");
  }
  if (view.import.state() != api::IMPORT_STATE_COMPLETED &&
      view.import.state() != api::IMPORT_STATE_REFUSED) {
    return base::MakeError(base::ErrorReason::kRuleBroken,
                           "import_id: the dry run has not ended, or failed; its state is " +
                               api::ImportState_Name(view.import.state()));
  }
  auto reader = ChangeListReader::Open(results_.PathOf(tenant, import_id));
  if (base::ReasonOf(reader.status()) != base::ErrorReason::kNotFound) return reader;
  return ListsAreGone(import_id);
}

base::StatusOr<std::unique_ptr<RowListReader>> ImportDesk::OpenList(const base::TenantId& tenant,
                                                                    std::string_view import_id,
                                                                    api::RowList list) const {
  if (!IsPlainName(import_id, base::kIdBytesMax)) return NoSuchImport(import_id);
  auto reader = RowListReader::Open(results_.ListPath(tenant, import_id, list));
  if (base::ReasonOf(reader.status()) != base::ErrorReason::kNotFound) return reader;
  return ListsAreGone(import_id);
}

base::StatusOr<api::UndoImportResponse> ImportDesk::Undo(const append::Actor& actor,
                                                         const api::UndoImportRequest& request) {
  AL_ASSIGN_OR_RETURN(const UndoState undo, undos_.Undo({.actor = actor,
                                                         .import_id = request.import_id(),
                                                         .late_reason = request.late_reason(),
                                                         .dry_run = request.dry_run()},
                                                        undo_patience_));
  AL_RETURN_IF_ERROR(undo.status);
  AL_ASSIGN_OR_RETURN(ImportView view, Get(actor.tenant, request.import_id()));
  api::UndoImportResponse response;
  *response.mutable_import() = std::move(view.import);
  if (!undo.ended) response.mutable_import()->set_state(api::IMPORT_STATE_UNDOING);
  response.set_voided_events(undo.outcome.voided + undo.outcome.restored);
  response.set_kept_events(undo.outcome.kept);
  return response;
}

void ImportDesk::RemoveExpired() {
  absl::flat_hash_set<std::string> used;
  for (std::string& path : jobs_.UsedFiles()) used.insert(std::move(path));
  uploads_.RemoveExpired(used);
  results_.RemoveExpired();
}

}  // namespace anchorledger::importing
