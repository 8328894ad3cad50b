#include "services/metrics/engine.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "proto/base/limits.h"
#include "services/metrics/columns.h"
#include "services/metrics/reader.h"
#include "services/metrics/scope.h"

namespace anchorledger::metrics {
namespace {

using base::ErrorReason;
using base::Status;
using base::StatusOr;

// Makes the cells of one plan.
class CellMaker {
 public:
  CellMaker(const Columns& columns, Scope* scope) : columns_(columns), scope_(*scope) {}

  // Appends the cells of a group, by span, then currency.
  Status Make(GroupIndex group, std::vector<Cell>* cells) {
    const std::vector<CurrencyIndex> currencies = columns_.CurrenciesOf(group);
    int first = std::numeric_limits<int>::max();
    for (const CurrencyIndex currency : currencies) {
      first = std::min(first, columns_.FirstSpan(currency, group));
    }
    const int last = scope_.LastSpanOfCells();
    const bool all_spans = group == kEverything;
    if (all_spans && scope_.query().from) first = 0;
    if (all_spans) first = std::min(first, last);
    for (int span = first; span <= last; ++span) {
      const base::Period window = scope_.CellWindow(span, group);
      if (window.from > window.to) continue;
      for (const CurrencyIndex currency : currencies) {
        if (!all_spans && !columns_.PresentAt(currency, group, span)) continue;
        AL_RETURN_IF_ERROR(MakeCell(group, span, currency, window, cells));
      }
    }
    return {};
  }

 private:
  Status MakeCell(GroupIndex group, int span, CurrencyIndex currency, base::Period window,
                  std::vector<Cell>* cells) {
    if (cells->size() == base::kMetricCellsMax) {
      return base::MakeError(ErrorReason::kMessageTooLarge,
                             "the answer would have more than " +
                                 std::to_string(base::kMetricCellsMax) +
                                 " cells; group by less or ask for fewer days");
    }
    Cell cell;
    cell.group = group;
    cell.span = scope_.timeline().granularity() == Granularity::kWhole ? -1 : span;
    cell.window = window;
    cell.open = window.to >= scope_.query().today;
    cell.currency = scope_.CurrencyAt(currency);
    columns_.Read(currency, group, span, &values_, &cell.denominator);
    const Plan& plan = columns_.plan();
    cell.value = plan.value ? plan.value->Run(values_, cell.currency)
                            : Value::Missing(Undefined::kPartsOnly);
    bool overflow = cell.value.kind == Value::Kind::kOverflow;
    cell.parts.reserve(plan.parts.size());
    for (const Program& part : plan.parts) {
      cell.parts.push_back(part.Run(values_, cell.currency));
      overflow = overflow || cell.parts.back().kind == Value::Kind::kOverflow;
    }
    if (overflow) {
      return base::MakeError(ErrorReason::kOverflow,
                             "metric " + plan.definition.id() + " does not fit into 128 bits");
    }
    cells->push_back(std::move(cell));
    return {};
  }

  const Columns& columns_;
  Scope& scope_;
  std::vector<Value> values_;  // of the cell being made
};

// The groups other than everything, by their keys.
std::vector<GroupIndex> Sorted(const std::vector<std::vector<std::string>>& keys) {
  std::vector<GroupIndex> order(keys.size() - 1);
  std::iota(order.begin(), order.end(), GroupIndex{1});
  std::sort(order.begin(), order.end(),
            [&](GroupIndex a, GroupIndex b) { return keys[a] < keys[b]; });
  return order;
}

Status FillMetric(const Columns& columns, const std::vector<GroupIndex>& order, Scope* scope,
                  MetricAnswer* metric) {
  CellMaker maker(columns, scope);
  std::vector<Cell>& whole = scope->grouped() ? metric->totals : metric->cells;
  AL_RETURN_IF_ERROR(maker.Make(kEverything, &whole));
  for (const GroupIndex group : order) AL_RETURN_IF_ERROR(maker.Make(group, &metric->cells));
  return {};
}

// The definitions of places that decided which facts of a plan count, on the days of its facts.
std::vector<std::string> EditionsUsed(const Plan& plan, const Reader& reader, const Scope& scope) {
  std::map<projections::FactKind, std::uint32_t> flags;
  const auto ask = [&flags](const FactFold& fold) {
    flags[fold.schema->kind] |=
        fold.where.FlagsAsked() | (fold.having ? fold.having->FlagsAsked() : 0);
  };
  for (const Variable& variable : plan.variables) {
    if (!variable.used) continue;
    switch (variable.from) {
      case Variable::From::kFacts:
        ask(plan.facts[variable.fold]);
        break;
      case Variable::From::kEntities:
        for (const FactFold& input : plan.entities[variable.fold].inputs) ask(input);
        break;
      case Variable::From::kBaseline:
        ask(plan.baselines[variable.fold].fallback);
        break;
    }
  }
  std::set<std::string> editions;
  for (const auto& [kind, asked] : flags) {
    const std::optional<base::Period> days = reader.DaysRead(kind);
    if (!days) continue;
    for (std::string& name : scope.view().EditionsUsed(scope.Select(kind, *days), asked)) {
      editions.insert(std::move(name));
    }
  }
  return {editions.begin(), editions.end()};
}

}  // namespace

StatusOr<Answer> Compute(const projections::FactView& view, const Query& query,
                         const std::vector<const Plan*>& plans) {
  Scope scope(view, query);
  std::deque<Columns> columns;
  Reader reader(&scope);
  for (const Plan* plan : plans) reader.Want(&columns.emplace_back(*plan, &scope));
  AL_RETURN_IF_ERROR(reader.ReadAll());

  Answer answer;
  answer.as_of = view.position();
  for (Columns& column : columns) column.Finish();
  for (GroupIndex group = 0; group < scope.group_count(); ++group) {
    answer.groups.push_back(scope.KeysOf(group));
  }
  const std::vector<GroupIndex> order = Sorted(answer.groups);
  for (std::size_t i = 0; i < plans.size(); ++i) {
    MetricAnswer& metric = answer.metrics.emplace_back();
    metric.plan = plans[i];
    metric.dimensions = scope.dimensions();
    metric.editions_used = EditionsUsed(*plans[i], reader, scope);
    if (plans[i]->definition.per_target()) continue;
    AL_RETURN_IF_ERROR(FillMetric(columns[i], order, &scope, &metric));
  }
  if (scope.timeline().granularity() != Granularity::kWhole) {
    for (int span = 0; span <= scope.LastSpanOfCells(); ++span) {
      answer.spans.push_back(scope.timeline().Label(span));
    }
  }
  return answer;
}

bool GoalMet(const Plan& plan, const Value& value) {
  return plan.goal && plan.goal->Run({&value, 1}, base::Currency()).positive();
}

}  // namespace anchorledger::metrics
