#include "services/metrics/catalogue.h"

#include <algorithm>
#include <utility>

#include "services/metrics/catalogue_check.h"
#include "services/metrics/catalogue_text.h"
#include "services/metrics/compiler.h"

namespace anchorledger::metrics {

base::StatusOr<Catalogue> Catalogue::Load(std::span<const CatalogueFile> files) {
  ClassSets sets;
  std::vector<SourcedDefinition> definitions;
  for (const CatalogueFile& file : files) {
    AL_RETURN_IF_ERROR(ParseCatalogueFile(file.path, file.text, &sets, &definitions));
  }
  AL_RETURN_IF_ERROR(CheckDefinitions(definitions));
  Catalogue catalogue;
  for (const SourcedDefinition& definition : definitions) {
    AL_ASSIGN_OR_RETURN(Plan plan, CompileMetric(definition, definitions, sets));
    catalogue.plans_.push_back(std::move(plan));
  }
  std::sort(catalogue.plans_.begin(), catalogue.plans_.end(), [](const Plan& a, const Plan& b) {
    return std::pair(a.definition.id(), a.definition.edition()) <
           std::pair(b.definition.id(), b.definition.edition());
  });
  return catalogue;
}

const Plan* Catalogue::Find(std::string_view id, base::Date on,
                            std::optional<std::uint32_t> edition) const {
  const Plan* best = nullptr;
  for (const Plan& plan : plans_) {
    if (plan.definition.id() != id) continue;
    if (edition) {
      if (plan.definition.edition() == *edition) return &plan;
      continue;
    }
    // Editions come in rising order, and their valid_from rises with them.
    if (best == nullptr || plan.valid_from <= on) best = &plan;
  }
  return best;
}

}  // namespace anchorledger::metrics
