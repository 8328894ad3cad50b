// The folder that holds everything a server keeps.
#pragma once

#include <string>

#include "proto/base/status.h"

namespace anchorledger::server {

//   log/             the log: all that must be kept
//   projections/     derived from the log, may be deleted
//   uploads/         files being imported
//   sessions         of people who are signed in over HTTP: digests
//   report-links     links by which partners send a report: digests
//   token-seal.key   32 bytes: seals page tokens and resume tokens
struct DataFolder {
  std::string log;
  std::string projections;
  std::string uploads;
  std::string sessions;
  std::string report_links;
  std::string seal_key_file;
};

// Creates what is missing (not the log itself), readable by the owner only.
base::StatusOr<DataFolder> PrepareDataFolder(const std::string& path);

// The key in the file; made from random bytes when there is none. DATA_CORRUPT for another size.
base::StatusOr<std::string> LoadSealKey(const std::string& file);

}  // namespace anchorledger::server
