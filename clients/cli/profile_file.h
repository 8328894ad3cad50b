#pragma once
// Import profiles as files: the JSON form of anchorledger.api.v1.ImportProfile.
#include <string>

#include "anchorledger/api/v1/import_profile.pb.h"
#include "proto/base/status.h"

namespace anchorledger::cli {

// Errors name the path within the profile, or the place of broken JSON.
base::StatusOr<api::v1::ImportProfile> ReadProfileFile(const std::string& path);

}  // namespace anchorledger::cli
