#include "services/projections/investment_book.h"

#include <algorithm>
#include <tuple>

#include "absl/container/inlined_vector.h"

namespace anchorledger::projections {

std::optional<Investment> InvestmentBook::WithTermsOn(Symbol tenant, Symbol investment,
                                                      base::Date day, base::Position until,
                                                      base::Position cut) const {
  const Investment* known = Find(tenant, investment, cut);
  if (known == nullptr) return std::nullopt;
  Investment answer = *known;
  const KnownVersions<TermsChange>* known_changes = changes_.Find(KeyOf(tenant, investment));
  if (known_changes == nullptr) return answer;

  using Change = KnownVersion<TermsChange>;
  absl::InlinedVector<const Change*, 4> changes;
  known_changes->Each(cut, [&](const Change& change) {
    if (std::tie(change.value.on, change.event) <= std::tie(day, until)) {
      changes.push_back(&change);
    }
  });
  std::sort(changes.begin(), changes.end(), [](const Change* a, const Change* b) {
    return std::tie(a->value.on, a->event) < std::tie(b->value.on, b->event);
  });
  for (const Change* change : changes) {
    answer.rate_bp = change->value.rate_bp.value_or(answer.rate_bp);
    answer.term_months = change->value.term_months.value_or(answer.term_months);
  }
  return answer;
}

}  // namespace anchorledger::projections
