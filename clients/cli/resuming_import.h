#pragma once
// Carries an import through to its end, also when the server goes away meanwhile.
#include <functional>
#include <string>

#include "anchorledger/api/v1/import.grpc.pb.h"
#include "clients/cli/session.h"
#include "proto/base/status.h"

namespace anchorledger::cli {

// Uploads what is missing and says what to start; called again for every attempt.
using ImportRequestSource = std::function<base::StatusOr<api::v1::StartImportRequest>()>;

// Starts the import and follows it, drawing progress. When the server stops answering, or says that
// the import was interrupted, it waits for the server and sends the same request again, which goes
// on without doing anything twice; the error stream says so. An error is one that trying again does
// not help, or a server that does not come back within two minutes; the error stream then names
// the request id to go on with.
base::StatusOr<api::v1::Import> CarryThrough(Session& session, const std::string& request_id,
                                             const ImportRequestSource& make_request);

// Takes an import back, however long it takes, drawing progress.
base::StatusOr<api::v1::UndoImportResponse> CarryUndo(Session& session,
                                                      const api::v1::UndoImportRequest& request);

}  // namespace anchorledger::cli
