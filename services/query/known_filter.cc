#include "services/query/known_filter.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace anchorledger::query {
namespace {

using projections::NamedThing;
using projections::Symbol;

class Checker {
 public:
  Checker(const projections::FactView& view, const metrics::Query& query)
      : view_(view), tenant_(view.Find(query.tenant)) {}

  void Check(NamedThing kind, const std::vector<std::string>& names, std::string_view field,
             std::string_view what_to_do) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      const Symbol symbol = view_.Find(names[i]);
      const bool none = names[i] == metrics::kNoKey && kind != NamedThing::kSupplier &&
                        kind != NamedThing::kInvestment;
      const bool known =
          none || (tenant_ != 0 && symbol != 0 && view_.Knows(tenant_, kind, symbol));
      if (known) continue;
      violations_.push_back(
          {"query.filter." + std::string(field) + "[" + std::to_string(i) + "]",
           "'" + names[i] + "' is not known to this ledger; " + std::string(what_to_do),
           base::ErrorReason::kReferenceUnknown});
    }
  }

  base::Status Finish() {
    return violations_.empty() ? base::Status() : base::InvalidFields(std::move(violations_));
  }

 private:
  const projections::FactView& view_;
  const Symbol tenant_;
  std::vector<base::FieldViolation> violations_;
};

}  // namespace

base::Status CheckFilter(const projections::FactView& view, const metrics::Query& query) {
  Checker checker(view, query);
  const metrics::Filter& filter = query.filter;
  checker.Check(NamedThing::kAnchor, filter.anchors, "anchor_ids", "ListAnchors names all anchors");
  checker.Check(NamedThing::kPartnership, filter.partnerships, "partnership_ids",
                "ListPartnerships names all partnerships");
  if (!query.cut_whole) {
    checker.Check(NamedThing::kPartner, filter.partners, "partner_ids",
                  "ListPartners names all partners");
    checker.Check(NamedThing::kSupplier, filter.suppliers, "supplier_ids",
                  "ListSuppliers names all suppliers");
    checker.Check(NamedThing::kInvestment, filter.investments, "investment_ids",
                  "ListInvestments names all investments");
  }
  checker.Check(NamedThing::kPlace, filter.geographies, "geographies",
                "a place is scheme:code, such as zcta5:02119, and something recorded names it");
  return checker.Finish();
}

}  // namespace anchorledger::query
