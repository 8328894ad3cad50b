// Reading the text form of the catalogue.
#pragma once

#include <string_view>
#include <vector>

#include "proto/base/status.h"
#include "services/metrics/compiler.h"
#include "services/metrics/predicate.h"

namespace anchorledger::metrics {

// Adds the class sets and definitions of one file. Fails with FIELD_INVALID and "file:line:column:
// what is wrong" for text that is no MetricCatalogue, and for a class set that is there already.
base::Status ParseCatalogueFile(std::string_view path, std::string_view text, ClassSets* sets,
                                std::vector<SourcedDefinition>* definitions);

}  // namespace anchorledger::metrics
