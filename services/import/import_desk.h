// What clients may ask of imports, whatever the wire: the use cases behind ImportService.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anchorledger/api/v1/import.pb.h"
#include "proto/base/status.h"
#include "proto/runtime/clock.h"
#include "proto/runtime/logging.h"
#include "services/append/append_command.h"
#include "services/import/batch_counter.h"
#include "services/import/change_list.h"
#include "services/import/import_jobs.h"
#include "services/import/import_results.h"
#include "services/import/row_list.h"
#include "services/import/undo_jobs.h"
#include "services/import/upload_spool.h"

namespace anchorledger::importing {

// An import and how far it is.
struct ImportView {
  api::v1::Import import;
  api::v1::ImportProgress progress;
  std::uint64_t version = 0;  // rises with each change; 0 = it does not change any more
};

// Threads: any.
class ImportDesk {
 public:
  struct Options {
    std::string folder;  // of uploads and results
    std::size_t workers = 2;
    runtime::Logger logger;
    std::chrono::microseconds undo_patience = std::chrono::seconds(10);  // of one call
  };

  // Everything the ledger refers to must outlive the desk.
  ImportDesk(const ImportLedger& ledger, const Options& options);

  // Stops the work; imports that were cut off are started again by the same request.
  void Stop() {
    undos_.Stop();
    jobs_.Stop();
  }

  // See UploadSpool::Store. Makes room before a new upload begins.
  base::StatusOr<UploadProgress> Upload(const base::TenantId& tenant, const UploadPart& part);
  const ImportLedger& ledger() const { return ledger_; }

  // Starts an import, or returns the one that this request has started; one that failed or was
  // interrupted goes on. Errors: FIELD_INVALID or FIELD_MISSING with all fields, the faults of the
  // profile among them; NOT_FOUND for an upload or a profile; REQUEST_ID_REUSED; QUEUE_FULL.
  base::StatusOr<api::v1::Import> Start(const append::Actor& actor,
                                        const api::v1::StartImportRequest& request);

  // NOT_FOUND when there is no such import.
  base::StatusOr<ImportView> Get(const base::TenantId& tenant, std::string_view import_id) const;

  // Calls `changed` at each change until the handle is destroyed.
  std::shared_ptr<void> Watch(const base::TenantId& tenant, std::string_view import_id,
                              std::function<void()> changed);

  // All imports of a source (empty: of all), the newest first. Those whose results were deleted
  // come without events by type.
  base::StatusOr<std::vector<api::v1::Import>> List(const base::TenantId& tenant,
                                                    std::string_view source) const;

  // NOT_FOUND when there is no such import, or its lists were deleted.
  base::StatusOr<std::unique_ptr<RowListReader>> OpenList(const base::TenantId& tenant,
                                                          std::string_view import_id,
                                                          api::v1::RowList list) const;

  // What a dry run would change in the metrics. NOT_FOUND when there is no such import, or its
  // results were deleted; RULE_BROKEN when it is no dry run, goes on, or failed.
  base::StatusOr<std::unique_ptr<ChangeListReader>> OpenChanges(const base::TenantId& tenant,
                                                                std::string_view import_id) const;

  // See UndoImport; QUEUE_FULL while an import of the tenant runs. An undo that takes longer goes
  // on behind the call: the import is then UNDOING, can be watched, and the same call made again
  // joins it.
  base::StatusOr<api::v1::UndoImportResponse> Undo(const append::Actor& actor,
                                                   const api::v1::UndoImportRequest& request);

 private:
  base::StatusOr<std::shared_ptr<ImportJob>> MakeJob(const append::Actor& actor,
                                                     const api::v1::StartImportRequest& request);
  base::Status ChooseProfile(const append::Actor& actor, const api::v1::StartImportRequest& request,
                             ImportJob& job) const;
  base::Status ChooseFiles(const append::Actor& actor, const api::v1::StartImportRequest& request,
                           ImportJob& job) const;
  base::Status CheckParameters(const api::v1::StartImportRequest& request, ImportJob& job) const;
  base::StatusOr<std::optional<api::v1::Import>> FindRecorded(const base::TenantId& tenant,
                                                              std::string_view import_id) const;
  // Sets what stands in the ledger of an import.
  base::Status CountEvents(const base::TenantId& tenant, bool finished,
                           api::v1::Import& import) const;
  // Sets the imports of the same file that the ledger has by now.
  base::Status AddEarlierImports(const base::TenantId& tenant, api::v1::Import& import) const;
  void RemoveExpired();

  const ImportLedger ledger_;
  mutable BatchCounter counter_;
  UploadSpool uploads_;
  const ImportResults results_;
  const std::chrono::microseconds undo_patience_;
  ImportJobs jobs_;  // its workers use everything above
  UndoJobs undos_;   // and those of this one the jobs
};

// The id of the import that a request starts.
std::string ImportIdOf(const base::TenantId& tenant, std::string_view request_id, bool dry_run);

}  // namespace anchorledger::importing
