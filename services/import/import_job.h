// What one import has to do, completely: nothing about it can be wrong any more but the rows.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "proto/runtime/clock.h"
#include "services/append/append_command.h"
#include "services/append/lookups.h"
#include "services/append/stream_cache.h"
#include "services/import/batch_index.h"
#include "services/import/compiled_profile.h"
#include "services/import/row_mapper.h"
#include "services/import/upload_spool.h"
#include "storage/log/event_log.h"

namespace anchorledger::importing {

class MetricOutlook;

struct ImportJob {
  append::Actor actor;
  std::string import_id;
  std::shared_ptr<const CompiledProfile> profile;
  bool profile_is_kept = false;  // on the server, under its name
  UploadedFile file;
  std::vector<UploadedFile> lookups;  // one for each table of the profile
  RowParameters parameters;
  bool dry_run = false;
  bool all_or_nothing = false;
  bool void_vanished = false;
  bool leave_out_metric_changes = false;  // of a dry run
  std::string result_folder;              // exists; the lists of rows go here
};

// The ledger that imports work on. Everything must outlive them.
struct ImportLedger {
  storage::EventLog& log;
  append::StreamCache& cache;
  const append::Lookups& lookups;
  const EventFinder& finder;
  const runtime::Clock& clock;
  MetricOutlook* outlook = nullptr;  // null: dry runs leave the metrics out
};

// The lists of rows of an import, as files of its result folder.
std::string RejectedListPath(const std::string& result_folder);
std::string VanishedListPath(const std::string& result_folder);
std::string CreditListPath(const std::string& result_folder);

}  // namespace anchorledger::importing
