// Binds ImportService to the desk.
#pragma once

#include <memory>

#include "services/import/import_desk.h"
#include "services/rpc/guarded_service.h"
#include "services/rpc/token_sealer.h"

namespace anchorledger::rpc {
class Guard;
}  // namespace anchorledger::rpc

namespace anchorledger::importing {

struct ImportServiceParts {
  ImportDesk& desk;
  const rpc::TokenSealer& sealer;  // of page tokens
};

// Everything must outlive the service.
std::unique_ptr<rpc::GuardedService> MakeImportService(rpc::Guard& guard, ImportServiceParts parts);

}  // namespace anchorledger::importing
