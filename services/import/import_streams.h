// The server streams of ImportService.
#pragma once

#include <memory>

#include "anchorledger/api/v1/import.pb.h"
#include "services/import/import_desk.h"
#include "services/rpc/call.h"
#include "services/rpc/message_source.h"

namespace anchorledger::importing {

// The state of an import at once, then whenever it has moved on; ends with the import.
base::StatusOr<std::unique_ptr<rpc::MessageSource<api::v1::WatchImportResponse>>> MakeWatchSource(
    ImportDesk& desk, const rpc::Call& call, const api::v1::WatchImportRequest& request,
    rpc::Waker waker);

// A list of rows as a CSV file, piece by piece.
base::StatusOr<std::unique_ptr<rpc::MessageSource<api::v1::DownloadRejectedRowsResponse>>>
MakeDownloadSource(ImportDesk& desk, const rpc::Call& call,
                   const api::v1::DownloadRejectedRowsRequest& request);

// A row as clients see it.
void FillRow(const NotedRow& row, api::v1::ListedRow& message);

}  // namespace anchorledger::importing
