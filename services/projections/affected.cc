#include "services/projections/affected.h"

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/projections/event_symbols.h"

namespace anchorledger::projections {
namespace {

namespace pb = ::anchorledger::event::v1;

constexpr base::Date kFirstDay{-static_cast<std::int32_t>(kOpenEnd)};
constexpr base::Period kAlways{kFirstDay, kNoLastDay};

// The kinds whose flags depend on where the fact lies.
constexpr FactKind kPlacedKinds[] = {FactKind::kHire,          FactKind::kPurchase,
                                     FactKind::kCash,          FactKind::kCommitment,
                                     FactKind::kContractAward, FactKind::kInKind};

}  // namespace

base::Status AffectedEvents::DependantsOf(const InForceEvent* before, const InForceEvent* now,
                                          base::Position until, Positions& found) {
  expanded_.clear();
  streams_.clear();
  for (const InForceEvent* event : {before, now}) {
    if (event == nullptr) continue;
    expanded_.insert(event->position.value());
    AL_RETURN_IF_ERROR(Expand(*event, until, found));
  }
  return base::Status();
}

base::Status AffectedEvents::Expand(const InForceEvent& event, base::Position until,
                                    Positions& found) {
  const pb::EventPayload& payload = *event.payload;
  const auto of_supplier = [&](const std::string& supplier, base::Period period) {
    return OfPostings(PostingKind::kSupplier, event, parts_.symbols.Intern(supplier), period, until,
                      found);
  };
  switch (payload.event_case()) {
    case pb::EventPayload::kPurchaseRecorded:     // its reversals
    case pb::EventPayload::kInvestmentCommitted:  // its cash
    case pb::EventPayload::kLoanTermsModified:    // later terms of the loan
    case pb::EventPayload::kPartnershipProposed:  // who leads it
    case pb::EventPayload::kPartyJoined:
      return OfStream(event, until, found);
    case pb::EventPayload::kPhaseEntered:
    case pb::EventPayload::kPhaseExited:
      AL_RETURN_IF_ERROR(OfStream(event, until, found));
      return OfPostings(PostingKind::kPartnership, event, event.partnership,
                        {event.effective_on, kNoLastDay}, until, found);
    case pb::EventPayload::kSupplierRegistered: {
      const std::string& id = payload.supplier_registered().supplier_id();
      const bool first = !parts_.context.suppliers.HasProfileBefore(
          event.tenant, parts_.symbols.Intern(id), event.effective_on, event.position, until);
      // The first profile also holds for the days before it.
      return of_supplier(id, {first ? kFirstDay : event.effective_on, kNoLastDay});
    }
    case pb::EventPayload::kSupplierClassified: {
      const pb::SupplierClassified& held = payload.supplier_classified();
      const base::Date to = held.has_valid_to() ? DateOf(held.valid_to()) : kNoLastDay;
      return of_supplier(held.supplier_id(), {DateOf(held.valid_from()), to});
    }
    case pb::EventPayload::kSupplierClassificationEnded: {
      const pb::SupplierClassificationEnded& ended = payload.supplier_classification_ended();
      return of_supplier(ended.supplier_id(), {DateOf(ended.on()), kNoLastDay});
    }
    case pb::EventPayload::kGeographyDefined:
      return OfPlaces(event, found);
    case pb::EventPayload::kPartnerOnboarded:
      return OfOrganisation(event, parts_.symbols.Intern(payload.partner_onboarded().partner_id()),
                            until, found);
    case pb::EventPayload::kAnchorRegistered: {
      const Symbol anchor = parts_.symbols.Intern(payload.anchor_registered().anchor_id());
      // Wages are in the anchor's currency.
      AL_RETURN_IF_ERROR(OfTable({event.tenant, FactKind::kHire, anchor}, found));
      AL_RETURN_IF_ERROR(OfTable({event.tenant, FactKind::kPromotion, anchor}, found));
      return OfOrganisation(event, anchor, until, found);
    }
    case pb::EventPayload::kJobsReported:
      if (payload.jobs_reported().has_baseline_ref()) {
        found.emplace_back(payload.jobs_reported().baseline_ref());
      }
      return base::Status();
    default:
      return base::Status();
  }
}

base::Status AffectedEvents::OfStream(const InForceEvent& event, base::Position until,
                                      Positions& found) {
  if (!streams_.insert(std::string(event.stream)).second) return base::Status();
  AL_ASSIGN_OR_RETURN(const Positions positions,
                      parts_.in_force.PositionsOf(event.tenant_text, event.stream, until));
  found.insert(found.end(), positions.begin(), positions.end());
  return base::Status();
}

base::Status AffectedEvents::OfPostings(PostingKind kind, const InForceEvent& event,
                                        std::uint32_t id, base::Period period, base::Position until,
                                        Positions& found) {
  Positions indirect;
  const PostingKey key{.tenant = event.tenant, .kind = kind, .id = id};
  AL_RETURN_IF_ERROR(parts_.ledger.EachPosting(key, [&](const Posting& posting) {
    if (posting.position > until.value()) return false;
    // What lies behind a hidden posting may have a day of its own.
    if (posting.hidden) {
      indirect.emplace_back(posting.position);
    } else if (period.Contains(base::Date{posting.day})) {
      found.emplace_back(posting.position);
    }
    return true;
  }));
  // What a correction moved here may have brought others with it: the reversals of a purchase.
  for (const base::Position at : indirect) {
    AL_RETURN_IF_ERROR(WithDependants(parts_.context.corrections.RootOf(at), until, found));
  }
  return base::Status();
}

base::Status AffectedEvents::OfOrganisation(const InForceEvent& event, Symbol organisation,
                                            base::Position until, Positions& found) {
  Positions named;
  AL_RETURN_IF_ERROR(
      OfPostings(PostingKind::kOrganisation, event, organisation, kAlways, until, named));
  // An investment or a supplier that names the organisation passes it on to its own dependants.
  for (const base::Position position : named) {
    AL_RETURN_IF_ERROR(WithDependants(position, until, found));
  }
  return base::Status();
}

base::Status AffectedEvents::WithDependants(base::Position position, base::Position until,
                                            Positions& found) {
  found.push_back(position);
  if (!expanded_.insert(position.value()).second) return base::Status();
  AL_ASSIGN_OR_RETURN(const std::optional<InForceEvent> event, parts_.in_force.At(position, until));
  return event.has_value() ? Expand(*event, until, found) : base::Status();
}

base::Status AffectedEvents::OfPlaces(const InForceEvent& event, Positions& found) {
  const pb::GeographyDefined& geography = event.payload->geography_defined();
  const base::Date to = geography.has_valid_to() ? DateOf(geography.valid_to()) : kNoLastDay;
  const base::Period period{DateOf(geography.valid_from()), to};
  absl::flat_hash_set<Symbol> places;
  for (const pb::GeoRef& member : geography.members()) {
    places.insert(PlaceSymbol(member, parts_.symbols));
  }
  for (const FactKind kind : kPlacedKinds) {
    for (const Symbol anchor : parts_.ledger.AnchorsOf(event.tenant, kind)) {
      AL_RETURN_IF_ERROR(parts_.ledger.EachFact(
          {event.tenant, kind, anchor},
          [&](base::Date day, const Dimensions& dimensions, base::Position position) {
            if (period.Contains(day) && places.contains(dimensions.geography)) {
              found.push_back(position);
            }
          }));
    }
  }
  return base::Status();
}

base::Status AffectedEvents::OfTable(const TableKey& key, Positions& found) {
  return parts_.ledger.EachFact(
      key, [&](base::Date, const Dimensions&, base::Position event) { found.push_back(event); });
}

}  // namespace anchorledger::projections
