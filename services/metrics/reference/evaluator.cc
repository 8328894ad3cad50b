#include "services/metrics/reference/evaluator.h"

#include <algorithm>
#include <set>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/metrics/reference/formulas.h"

namespace anchorledger::metrics::reference {
namespace {

namespace pb = ::anchorledger::event::v1;

const Formulas& AllFormulas() {
  static const Formulas& all = *[] {
    auto* formulas = new Formulas();  // never destroyed
    for (const Formulas* group : {&HiringFormulas(), &PurchasingFormulas(), &InvestingFormulas(),
                                  &ProcessFormulas(), &OutcomeFormulas()}) {
      formulas->insert(group->begin(), group->end());
    }
    return formulas;
  }();
  return all;
}

constexpr int kMonthsInQuarter = 3;
constexpr int kQuartersInYear = 4;

Span QuarterOf(base::Date day) {
  const base::CivilDate civil = base::ToCivil(day);
  const int quarter = (civil.month - 1) / kMonthsInQuarter;
  return {(civil.year - 1970) * kQuartersInYear + quarter,
          std::to_string(civil.year) + "-Q" + std::to_string(quarter + 1)};
}

Span SpanOf(const Query& query, base::Date day, base::FiscalYearStart start) {
  for (const Dimension dimension : query.group_by) {
    if (dimension == Dimension::kMonth) {
      return {base::MonthOf(day).value, base::FormatMonth(base::MonthOf(day))};
    }
    if (dimension == Dimension::kQuarter) return QuarterOf(day);
    if (dimension == Dimension::kFiscalYear) {
      const int year = base::FiscalYearOf(day, start);
      return {year, "FY" + std::to_string(year)};
    }
  }
  return {};
}

template <class L>
void Append(const std::vector<L>& lines, std::vector<const Line*>* all) {
  for (const L& line : lines) all->push_back(&line);
}

}  // namespace

std::vector<std::string> MetricIds() {
  std::vector<std::string> ids = {"X-20"};
  for (const auto& [id, formula] : AllFormulas()) ids.push_back(id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

Evaluator::Evaluator(const std::vector<RecordedEvent>& events, std::string_view tenant,
                     std::uint64_t cut)
    : registry_(EventsInForce(events, tenant, cut)), lines_(MakeLines(registry_)) {}

std::vector<const Line*> Evaluator::AllLines() const {
  std::vector<const Line*> all;
  Append(lines_.hires, &all);
  Append(lines_.spend, &all);
  Append(lines_.commitments, &all);
  Append(lines_.cash, &all);
  Append(lines_.principal, &all);
  Append(lines_.in_kind, &all);
  Append(lines_.spells, &all);
  Append(lines_.others, &all);
  return all;
}

std::vector<std::vector<std::string>> Evaluator::Groups(const Query& query) const {
  std::set<std::vector<std::string>> groups;
  for (const Line* line : AllLines()) {
    for (const auto& keys : KeysOf(query, *line)) groups.insert(keys);
    if (!line->event->payload->has_partnership_proposed()) continue;
    // A partnership has the milestones of all phases ahead of it.
    for (int phase = pb::Phase_MIN; phase <= pb::Phase_MAX; ++phase) {
      Line planned = *line;
      planned.phase = phase;
      for (const auto& keys : KeysOf(query, planned)) groups.insert(keys);
    }
  }
  return {groups.begin(), groups.end()};
}

std::vector<Span> Evaluator::Spans(const Query& query) const {
  base::Date first = query.to;
  std::set<base::Date> days;
  for (const Line* line : AllLines()) first = std::min(first, line->on);
  if (query.from) first = *query.from;
  std::vector<Span> spans;
  std::set<int> seen;
  const auto note = [&](const Span& span) {
    if (seen.insert(span.number).second) spans.push_back(span);
  };
  for (base::Date day = first; day <= query.to; day = day.PlusDays(1)) {
    note(SpanOf(query, day, {1, 1}));
    for (const std::string& anchor : query.filter.anchors) {
      note(SpanOf(query, day, registry_.FiscalYearStartOf(anchor)));
    }
  }
  return spans;
}

std::vector<base::Currency> Evaluator::Currencies() const {
  std::set<base::Currency> currencies = {base::Currency()};
  for (const Hire& line : lines_.hires) currencies.insert(line.currency);
  for (const Spend& line : lines_.spend) currencies.insert(line.currency);
  for (const Commitment& line : lines_.commitments) currencies.insert(line.currency);
  for (const InKind& line : lines_.in_kind) currencies.insert(line.currency);
  return {currencies.begin(), currencies.end()};
}

Result Evaluator::Evaluate(std::string_view metric, const Query& query,
                           const Address& address) const {
  const auto found = AllFormulas().find(std::string(metric));
  if (found == AllFormulas().end()) return Only(Missing(Why::kUnknownMetric));
  return found->second(Cell(registry_, lines_, query, address));
}

}  // namespace anchorledger::metrics::reference
