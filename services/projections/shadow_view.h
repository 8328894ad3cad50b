// The facts as they would be: those of the live projection, and by what a shadow differs.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "services/projections/fact_view.h"
#include "services/projections/reference_desk.h"
#include "services/projections/shadow_facts.h"
#include "services/projections/symbols.h"

namespace anchorledger::projections {

// A cut-off in the past is answered as the live view answers it: what is proposed was not known
// then. Cost of a call: that of the live view, and a look at every difference of the kind.
class ShadowView final : public FactView {
 public:
  // What is referred to must outlive the view and not change meanwhile.
  ShadowView(std::shared_ptr<const FactView> live, base::Position position,
             const ShadowFacts& facts, const SymbolTable& symbols, const ReferenceDesk& desk)
      : live_(std::move(live)),
        position_(position),
        facts_(facts),
        symbols_(symbols),
        desk_(desk) {}

  base::Position position() const override { return position_; }
  base::Status Sums(const FactSelection& selection, const FactSink& sink) const override;
  base::Status SumsByEntity(const FactSelection& selection, const FactSink& sink) const override;
  base::Status Facts(const FactSelection& selection, const FactSink& sink) const override;
  Symbol Find(std::string_view text) const override { return symbols_.Find(text); }
  std::string_view Text(Symbol symbol) const override { return symbols_.Text(symbol); }
  base::FiscalYearStart FiscalYearStartOf(Symbol tenant, Symbol anchor,
                                          const KnownAt& known) const override;
  base::Currency CurrencyOf(Symbol tenant, Symbol anchor, const KnownAt& known) const override;
  base::Currency CommonCurrency(Symbol tenant, const KnownAt& known) const override;
  std::optional<PlaceSet> PlacesOf(Symbol tenant, Symbol set, const KnownAt& known) const override;
  bool Knows(Symbol tenant, NamedThing kind, Symbol thing) const override {
    return live_->Knows(tenant, kind, thing) || desk_.Registered(tenant, kind, thing);
  }
  // Those of the live view: nobody asks for explanations of what was not recorded.
  std::vector<base::Position> AmendmentsOf(base::Position event,
                                           const KnownAt& known) const override {
    return live_->AmendmentsOf(event, known);
  }
  std::vector<std::string> EditionsUsed(const FactSelection& selection,
                                        std::uint32_t flags) const override;

 private:
  const std::shared_ptr<const FactView> live_;
  const base::Position position_;
  const ShadowFacts& facts_;
  const SymbolTable& symbols_;
  const ReferenceDesk& desk_;
};

}  // namespace anchorledger::projections
