#pragma once
// Sends a file to the server in parts. A file that is there already, or in part, is not sent again.
#include <string>

#include "clients/cli/session.h"

namespace anchorledger::cli {

// FIELD_INVALID when the file cannot be read or is empty: there is nothing to send then.
base::Status CheckUploadable(const std::string& path);

// Uploads the file and returns its upload id, which is made from its content: the same file has the
// same id, so that an interrupted upload goes on where it stopped. Draws progress when allowed.
base::StatusOr<std::string> UploadFile(Session& session, const std::string& path);

}  // namespace anchorledger::cli
