// C: what changed in the community.
#include <algorithm>
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/metrics/reference/formulas.h"

namespace anchorledger::metrics::reference {
namespace {

namespace pb = ::anchorledger::event::v1;
using absl::int128;

constexpr std::int64_t kHundredths = 100;

bool IsHousing(const Line& line, pb::HousingStage stage) {
  return line.event->payload->has_housing_units_reported() &&
         line.event->payload->housing_units_reported().stage() == stage;
}

const pb::HousingUnitsReported& HousingOf(const Line& line) {
  return line.event->payload->housing_units_reported();
}

int128 Units(const Cell& cell, pb::HousingStage stage) {
  return Sum(
      cell, cell.lines().others,
      [&](const Line& line) { return cell.During(line) && IsHousing(line, stage); },
      [](const Line& line) { return int128(HousingOf(line).units()); });
}

int128 AffordableUnits(const Cell& cell, pb::HousingStage stage) {
  return Sum(
      cell, cell.lines().others,
      [&](const Line& line) { return cell.During(line) && IsHousing(line, stage); },
      [](const Line& line) { return int128(HousingOf(line).affordable_units()); });
}

// Permanently affordable homes under community control, up to the end of the window.
int128 Controlled(const Cell& cell, pb::HousingStage stage) {
  return Sum(
      cell, cell.lines().others,
      [&](const Line& line) {
        return cell.UpToEnd(line) && IsHousing(line, stage) &&
               HousingOf(line).community_controlled();
      },
      [](const Line& line) { return int128(HousingOf(line).permanently_affordable_units()); });
}

// The last projection of each deal (or partner) and tenure. Its basis is projected, whatever was
// asked for.
Result C01(const Cell& cell) {
  std::map<std::string, const Line*> last;
  for (const Line& line : cell.lines().others) {
    if (!cell.Reads(line, pb::BASIS_PROJECTED) || !cell.UpToEnd(line)) continue;
    if (!IsHousing(line, pb::HOUSING_STAGE_PROJECTED)) continue;
    const pb::HousingUnitsReported& housing = HousingOf(line);
    const std::string& owner = housing.deal_id().empty() ? housing.partner_id() : housing.deal_id();
    last[owner + "/" + std::to_string(housing.tenure())] = &line;
  }
  int128 units = 0;
  for (const auto& [key, line] : last) {
    if (cell.Holds(*line)) units += HousingOf(*line).units();
  }
  return Only(Number(units));
}

Result C02(const Cell& cell) {
  Result result;
  result.parts = {Number(Units(cell, pb::HOUSING_STAGE_COMPLETED)),
                  Number(Units(cell, pb::HOUSING_STAGE_PRESERVED)),
                  Number(Units(cell, pb::HOUSING_STAGE_REHABILITATED))};
  return result;
}

Result C03(const Cell& cell) {
  const auto affordable = [&](pb::HousingStage stage) {
    return Share(AffordableUnits(cell, stage), Units(cell, stage));
  };
  Result result;
  result.value = affordable(pb::HOUSING_STAGE_COMPLETED);
  result.parts = {affordable(pb::HOUSING_STAGE_PRESERVED),
                  affordable(pb::HOUSING_STAGE_REHABILITATED)};
  return result;
}

Result C04(const Cell& cell) {
  return Only(Number(Controlled(cell, pb::HOUSING_STAGE_COMPLETED) +
                     Controlled(cell, pb::HOUSING_STAGE_PRESERVED) -
                     Controlled(cell, pb::HOUSING_STAGE_LOST)));
}

const pb::JobsReported& JobsOf(const Line& line) { return line.event->payload->jobs_reported(); }

// Whether some report in force names this one as its baseline.
bool IsNamedBaseline(const Cell& cell, std::uint64_t position) {
  for (const Event& event : cell.registry().events()) {
    if (event.payload->has_jobs_reported() && event.payload->jobs_reported().has_baseline_ref() &&
        event.payload->jobs_reported().baseline_ref() == position) {
      return true;
    }
  }
  return false;
}

// Jobs of one organisation, in hundredths of FTE.
struct Jobs {
  std::optional<int128> baseline;  // an actual one: named by a report, else the first
  int128 last = 0;
  int128 transferred_in = 0;
};

std::vector<Jobs> JobsByOrganisation(const Cell& cell) {
  const auto reported = [&](const Line& line) {
    return cell.UpToEnd(line) && line.event->payload->has_jobs_reported();
  };
  const auto organisation = [](const Line& line) { return JobsOf(line).org_id(); };
  std::vector<Jobs> all;
  for (const auto& [id, line] : LastOf(cell, cell.lines().others, reported, organisation)) {
    if (!cell.Holds(*line)) continue;
    Jobs jobs;
    jobs.last = JobsOf(*line).fte_x100_total();
    jobs.transferred_in = JobsOf(*line).fte_x100_transferred_in();
    std::optional<int128> first;
    std::optional<int128> named;
    for (const Line& other : cell.lines().others) {
      if (!cell.Reads(other, pb::BASIS_ACTUAL) || !reported(other)) continue;
      if (JobsOf(other).org_id() != id) continue;
      if (!first) first = JobsOf(other).fte_x100_total();
      if (IsNamedBaseline(cell, other.event->position)) named = JobsOf(other).fte_x100_total();
    }
    jobs.baseline = named ? named : first;
    all.push_back(jobs);
  }
  return all;
}

Result C13(const Cell& cell) {
  int128 maintained = 0;
  for (const Jobs& jobs : JobsByOrganisation(cell)) {
    if (jobs.baseline) maintained += std::min(*jobs.baseline, jobs.last);
  }
  return Only(Share(maintained, kHundredths));
}

Result C14(const Cell& cell) {
  const int128 zero = 0;
  int128 created = 0;
  int128 transfers_kept = 0;
  int128 lost = 0;
  for (const Jobs& jobs : JobsByOrganisation(cell)) {
    if (!jobs.baseline) continue;
    const int128 grown = jobs.last - *jobs.baseline;
    created += std::max(zero, grown - jobs.transferred_in);
    transfers_kept += std::min(jobs.transferred_in, std::max(zero, grown));
    lost += std::max(zero, -grown);
  }
  Result result;
  result.value = Share(created, kHundredths);
  result.parts = {Share(transfers_kept, kHundredths), Share(lost, kHundredths)};
  return result;
}

Result C15(const Cell& cell) {
  int128 last = 0;
  for (const Jobs& jobs : JobsByOrganisation(cell)) last += jobs.last;
  return Only(Share(last, kHundredths));
}

}  // namespace

const Formulas& OutcomeFormulas() {
  static const auto& formulas =
      *new Formulas{{"C-01", C01}, {"C-02", C02}, {"C-03", C03}, {"C-04", C04},
                    {"C-13", C13}, {"C-14", C14}, {"C-15", C15}};
  return formulas;
}

}  // namespace anchorledger::metrics::reference
