#include "services/metrics/reference/cell.h"

#include <algorithm>
#include <set>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/event_types/event_type.h"

namespace anchorledger::metrics::reference {
namespace {

namespace pb = ::anchorledger::event::v1;

constexpr const char* kNone = "none";

std::string TextOr(const std::string& text) { return text.empty() ? kNone : text; }

std::string WordOf(const google::protobuf::EnumDescriptor& type, int number) {
  const auto* value = number == 0 ? nullptr : type.FindValueByNumber(number);
  return value == nullptr ? kNone : event_types::WordOf(*value);
}

bool Wanted(const std::vector<std::string>& list, const std::string& text) {
  return list.empty() || std::find(list.begin(), list.end(), TextOr(text)) != list.end();
}

bool IsAbout(const std::vector<std::string>& list, const std::string& thing) {
  return list.empty() || std::find(list.begin(), list.end(), thing) != list.end();
}

bool Wanted(const std::vector<int>& list, int number) {
  return list.empty() || std::find(list.begin(), list.end(), number) != list.end();
}

// The classes under which the line may be shown; 0 = none.
std::vector<int> ClassesOf(const Query& query, const Line& line) {
  std::vector<int> classes;
  for (const int held : line.classes) {
    if (Wanted(query.filter.supplier_classes, held)) classes.push_back(held);
  }
  if (line.classes.empty() && Wanted(query.filter.supplier_classes, 0)) classes.push_back(0);
  return classes;
}

std::string KeyOf(Dimension dimension, const Line& line, int supplier_class) {
  switch (dimension) {
    case Dimension::kPartnership:
      return TextOr(line.partnership);
    case Dimension::kPartner:
      return TextOr(line.partner);
    case Dimension::kPhase:
      return WordOf(*pb::Phase_descriptor(), line.phase);
    case Dimension::kStrategy:
      return WordOf(*pb::Strategy_descriptor(), line.strategy);
    case Dimension::kGeography:
      return TextOr(line.geography);
    case Dimension::kSupplierClass:
      return WordOf(*pb::SupplierClass_descriptor(), supplier_class);
    case Dimension::kAnchor:
      return TextOr(line.anchor);
    case Dimension::kMonth:
    case Dimension::kQuarter:
    case Dimension::kFiscalYear:
      break;
  }
  return "";
}

bool IsTime(Dimension dimension) {
  return dimension == Dimension::kMonth || dimension == Dimension::kQuarter ||
         dimension == Dimension::kFiscalYear;
}

bool Passes(const Query& query, const Line& line) {
  const Filter& filter = query.filter;
  return Wanted(filter.partnerships, line.partnership) && Wanted(filter.partners, line.partner) &&
         Wanted(filter.geographies, line.geography) && Wanted(filter.phases, line.phase) &&
         Wanted(filter.strategies, line.strategy) && IsAbout(filter.suppliers, line.supplier) &&
         IsAbout(filter.investments, line.investment) && !ClassesOf(query, line).empty();
}

// Whether the periods follow each other without a gap from the first to the last day.
std::optional<absl::int128> Tiled(std::vector<const pb::BaselineReported*> reports,
                                  base::Period window) {
  std::sort(reports.begin(), reports.end(), [](const auto* a, const auto* b) {
    return a->period().from().days() < b->period().from().days();
  });
  absl::int128 sum = 0;
  std::int32_t next = window.from.days;
  for (const pb::BaselineReported* report : reports) {
    if (report->period().from().days() < window.from.days) continue;
    if (report->period().to().days() > window.to.days) continue;
    if (report->period().from().days() != next) return std::nullopt;
    sum += report->value().has_money() ? report->value().money().minor() : report->value().count();
    next = report->period().to().days() + 1;
  }
  if (next != window.to.days + 1) return std::nullopt;
  return sum;
}

}  // namespace

base::Period DaysOf(const Query& query, const Span& span, base::FiscalYearStart start) {
  constexpr int kMonthsInQuarter = 3;
  base::Period days{query.from.value_or(base::kFirstDate), query.to};
  for (const Dimension dimension : query.group_by) {
    base::Period own = days;
    if (dimension == Dimension::kMonth) own = base::DaysOf(base::MonthIndex{span.number});
    if (dimension == Dimension::kQuarter) {
      const int first = span.number * kMonthsInQuarter;
      own = {base::DaysOf(base::MonthIndex{first}).from,
             base::DaysOf(base::MonthIndex{first + kMonthsInQuarter - 1}).to};
    }
    if (dimension == Dimension::kFiscalYear) own = base::DaysOfFiscalYear(span.number, start);
    days = {std::max(days.from, own.from), std::min(days.to, own.to)};
  }
  return days;
}

std::vector<std::vector<std::string>> KeysOf(const Query& query, const Line& line) {
  std::set<std::vector<std::string>> found;
  for (const int supplier_class : ClassesOf(query, line)) {
    std::vector<std::string> keys;
    for (const Dimension dimension : query.group_by) {
      if (!IsTime(dimension)) keys.push_back(KeyOf(dimension, line, supplier_class));
    }
    found.insert(keys);
  }
  return {found.begin(), found.end()};
}

bool Cell::Reads(const Line& line, int basis) const {
  const int own = line.basis == 0 ? int{pb::BASIS_ACTUAL} : line.basis;
  return own == basis && Wanted(query_.filter.anchors, line.anchor);
}

bool Cell::Holds(const Line& line) const {
  if (!Passes(query_, line)) return false;
  if (IsTotal()) return true;
  const auto keys = KeysOf(query_, line);
  return std::find(keys.begin(), keys.end(), *address_.keys) != keys.end();
}

bool Cell::HoldsWhole(const Line& line) const {
  if (IsTotal()) return true;
  std::size_t place = 0;
  for (const Dimension dimension : query_.group_by) {
    if (dimension == Dimension::kAnchor) return (*address_.keys)[place] == TextOr(line.anchor);
    if (!IsTime(dimension)) ++place;
  }
  return true;
}

base::Period Cell::Days(const std::string& anchor) const {
  base::FiscalYearStart start;
  const std::vector<Dimension>& by = query_.group_by;
  if (std::find(by.begin(), by.end(), Dimension::kFiscalYear) != by.end()) {
    start = registry_.FiscalYearStartOf(anchor);
  }
  return DaysOf(query_, address_.span, start);
}

absl::int128 Cell::Base(int measure, bool money,
                        const std::function<absl::int128(const std::string&)>& fallback,
                        DenominatorUsed* used) const {
  std::map<std::string, std::vector<const pb::BaselineReported*>> reports;
  const auto note_anchor = [&](const Line& line) {
    if (Reads(line) && HoldsWhole(line)) reports[line.anchor];
  };
  for (const Hire& hire : lines_.hires) note_anchor(hire);
  for (const Spend& spend : lines_.spend) note_anchor(spend);
  for (const Line& line : lines_.others) {
    if (!Reads(line) || !HoldsWhole(line) || !line.event->payload->has_baseline_reported())
      continue;
    const pb::BaselineReported& report = line.event->payload->baseline_reported();
    if (report.measure() != measure || !report.has_period()) continue;
    const base::Currency own = CurrencyOf(report.value().money().currency());
    if (money && own != address_.currency) continue;
    reports[line.anchor].push_back(&report);
  }
  absl::int128 sum = 0;
  bool baseline = false;
  bool fallen_back = false;
  for (const auto& [anchor, own] : reports) {
    if (const auto tiled = Tiled(own, Days(anchor))) {
      sum += *tiled;
      baseline = true;
    } else {
      const absl::int128 other = fallback(anchor);
      sum += other;
      fallen_back = fallen_back || other != 0;
    }
  }
  *used = !baseline     ? DenominatorUsed::kFallback
          : fallen_back ? DenominatorUsed::kMixed
                        : DenominatorUsed::kBaseline;
  return sum;
}

}  // namespace anchorledger::metrics::reference
