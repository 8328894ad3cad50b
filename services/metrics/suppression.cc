#include "services/metrics/suppression.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "proto/base/ratio.h"
#include "services/metrics/presentation.h"

namespace anchorledger::metrics {
namespace {

namespace pb = ::anchorledger::metric::v1;
using absl::int128;

// The cells that speak of the same people: one group in one span (currency does not matter).
using Place = std::pair<std::size_t, int>;

// One number of persons, shown as a value or as a part of a cell.
struct Shown {
  Cell* cell = nullptr;
  const MetricAnswer* metric = nullptr;
  int part = -1;  // -1 = the value
  bool total = false;

  const Value& value() const {
    return part < 0 ? cell->value : cell->parts[static_cast<std::size_t>(part)];
  }
  pb::MetricPrivacy privacy() const {
    const pb::MetricDefinition& definition = metric->plan->definition;
    return part < 0 ? definition.privacy() : definition.parts(part).privacy();
  }
  bool fraction() const {
    const pb::MetricDefinition& definition = metric->plan->definition;
    return IsFraction(part < 0 ? definition.unit() : definition.parts(part).unit());
  }
  bool hidden() const {
    if (part < 0) return cell->suppressed;
    return !cell->parts_suppressed.empty() &&
           cell->parts_suppressed[static_cast<std::size_t>(part)];
  }
  // Returns whether that is new.
  bool Hide() const {
    if (hidden()) return false;
    if (part < 0) {
      cell->suppressed = true;
      return true;
    }
    cell->parts_suppressed.resize(cell->parts.size());
    cell->parts_suppressed[static_cast<std::size_t>(part)] = true;
    return true;
  }
  Place place() const { return {total ? 0 : cell->group, cell->span}; }
};

class Suppressor {
 public:
  Suppressor(const SuppressionPolicy& policy, Answer* answer) : policy_(policy), answer_(*answer) {
    for (MetricAnswer& metric : answer->metrics) {
      const bool only_whole = metric.dimensions.empty();
      for (Cell& cell : metric.totals) Collect(metric, cell, /*total=*/true);
      for (Cell& cell : metric.cells) {
        cell.suppressed = cell.suppressed || cell.target_of_persons;
        Collect(metric, cell, /*total=*/only_whole);
      }
    }
  }

  void Run() {
    HideSmall();
    bool changed = true;
    while (changed) {
      changed = HideEverywhere();
      changed = HideInLines() || changed;
    }
  }

 private:
  void Collect(const MetricAnswer& metric, Cell& cell, bool total) {
    for (int part = -1; part < static_cast<int>(cell.parts.size()); ++part) {
      const Shown shown{&cell, &metric, part, total};
      if (shown.privacy() != pb::METRIC_PRIVACY_UNSPECIFIED) all_.push_back(shown);
    }
  }

  bool Small(int128 count) const { return count > 0 && count < policy_.threshold; }

  // Primary suppression, each number by itself and against what it is part of.
  void HideSmall() {
    for (const Shown& shown : all_) {
      const Value& value = shown.value();
      if (shown.privacy() == pb::METRIC_PRIVACY_WAGE) {
        // Nobody at all is no secret: the mean is undefined then, and says so.
        if (value.den > 0 && value.den < policy_.wage_workers_min) shown.Hide();
        if (Small(value.den)) shown.cell->fraction_hidden = true;
      } else if (Small(value.num) || (shown.fraction() && Small(value.den - value.num)) ||
                 LeavesSmallRest(shown)) {
        shown.Hide();
      }
    }
  }

  bool LeavesSmallRest(const Shown& shown) const {
    if (shown.part >= 0) return false;
    for (const std::string& whole : shown.metric->plan->definition.part_of()) {
      for (const Shown& other : all_) {
        if (other.part < 0 && other.metric->plan->definition.id() == whole &&
            other.place() == shown.place() && Small(other.value().num - shown.value().num)) {
          return true;
        }
      }
    }
    return false;
  }

  // A number that is hidden somewhere must not stand elsewhere in the same place.
  bool HideEverywhere() {
    std::set<std::pair<Place, std::string>> secrets;
    for (const Shown& shown : all_) {
      if (shown.hidden() && shown.value().num > 0) {
        secrets.emplace(shown.place(), Text(shown.value().num));
      }
    }
    bool changed = false;
    for (const Shown& shown : all_) {
      const bool tells =
          secrets.count({shown.place(), Text(shown.value().num)}) > 0 ||
          (shown.fraction() && secrets.count({shown.place(), Text(shown.value().den)}) > 0);
      if (tells) changed = shown.Hide() || changed;
    }
    return changed;
  }

  static std::string Text(int128 number) { return base::FormatInt128(number); }

  // A line: the same number of all groups in one span, and its total.
  using LineKey = std::tuple<const MetricAnswer*, int, int, std::string>;

  bool HideInLines() {
    std::map<LineKey, std::vector<const Shown*>> lines;
    for (const Shown& shown : all_) {
      const LineKey key{shown.metric, shown.part, shown.cell->span,
                        std::string(shown.cell->currency.code())};
      lines[key].push_back(&shown);
    }
    bool changed = false;
    for (const auto& [key, line] : lines) changed = HideInLine(line) || changed;
    return changed;
  }

  bool HideInLine(const std::vector<const Shown*>& line) const {
    const Shown* total = nullptr;
    const Shown* smallest = nullptr;
    int hidden = 0;
    for (const Shown* shown : line) {
      if (shown->total) {
        total = shown;
      } else if (shown->hidden()) {
        ++hidden;
      } else if (shown->value().num > 0 && (smallest == nullptr || Before(*shown, *smallest))) {
        smallest = shown;
      }
    }
    if (total == nullptr || total->hidden() || hidden != 1) return false;
    return smallest != nullptr ? smallest->Hide() : total->Hide();
  }

  bool Before(const Shown& a, const Shown& b) const {
    if (a.value().num != b.value().num) return a.value().num < b.value().num;
    return answer_.groups[a.cell->group] < answer_.groups[b.cell->group];
  }

  const SuppressionPolicy& policy_;
  const Answer& answer_;
  std::vector<Shown> all_;
};

}  // namespace

void Suppress(const SuppressionPolicy& policy, Answer* answer) { Suppressor(policy, answer).Run(); }

}  // namespace anchorledger::metrics
