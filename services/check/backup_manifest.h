// What a backup holds and what it leaves out, written beside it: whoever restores it at night reads
// one file and knows what else has to be fetched.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "proto/base/status.h"
#include "storage/log/log_types.h"

namespace anchorledger::check {

// A part of the data folder that the backup does not copy.
struct LeftOut {
  std::string name;  // "uploads"
  std::string why;
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
};

struct BackupManifest {
  storage::LogHead head;           // the backup is true up to here
  std::vector<std::string> holds;  // names below the folder of the backup
  std::vector<LeftOut> left_out;
};

// Writes `manifest.json` into the folder, replaced by a rename. Written last, it is what makes a
// folder a finished backup. STORAGE_FAILED when it cannot be written.
base::Status WriteManifest(const std::string& folder, const BackupManifest& manifest);

// OK when the folder is a finished backup that holds all that its manifest names. NOT_FOUND without
// a manifest, DATA_CORRUPT when it cannot be read or a part is missing.
base::Status CheckManifest(const std::string& folder);

}  // namespace anchorledger::check
