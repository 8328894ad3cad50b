// The formulas, by metric id: a function for each, written out.
#pragma once

#include <map>
#include <string>

#include "services/metrics/reference/cell.h"
#include "services/metrics/reference/question.h"

namespace anchorledger::metrics::reference {

using Formula = Result (*)(const Cell&);
using Formulas = std::map<std::string, Formula>;

const Formulas& HiringFormulas();
const Formulas& PurchasingFormulas();
const Formulas& InvestingFormulas();
const Formulas& ProcessFormulas();
const Formulas& OutcomeFormulas();

// Formulas that others are made of.
Result CapitalDeployed(const Cell& cell);  // I-04
Result Convenings(const Cell& cell);
Result CapacityHours(const Cell& cell);

inline Result Only(Value value) { return {value, {}, DenominatorUsed::kNoChoice}; }

}  // namespace anchorledger::metrics::reference
