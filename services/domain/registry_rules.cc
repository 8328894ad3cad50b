// Anchors, partners, places, reference sets, baselines and targets.
#include <map>
#include <string>

#include "anchorledger/event/v1/registry.pb.h"
#include "proto/base/text.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/fact_rules.h"
#include "services/domain/in_words.h"
#include "services/domain/rule_errors.h"
#include "services/domain/stream_rules.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;
using event_types::StreamNamed;

// An id names one organisation: an anchor or a partner, not both.
base::Status CheckIdFree(std::string_view field, std::string_view other_kind, const std::string& id,
                         BatchView& view) {
  AL_ASSIGN_OR_RETURN(const bool taken, view.Exists(StreamNamed(other_kind, id)));
  if (!taken) return base::Status();
  return Refuse({.rule = "organisation_id_unique",
                 .field = field,
                 .message = "\"" + id + "\" is the id of a known " + std::string(other_kind) +
                            "; choose another id"});
}

// No other partner in force has a value equal to this one.
template <class Same>
base::Status CheckPartnerUnique(const Subject& subject, NameIndex index, const std::string& key,
                                std::string_view field, Same same, BatchView& view) {
  AL_ASSIGN_OR_RETURN(const std::vector<base::StreamId> streams, view.Named(index, key));
  for (const base::StreamId& stream : streams) {
    if (stream == subject.stream) continue;
    AL_ASSIGN_OR_RETURN(const History* history, view.Read(stream));
    const Entry* opening = history->Opening();
    const auto* other = opening == nullptr ? nullptr : opening->As<pb::PartnerOnboarded>();
    if (other == nullptr || !same(*other)) continue;
    return Refuse({.rule = "partner_unique",
                   .field = field,
                   .message = "partner \"" + other->partner_id() + "\" has it already (" +
                              EventInWords(opening->position) + "); use that partner's id",
                   .events = {opening->position}});
  }
  return base::Status();
}

bool IsDeveloper(pb::PartnerKind kind) {
  return kind == pb::PARTNER_KIND_ROC_DEVELOPER || kind == pb::PARTNER_KIND_COOP_DEVELOPER ||
         kind == pb::PARTNER_KIND_COOP_HOLDING;
}

base::Status CheckDeveloper(const std::string& developer_id, BatchView& view) {
  if (developer_id.empty()) return base::Status();
  AL_ASSIGN_OR_RETURN(const History* history, view.Read(StreamNamed("partner", developer_id)));
  const Entry* opening = history->Opening();
  const auto* developer = opening == nullptr ? nullptr : opening->As<pb::PartnerOnboarded>();
  if (developer == nullptr || IsDeveloper(developer->kind())) return base::Status();
  return Refuse({.rule = "developer_kind",
                 .field = "developed_by",
                 .message = "\"" + developer_id +
                            "\" is no developer; wanted a partner of kind roc_developer, "
                            "coop_developer or coop_holding",
                 .events = {opening->position}});
}

base::Status CheckPartner(const Subject& subject, const pb::PartnerOnboarded& partner,
                          BatchView& view) {
  AL_RETURN_IF_ERROR(CheckIdFree("partner_id", "anchor", partner.partner_id(), view));
  AL_RETURN_IF_ERROR(CheckDeveloper(partner.developed_by(), view));
  const std::string name = base::FoldForComparison(partner.org_name());
  AL_RETURN_IF_ERROR(CheckPartnerUnique(
      subject, NameIndex::kPartnerName, name, "org_name",
      [&](const pb::PartnerOnboarded& other) {
        return base::FoldForComparison(other.org_name()) == name;
      },
      view));
  if (partner.ein().empty()) return base::Status();
  return CheckPartnerUnique(
      subject, NameIndex::kPartnerEin, partner.ein(), "ein",
      [&](const pb::PartnerOnboarded& other) { return other.ein() == partner.ein(); }, view);
}

base::Period ValidityOf(const pb::GeographyDefined& geography) {
  return {ToDate(geography.valid_from()),
          geography.has_valid_to() ? ToDate(geography.valid_to()) : base::kLastDate};
}

bool Overlap(base::Period a, base::Period b) { return a.from <= b.to && b.from <= a.to; }

// Sets of one purpose and name follow one another; on no day are two of them valid.
base::Status CheckGeography(const Subject& subject, const pb::GeographyDefined& geography,
                            BatchView& view) {
  const std::string name = base::FoldForComparison(geography.name());
  const std::string key = std::to_string(geography.purpose()) + "/" + name;
  AL_ASSIGN_OR_RETURN(const std::vector<base::StreamId> streams,
                      view.Named(NameIndex::kGeography, key));
  for (const base::StreamId& stream : streams) {
    if (stream == subject.stream) continue;
    AL_ASSIGN_OR_RETURN(const History* history, view.Read(stream));
    const Entry* opening = history->Opening();
    const auto* other = opening == nullptr ? nullptr : opening->As<pb::GeographyDefined>();
    if (other == nullptr || other->purpose() != geography.purpose() ||
        base::FoldForComparison(other->name()) != name ||
        !Overlap(ValidityOf(*other), ValidityOf(geography))) {
      continue;
    }
    return Refuse({.rule = "geography_overlap",
                   .field = "valid_from",
                   .message = "\"" + other->geo_id() +
                              "\" has the same purpose and name and is "
                              "valid " +
                              InWords(ValidityOf(*other)) + "; end it before this one starts",
                   .events = {opening->position}});
  }
  return base::Status();
}

}  // namespace

base::Status CheckRegistryFact(const Subject& subject, BatchView& view) {
  if (const auto* anchor = subject.As<pb::AnchorRegistered>()) {
    return CheckIdFree("anchor_id", "partner", anchor->anchor_id(), view);
  }
  if (const auto* partner = subject.As<pb::PartnerOnboarded>()) {
    return CheckPartner(subject, *partner, view);
  }
  if (const auto* geography = subject.As<pb::GeographyDefined>()) {
    return CheckGeography(subject, *geography, view);
  }
  if (const auto* target = subject.As<pb::TargetSet>()) return CheckTarget(*target, view);
  return base::Status();
}

base::Status CheckBaselineStream(const base::StreamId&, const History& history) {
  std::map<base::Date, std::pair<base::Period, base::Position>> taken;  // by first day
  base::Status status;
  history.Each<pb::BaselineReported>([&](const Entry& entry, const pb::BaselineReported& baseline) {
    if (!status.ok()) return;
    const base::Period period =
        baseline.has_period() ? ToPeriod(baseline.period())
                              : base::Period{ToDate(baseline.as_of()), ToDate(baseline.as_of())};
    // The only earlier one that can reach into this period is the last that starts before its end.
    auto after = taken.upper_bound(period.to);
    if (after != taken.begin() && std::prev(after)->second.first.to >= period.from) {
      const auto& [other, position] = std::prev(after)->second;
      status = Refuse({.rule = "baseline_overlap",
                       .field = baseline.has_period() ? "period" : "as_of",
                       .message = EventInWords(position) + " states this measure for " +
                                  InWords(other) + ", which overlaps " + InWords(period) +
                                  "; amend it to change the value",
                       .events = {position, entry.position}});
      return;
    }
    taken.emplace(period.from, std::pair(period, entry.position));
  });
  return status;
}

base::Status CheckReferenceSetStream(const base::StreamId&, const History& history) {
  std::map<std::string, base::Position> editions;
  pb::ReferenceSetKind kind = pb::REFERENCE_SET_KIND_UNSPECIFIED;
  base::Status status;
  history.Each<pb::ReferenceSetPublished>([&](const Entry& entry,
                                              const pb::ReferenceSetPublished& set) {
    if (!status.ok()) return;
    if (kind == pb::REFERENCE_SET_KIND_UNSPECIFIED) kind = set.kind();
    const auto [edition, added] = editions.emplace(set.edition(), entry.position);
    if (!added) {
      status = Refuse({.rule = "edition_unique",
                       .field = "edition",
                       .message = "edition \"" + set.edition() + "\" was published by " +
                                  EventInWords(edition->second) +
                                  " and never changes; publish a new edition",
                       .events = {edition->second, entry.position}});
    } else if (set.kind() != kind) {
      status = Refuse({.rule = "reference_set_kind",
                       .field = "kind",
                       .message = "the set holds " + pb::ReferenceSetKind_Name(kind) + ", not " +
                                  pb::ReferenceSetKind_Name(set.kind()) + "; use another set_id",
                       .events = {entry.position}});
    }
  });
  return status;
}

}  // namespace anchorledger::domain
