#include "services/projections/corrections.h"

namespace anchorledger::projections {

void Corrections::Amend(base::Position target, base::Position at) {
  chains_[target.value()].amendments.push_back(at.value());
  targets_.emplace(at.value(), target.value());
}

void Corrections::Void(base::Position target, base::Position at) {
  Chain& chain = chains_[target.value()];
  // A void is final; a second one changes nothing.
  if (chain.voided_at == 0) chain.voided_at = at.value();
  targets_.emplace(at.value(), target.value());
}

bool Corrections::VoidedAt(base::Position event, base::Position cut) const {
  const auto found = chains_.find(event.value());
  return found != chains_.end() && found->second.voided_at != 0 &&
         found->second.voided_at <= cut.value();
}

std::vector<base::Position> Corrections::AmendmentsOf(base::Position event,
                                                      base::Position cut) const {
  std::vector<base::Position> live;
  const auto found = chains_.find(event.value());
  if (found == chains_.end()) return live;
  for (const std::uint64_t at : found->second.amendments) {
    const base::Position amendment(at);
    if (amendment <= cut && !VoidedAt(amendment, cut)) live.push_back(amendment);
  }
  return live;
}

base::Position Corrections::RootOf(base::Position at) const {
  auto found = targets_.find(at.value());
  while (found != targets_.end()) {
    at = base::Position(found->second);
    found = targets_.find(at.value());
  }
  return at;
}

}  // namespace anchorledger::projections
