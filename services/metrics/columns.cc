#include "services/metrics/columns.h"

#include <algorithm>
#include <limits>

namespace anchorledger::metrics {
namespace {

constexpr int kNever = std::numeric_limits<int>::max();

}  // namespace

Columns::Columns(const Plan& plan, Scope* scope)
    : facts(plan.facts.size()),
      entities(plan.entities.size()),
      baselines(plan.baselines.size()),
      plan_(plan),
      scope_(scope) {
  for (const Variable& variable : plan.variables) {
    if (!variable.used) continue;
    switch (variable.from) {
      case Variable::From::kFacts:
        facts[variable.fold] = std::make_unique<FactColumn>(plan.facts[variable.fold], scope);
        break;
      case Variable::From::kEntities:
        if (entities[variable.fold] != nullptr) break;  // another of its outputs
        entities[variable.fold] =
            std::make_unique<EntityColumn>(plan.entities[variable.fold], scope);
        break;
      case Variable::From::kBaseline:
        baselines[variable.fold] =
            std::make_unique<BaselineColumn>(plan.baselines[variable.fold], scope);
        break;
    }
  }
}

void Columns::Finish() {
  for (const auto& column : facts) {
    if (column != nullptr) column->Finish();
  }
  for (const auto& column : entities) {
    if (column != nullptr) column->Finish();
  }
  for (const auto& column : baselines) {
    if (column != nullptr) column->Finish();
  }
}

bool Columns::PresentAt(CurrencyIndex currency, GroupIndex group, int span) const {
  for (const auto& column : facts) {
    if (column == nullptr || (column->fold().whole && group != kEverything)) continue;
    if (column->PresentAt(currency, group, span)) return true;
  }
  for (const auto& column : entities) {
    if (column != nullptr && column->PresentAt(currency, group, span)) return true;
  }
  for (const auto& column : baselines) {
    if (column != nullptr && column->fallback().PresentAt(currency, group, span)) return true;
  }
  return false;
}

int Columns::FirstSpan(CurrencyIndex currency, GroupIndex group) const {
  int first = kNever;
  for (const auto& column : facts) {
    if (column == nullptr || (column->fold().whole && group != kEverything)) continue;
    first = std::min(first, column->FirstSpan(currency, group));
  }
  for (const auto& column : entities) {
    if (column != nullptr) first = std::min(first, column->FirstSpan(currency, group));
  }
  for (const auto& column : baselines) {
    if (column != nullptr) first = std::min(first, column->fallback().FirstSpan(currency, group));
  }
  return first;
}

bool Columns::HasCurrency(CurrencyIndex currency, GroupIndex group) const {
  for (const auto& column : facts) {
    if (column == nullptr || !column->fold().by_currency) continue;
    if (column->fold().whole && group != kEverything) continue;
    if (column->FirstSpan(currency, group) != kNever) return true;
  }
  for (const auto& column : entities) {
    if (column == nullptr || !column->fold().by_currency) continue;
    if (column->FirstSpan(currency, group) != kNever) return true;
  }
  for (const auto& column : baselines) {
    if (column == nullptr || !column->fallback().fold().by_currency) continue;
    if (column->fallback().FirstSpan(currency, group) != kNever) return true;
    if (group == kEverything && column->ReportedIn(currency)) return true;
  }
  return false;
}

CurrencyIndex Columns::CurrencyOfNothing(GroupIndex group) const {
  const auto money = [](const auto& column) {
    return column != nullptr && column->fold().by_currency;
  };
  const bool any = std::any_of(facts.begin(), facts.end(), money) ||
                   std::any_of(entities.begin(), entities.end(), money) ||
                   std::any_of(baselines.begin(), baselines.end(), [](const auto& column) {
                     return column != nullptr && column->fallback().fold().by_currency;
                   });
  return any ? scope_->IndexOf(scope_->HomeCurrency(group)) : kNoCurrency;
}

std::vector<CurrencyIndex> Columns::CurrenciesOf(GroupIndex group) const {
  std::vector<CurrencyIndex> currencies;
  for (CurrencyIndex currency = 1; currency < scope_->currency_count(); ++currency) {
    if (HasCurrency(currency, group)) currencies.push_back(currency);
  }
  if (currencies.empty()) currencies.push_back(CurrencyOfNothing(group));
  return currencies;
}

Value Columns::ReadOne(const Variable& variable, CurrencyIndex currency, GroupIndex group, int span,
                       DenominatorUsed* used) const {
  switch (variable.from) {
    case Variable::From::kFacts:
      return facts[variable.fold]->At(currency, group, span);
    case Variable::From::kEntities:
      return entities[variable.fold]->At(variable.output, currency, group, span);
    case Variable::From::kBaseline: {
      DenominatorUsed own = DenominatorUsed::kNoChoice;
      const Value value = baselines[variable.fold]->At(currency, group, span, &own);
      const bool first = *used == DenominatorUsed::kNoChoice || *used == own;
      *used = first ? own : DenominatorUsed::kMixed;
      return value;
    }
  }
  return Value::Missing(Undefined::kNotReported);
}

void Columns::Read(CurrencyIndex currency, GroupIndex group, int span, std::vector<Value>* values,
                   DenominatorUsed* used) const {
  values->clear();
  for (const Variable& variable : plan_.variables) {
    values->push_back(variable.used ? ReadOne(variable, currency, group, span, used)
                                    : Value::Missing(Undefined::kNotReported));
  }
}

}  // namespace anchorledger::metrics
