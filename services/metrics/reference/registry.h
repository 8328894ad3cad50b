// What is known of the things that events name: organisations, places, suppliers, phases,
// investments. Every question reads the events in force from the first to the last.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/money.h"
#include "services/metrics/reference/in_force.h"

namespace anchorledger::event::v1 {
class GeoRef;
class InvestmentCommitted;
class PurchaseRecorded;
}  // namespace anchorledger::event::v1

namespace anchorledger::metrics::reference {

// "zcta5:02119"; empty for no place.
std::string PlaceOf(const event::v1::GeoRef& place);
// The currency of a code; empty for none.
base::Currency CurrencyOf(const std::string& code);

struct SupplierProfile {
  std::string business_geo;
  std::string partner;
};

struct ClassesHeld {
  std::set<int> classes;  // event.v1.SupplierClass
  std::set<int> vouched;  // of these: for which somebody but the supplier vouches
};

// Open from `first` to `last`, both included; no `last` = still open. Left on the day of its entry
// it was never open: last < first.
struct PhaseSpell {
  std::uint64_t entry = 0;  // position of the PhaseEntered
  int phase = 0;
  base::Date first;
  std::optional<base::Date> last;

  bool OpenOn(base::Date day) const { return first <= day && (!last || day <= *last); }
};

struct Lead {
  std::string anchor;
  std::string partner;
};

class Registry {
 public:
  explicit Registry(std::vector<Event> events) : events_(std::move(events)) {}

  // In the order of effective_on, then position.
  const std::vector<Event>& events() const { return events_; }

  // Organisations. What is known of one holds for all days.
  bool IsAnchor(std::string_view organisation) const;
  bool IsPartner(std::string_view organisation) const;
  // The organisation, or nothing when it is an anchor of the tenant.
  std::string AsPartner(const std::string& organisation) const;
  std::string HomeOf(std::string_view organisation) const;  // "" when unknown
  base::Currency CurrencyOfAnchor(std::string_view anchor) const;
  base::FiscalYearStart FiscalYearStartOf(std::string_view anchor) const;

  // Whether a geography of this purpose, valid on the day and for this use or for all, has the
  // place among its members. Nothing is guessed: no place, no member.
  bool Serves(std::string_view place, int purpose, int use, base::Date day) const;

  // The members of the set of places with this id, whenever it is valid.
  std::vector<std::string> MembersOf(std::string_view geography) const;

  // The registration that holds on the day; before the first one, the first one.
  SupplierProfile SupplierOn(std::string_view supplier, base::Date day) const;
  ClassesHeld ClassesOn(std::string_view supplier, base::Date day) const;

  // In the order of entry.
  std::vector<PhaseSpell> SpellsOf(std::string_view partnership) const;
  // The home phase when it is open on the day, else the open phase entered last, else 0.
  int PhaseOn(std::string_view partnership, base::Date day, int home_phase) const;
  Lead LeadOf(std::string_view partnership) const;

  // Null when the thing is not in force.
  const event::v1::InvestmentCommitted* CommitmentOf(std::string_view investment) const;
  const Event* PurchaseOf(std::string_view purchase) const;
  // Rate in basis points after the event, which commits the loan or modifies its terms.
  std::int32_t RateAfter(std::string_view investment, const Event& event) const;

 private:
  std::vector<Event> events_;
};

}  // namespace anchorledger::metrics::reference
