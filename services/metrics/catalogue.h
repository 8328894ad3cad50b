// The metrics that this server knows, in all their editions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/status.h"
#include "services/metrics/plan.h"

namespace anchorledger::metrics {

// One file of the catalogue: a metric.v1.MetricCatalogue in text form.
struct CatalogueFile {
  std::string_view path;
  std::string_view text;
};

// The files of services/metrics/catalogue, as they were when the program was built.
std::span<const CatalogueFile> EmbeddedCatalogue();

// Immutable once loaded; any thread.
class Catalogue {
 public:
  // Compiles all files. Fails with FIELD_INVALID at the first thing that is wrong, naming file and
  // line: a catalogue is whole or not there.
  static base::StatusOr<Catalogue> Load(std::span<const CatalogueFile> files);

  // The edition with this number, or without one the latest that is valid on the day (the first
  // edition where none is yet). nullptr when there is no such metric or edition.
  const Plan* Find(std::string_view id, base::Date on,
                   std::optional<std::uint32_t> edition = std::nullopt) const;

  // All editions of all metrics, by id, then edition.
  const std::vector<Plan>& plans() const { return plans_; }

 private:
  std::vector<Plan> plans_;
};

}  // namespace anchorledger::metrics
