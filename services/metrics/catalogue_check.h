// What must hold between and inside definitions before any formula is read.
#pragma once

#include <vector>

#include "proto/base/status.h"
#include "services/metrics/compiler.h"

namespace anchorledger::metrics {

// Every field that people read is there, units fit, ids and editions are unique, and valid_from
// rises with the edition. Fails with FIELD_INVALID or FIELD_MISSING, naming file and line.
base::Status CheckDefinitions(const std::vector<SourcedDefinition>& definitions);

}  // namespace anchorledger::metrics
