#include "services/metrics/catalogue_check.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace anchorledger::metrics {
namespace {

namespace pb = ::anchorledger::metric::v1;
using base::ErrorReason;
using base::Status;

Status Bad(const SourcedDefinition& source, std::string_view path, ErrorReason reason,
           std::string_view what) {
  return base::MakeError(reason, source.PlaceOf(path) + ": " + source.definition.id() + " " +
                                     std::string(path) + ": " + std::string(what));
}

Status CheckRequired(const SourcedDefinition& source) {
  const pb::MetricDefinition& d = source.definition;
  const std::pair<bool, std::string_view> required[] = {
      {!d.id().empty(), "id"},           {!d.name().empty(), "name"},
      {d.strategy() != 0, "strategy"},   {d.phases_size() > 0, "phases"},
      {d.level() != 0, "level"},         {d.unit() != 0, "unit"},
      {d.direction() != 0, "direction"}, {!d.formula().empty(), "formula"},
      {d.sources_size() > 0, "sources"}, {d.edition() > 0, "edition"},
  };
  for (const auto& [present, field] : required) {
    if (!present) return Bad(source, field, ErrorReason::kFieldMissing, "the field is missing");
  }
  if (d.supplier_narrowing() != 0 || d.investment_narrowing() != 0) {
    return Bad(source, d.supplier_narrowing() != 0 ? "supplier_narrowing" : "investment_narrowing",
               ErrorReason::kFieldInvalid, "it follows from the aggregates and is not stated");
  }
  return {};
}

Status CheckUnits(const SourcedDefinition& source) {
  const pb::MetricDefinition& d = source.definition;
  const bool no_value = d.unit() == pb::METRIC_UNIT_PARTS || d.per_target();
  if (no_value != d.value().empty()) {
    return Bad(source, "value", ErrorReason::kFieldInvalid,
               no_value ? "a metric of parts or targets has no value" : "the value is missing");
  }
  if ((d.unit() == pb::METRIC_UNIT_COUNT) == d.unit_label().empty()) {
    return Bad(source, "unit_label", ErrorReason::kFieldInvalid, "a label belongs to counts");
  }
  std::set<std::string> names;
  for (int i = 0; i < d.parts_size(); ++i) {
    const pb::MetricPart& part = d.parts(i);
    const std::string path = "parts[" + std::to_string(i) + "]";
    const bool counted = part.unit() == pb::METRIC_UNIT_COUNT;
    if (part.name().empty() || part.label().empty() || part.value().empty() || part.unit() == 0 ||
        part.unit() == pb::METRIC_UNIT_PARTS || counted == part.unit_label().empty()) {
      return Bad(source, path, ErrorReason::kFieldInvalid,
                 "a part needs a name, a label, a value and a unit, a count also its label");
    }
    if (!names.insert(part.name()).second) {
      return Bad(source, path, ErrorReason::kFieldInvalid, "the name is used twice");
    }
  }
  return {};
}

// Editions of one metric: numbers are unique, and a later one is valid from a later day.
Status CheckEditions(std::vector<const SourcedDefinition*> editions) {
  std::sort(editions.begin(), editions.end(), [](const auto* a, const auto* b) {
    return a->definition.edition() < b->definition.edition();
  });
  for (std::size_t i = 1; i < editions.size(); ++i) {
    const pb::MetricDefinition& before = editions[i - 1]->definition;
    const pb::MetricDefinition& after = editions[i]->definition;
    if (before.edition() == after.edition()) {
      return Bad(*editions[i], "edition", ErrorReason::kFieldInvalid, "the edition is there twice");
    }
    const bool later =
        after.has_valid_from() &&
        (!before.has_valid_from() || before.valid_from().days() < after.valid_from().days());
    if (!later) {
      return Bad(*editions[i], "valid_from", ErrorReason::kFieldInvalid,
                 "a later edition must be valid from a later day");
    }
  }
  return {};
}

}  // namespace

Status CheckDefinitions(const std::vector<SourcedDefinition>& definitions) {
  std::map<std::string, std::vector<const SourcedDefinition*>> by_id;
  for (const SourcedDefinition& source : definitions) {
    AL_RETURN_IF_ERROR(CheckRequired(source));
    AL_RETURN_IF_ERROR(CheckUnits(source));
    by_id[source.definition.id()].push_back(&source);
  }
  for (const auto& [id, editions] : by_id) AL_RETURN_IF_ERROR(CheckEditions(editions));
  for (const SourcedDefinition& source : definitions) {
    for (const std::string& whole : source.definition.part_of()) {
      if (by_id.count(whole) == 0) {
        return Bad(source, "part_of", ErrorReason::kFieldInvalid, "there is no metric " + whole);
      }
    }
  }
  return {};
}

}  // namespace anchorledger::metrics
