// X: phases, milestones and what is done along the way.
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/metrics/reference/formulas.h"

namespace anchorledger::metrics::reference {
namespace {

namespace pb = ::anchorledger::event::v1;
using absl::int128;

// Milestones that the roadmap has for each phase.
struct Roadmap {
  int phase;
  int milestones;
};
constexpr Roadmap kRoadmap[] = {{pb::PHASE_MOTIVATION, 7},
                                {pb::PHASE_INITIATION, 10},
                                {pb::PHASE_IMPLEMENTATION, 10},
                                {pb::PHASE_EVALUATION, 8}};

std::map<std::string, const Line*> PartnershipsOf(const Cell& cell) {
  return LastOf(
      cell, cell.lines().others,
      [&](const Line& line) {
        return cell.UpToEnd(line) && line.event->payload->has_partnership_proposed();
      },
      [](const Line& line) { return line.partnership; });
}

// Each partnership stands in the open phase that it entered last, or in none.
Result X01(const Cell& cell) {
  const auto open = LastOf(
      cell, cell.lines().spells,
      [&](const Spell& spell) { return spell.days.OpenOn(cell.Days(spell.anchor).to); },
      [](const Spell& spell) { return spell.partnership; });
  std::int64_t active = 0;
  for (const auto& [partnership, proposed] : PartnershipsOf(cell)) {
    Line line = *proposed;
    line.phase = pb::PHASE_UNSPECIFIED;
    if (const auto found = open.find(partnership); found != open.end()) line = *found->second;
    if (cell.Holds(line)) ++active;
  }
  return Only(Number(active));
}

// From entering a phase to leaving it; to the end of the window while it is open then.
Result X02(const Cell& cell) {
  std::vector<int128> days;
  for (const Spell& spell : cell.lines().spells) {
    if (!cell.Reads(spell) || !cell.Holds(spell) || !cell.UpToEnd(spell)) continue;
    base::Date end = cell.Days(spell.anchor).to;
    if (spell.days.last && spell.days.last->PlusDays(1) < end) end = spell.days.last->PlusDays(1);
    days.push_back(end.days - spell.on.days);
  }
  return Only(MedianOf(days));
}

Result X03(const Cell& cell) {
  const auto last = LastOf(
      cell, cell.lines().others,
      [&](const Line& line) {
        return cell.UpToEnd(line) && line.event->payload->has_milestone_achieved();
      },
      [](const Line& line) {
        return line.partnership + "/" + line.event->payload->milestone_achieved().milestone_id();
      });
  std::int64_t met = 0;
  std::int64_t not_applicable = 0;
  for (const auto& [milestone, line] : last) {
    if (!cell.Holds(*line)) continue;
    const auto outcome = line->event->payload->milestone_achieved().outcome();
    ++(outcome == pb::MILESTONE_OUTCOME_MET ? met : not_applicable);
  }
  std::int64_t planned = 0;
  for (const auto& [partnership, proposed] : PartnershipsOf(cell)) {
    for (const Roadmap& roadmap : kRoadmap) {
      Line line = *proposed;
      line.phase = roadmap.phase;
      if (cell.Holds(line)) planned += roadmap.milestones;
    }
  }
  return Only(Share(met, planned - not_applicable));
}

Result X14(const Cell& cell) {
  const Result convenings = Convenings(cell);
  int128 cost = 0;
  for (const Line& line : cell.lines().others) {
    if (!cell.Reads(line) || !cell.Holds(line) || !cell.During(line)) continue;
    if (!line.event->payload->has_capacity_building_delivered()) continue;
    const pb::Money& own = line.event->payload->capacity_building_delivered().cost();
    if (CurrencyOf(own.currency()) == cell.currency()) cost += own.minor();
  }
  Result result;
  result.parts = {CapitalDeployed(cell).value, convenings.value, convenings.parts.front(),
                  Number(cost), CapacityHours(cell).value};
  return result;
}

// A report is due on the day that was set for it last, and in time when it first came by then.
Result X18(const Cell& cell) {
  const auto due = LastOf(
      cell, cell.lines().others,
      [](const Line& line) { return line.event->payload->has_partner_report_due(); },
      [](const Line& line) { return line.event->payload->partner_report_due().report_id(); });
  std::int64_t all = 0;
  std::int64_t in_time = 0;
  for (const auto& [report, line] : due) {
    if (!cell.Holds(*line) || !cell.During(*line)) continue;
    ++all;
    for (const Line& other : cell.lines().others) {
      if (!cell.Reads(other) || !other.event->payload->has_partner_report_received()) continue;
      if (other.event->payload->partner_report_received().report_id() != report) continue;
      if (other.on > line->on) continue;
      ++in_time;
      break;
    }
  }
  return Only(Share(in_time, all));
}

}  // namespace

Result Convenings(const Cell& cell) {
  const auto held = [&](const Line& line) {
    return cell.During(line) && line.event->payload->has_convening_held();
  };
  Result result;
  result.value =
      Number(Sum(cell, cell.lines().others, held, [](const Line&) { return int128(1); }));
  result.parts.push_back(Number(Sum(cell, cell.lines().others, held, [](const Line& line) {
    return int128(line.event->payload->convening_held().orgs_count());
  })));
  return result;
}

Result CapacityHours(const Cell& cell) {
  const auto delivered = [&](const Line& line) {
    return cell.During(line) && line.event->payload->has_capacity_building_delivered();
  };
  return Only(Share(Sum(cell, cell.lines().others, delivered,
                        [](const Line& line) {
                          return int128(
                              line.event->payload->capacity_building_delivered().hours_x100());
                        }),
                    100));
}

const Formulas& ProcessFormulas() {
  static const auto& formulas =
      *new Formulas{{"X-01", X01},           {"X-02", X02}, {"X-03", X03}, {"X-11", Convenings},
                    {"X-13", CapacityHours}, {"X-14", X14}, {"X-18", X18}};
  return formulas;
}

}  // namespace anchorledger::metrics::reference
