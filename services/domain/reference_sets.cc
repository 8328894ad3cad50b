#include "services/domain/reference_sets.h"

#include <algorithm>
#include <vector>

#include "anchorledger/event/v1/common.pb.h"
#include "anchorledger/event/v1/registry.pb.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/in_words.h"
#include "services/domain/rule_errors.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;

// "county:25025", the key of a line that is about a place.
std::string KeyOf(const pb::GeoRef& place) {
  const auto* scheme = pb::GeoScheme_descriptor()->FindValueByNumber(place.scheme());
  return scheme == nullptr ? std::string() : event_types::WordOf(*scheme) + ":" + place.code();
}

// The edition of one set that is valid on the day: the last to begin, of those the last recorded.
const Entry* EditionOn(const History& set, base::Date day) {
  const Entry* valid = nullptr;
  base::Date valid_from;
  set.Each<pb::ReferenceSetPublished>(
      [&](const Entry& entry, const pb::ReferenceSetPublished& edition) {
        const base::Date from = ToDate(edition.valid_from());
        if (from > day || (valid != nullptr && from < valid_from)) return;
        valid = &entry;
        valid_from = from;
      });
  return valid;
}

// The lowest value among the lines with this key.
std::optional<std::int64_t> LowestOf(const pb::ReferenceSetPublished& edition,
                                     const std::string& key) {
  std::optional<std::int64_t> lowest;
  for (const pb::ReferenceEntry& line : edition.entries()) {
    if (line.key() != key || !line.has_minor_per_hour()) continue;
    lowest = lowest.has_value() ? std::min(*lowest, line.minor_per_hour()) : line.minor_per_hour();
  }
  return lowest;
}

}  // namespace

base::StatusOr<std::optional<FoundRate>> MinimumWage(const pb::GeoRef* place, base::Date day,
                                                     BatchView& view) {
  const std::string kind = std::to_string(pb::REFERENCE_SET_KIND_MINIMUM_WAGE);
  AL_ASSIGN_OR_RETURN(const std::vector<base::StreamId> sets,
                      view.Named(NameIndex::kReferenceSets, kind));
  const Entry* last = nullptr;
  for (const base::StreamId& stream : sets) {
    AL_ASSIGN_OR_RETURN(const History* history, view.Read(stream));
    const Entry* edition = EditionOn(*history, day);
    if (edition == nullptr) continue;
    if (last == nullptr || last->position < edition->position) last = edition;
  }
  if (last == nullptr) return std::optional<FoundRate>();

  const auto& edition = *last->As<pb::ReferenceSetPublished>();
  std::optional<std::int64_t> value;
  if (place != nullptr) value = LowestOf(edition, KeyOf(*place));
  if (!value.has_value()) value = LowestOf(edition, "default");
  if (!value.has_value()) return std::optional<FoundRate>();
  return std::optional<FoundRate>({*value, edition.set_id(), edition.edition()});
}

base::Status CheckReferenceSetKind(std::string_view field, const std::string& set_id,
                                   pb::ReferenceSetKind kind, BatchView& view) {
  if (set_id.empty()) return base::Status();
  AL_ASSIGN_OR_RETURN(const History* history,
                      view.Read(event_types::StreamNamed("reference-set", set_id)));
  const Entry* opening = history->Opening();
  const auto* set = opening == nullptr ? nullptr : opening->As<pb::ReferenceSetPublished>();
  if (set == nullptr || set->kind() == kind) return base::Status();
  return Refuse({.rule = "reference_set_kind",
                 .field = field,
                 .message = "reference set \"" + set_id + "\" holds " +
                            EnumInWords(*pb::ReferenceSetKind_descriptor(), set->kind()) +
                            "; wanted " + EnumInWords(*pb::ReferenceSetKind_descriptor(), kind),
                 .events = {opening->position}});
}

}  // namespace anchorledger::domain
