#include "services/projections/corrections.h"

#include <algorithm>

namespace anchorledger::projections {

void Corrections::Amend(base::Position target, base::Position at) {
  chains_.At(target.value()).amendments.push_back(at.value());
  targets_.At(at.value()) = {at.value(), target.value()};
}

void Corrections::Void(base::Position target, base::Position at) {
  Chain& chain = chains_.At(target.value());
  // A void is final; a second one changes nothing.
  if (chain.voided_at == 0) chain.voided_at = at.value();
  targets_.At(at.value()) = {at.value(), target.value()};
}

bool Corrections::VoidedAt(base::Position event, base::Position cut) const {
  const Chain* chain = chains_.Find(event.value());
  return chain != nullptr && chain->voided_at != 0 && chain->voided_at <= cut.value();
}

std::vector<base::Position> Corrections::AmendmentsOf(base::Position event,
                                                      base::Position cut) const {
  std::vector<base::Position> live;
  const Chain* chain = chains_.Find(event.value());
  if (chain == nullptr) return live;
  for (const std::uint64_t at : chain->amendments) {
    const base::Position amendment(at);
    if (amendment <= cut && !VoidedAt(amendment, cut)) live.push_back(amendment);
  }
  return live;
}

std::vector<base::Position> Corrections::AllAmendmentsOf(base::Position event,
                                                         base::Position cut) const {
  std::vector<base::Position> found = AmendmentsOf(event, cut);
  // An amendment that was itself amended says what its own amendments say.
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::vector<base::Position> further = AmendmentsOf(found[i], cut);
    found.insert(found.end(), further.begin(), further.end());
  }
  std::sort(found.begin(), found.end());
  return found;
}

base::Position Corrections::RootOf(base::Position at) const {
  const Target* target = targets_.Find(at.value());
  while (target != nullptr && target->event != 0) {
    at = base::Position(target->event);
    target = targets_.Find(at.value());
  }
  return at;
}

Corrections::Chain Corrections::Chain::AsOf(base::Position at) const {
  Chain chain{.voided_at = voided_at <= at.value() ? voided_at : 0, .amendments = {}};
  for (const std::uint64_t amendment : amendments) {
    if (amendment <= at.value()) chain.amendments.push_back(amendment);
  }
  return chain;
}

}  // namespace anchorledger::projections
