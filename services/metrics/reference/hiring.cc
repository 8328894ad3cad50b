// H: hiring.
#include "anchorledger/event/v1/envelope.pb.h"
#include "services/metrics/reference/formulas.h"

namespace anchorledger::metrics::reference {
namespace {

namespace pb = ::anchorledger::event::v1;
using absl::int128;

bool IsNewHire(const Hire& hire) { return hire.permanent && hire.by_anchor; }

bool IsImpactHire(const Hire& hire) {
  return IsNewHire(hire) && hire.disadvantaged && hire.pathway && hire.sub_bachelor;
}

template <class Where>
int128 People(const Cell& cell, const Where& where) {
  return Sum(
      cell, cell.lines().hires, [&](const Hire& hire) { return cell.During(hire) && where(hire); },
      [](const Hire& hire) { return int128(hire.count); });
}

int128 NewHires(const Cell& cell) { return People(cell, IsNewHire); }
int128 LocalHires(const Cell& cell) {
  return People(cell, [](const Hire& hire) { return IsNewHire(hire) && hire.local; });
}
int128 ImpactHires(const Cell& cell) { return People(cell, IsImpactHire); }

// People hired, as reported by the anchors; those that report nothing: as counted here.
Result OfAllHires(const Cell& cell, int128 hires) {
  Result result;
  const int128 all = cell.Base(
      pb::BASELINE_MEASURE_TOTAL_HIRES, /*money=*/false,
      [&](const std::string& anchor) {
        return People(cell,
                      [&](const Hire& hire) { return IsNewHire(hire) && hire.anchor == anchor; });
      },
      &result.denominator);
  result.value = Share(hires, all);
  return result;
}

Result H01(const Cell& cell) { return Only(Number(NewHires(cell))); }
Result H02(const Cell& cell) { return Only(Number(LocalHires(cell))); }
Result H03(const Cell& cell) { return OfAllHires(cell, LocalHires(cell)); }
Result H04(const Cell& cell) { return Only(Number(ImpactHires(cell))); }
Result H05(const Cell& cell) { return OfAllHires(cell, ImpactHires(cell)); }

// The last report of each cohort in the window: the sum of `part` over that of `whole`.
template <class Where, class Key, class Part>
Result ShareOfLastReports(const Cell& cell, const Where& where, const Key& cohort, const Part& part,
                          const Part& whole) {
  const auto last = LastOf(
      cell, cell.lines().others,
      [&](const Line& line) { return cell.During(line) && where(*line.event->payload); },
      [&](const Line& line) { return cohort(*line.event->payload); });
  int128 numerator = 0;
  int128 denominator = 0;
  bool any = false;
  for (const auto& [name, line] : last) {
    if (!cell.Holds(*line)) continue;
    numerator += part(*line->event->payload);
    denominator += whole(*line->event->payload);
    any = true;
  }
  return Only(any ? Share(numerator, denominator) : Missing(Why::kNotReported));
}

using Count = std::int64_t (*)(const pb::EventPayload&);

Result OfPipelines(const Cell& cell, Count part, Count whole) {
  return ShareOfLastReports(
      cell, [](const pb::EventPayload& p) { return p.has_pipeline_cohort_reported(); },
      [](const pb::EventPayload& p) { return p.pipeline_cohort_reported().cohort_id(); }, part,
      whole);
}

std::int64_t Completed(const pb::EventPayload& p) {
  return p.pipeline_cohort_reported().completed();
}
std::int64_t Enrolled(const pb::EventPayload& p) { return p.pipeline_cohort_reported().enrolled(); }
std::int64_t Placed(const pb::EventPayload& p) {
  return p.pipeline_cohort_reported().placed_anchor() + p.pipeline_cohort_reported().placed_other();
}

Result H06(const Cell& cell) { return OfPipelines(cell, Completed, Enrolled); }
Result H07(const Cell& cell) { return OfPipelines(cell, Placed, Completed); }

std::int64_t Stayed(const pb::EventPayload& p) { return p.retention_reported().still_employed(); }
std::int64_t CohortSize(const pb::EventPayload& p) { return p.retention_reported().cohort_size(); }

Result Retention(const Cell& cell, int days) {
  return ShareOfLastReports<std::function<bool(const pb::EventPayload&)>,
                            std::function<std::string(const pb::EventPayload&)>, Count>(
      cell,
      [days](const pb::EventPayload& p) {
        return p.has_retention_reported() && p.retention_reported().checkpoint_days() == days;
      },
      [](const pb::EventPayload& p) { return p.retention_reported().cohort_id(); }, Stayed,
      CohortSize);
}

Result H08(const Cell& cell) { return Retention(cell, 90); }
Result H09(const Cell& cell) { return Retention(cell, 365); }

// The last report of the anchor about itself.
Result H12(const Cell& cell) {
  const auto last = LastOf(
      cell, cell.lines().others,
      [&](const Line& line) {
        return cell.UpToEnd(line) && line.event->payload->has_wage_reported() &&
               line.event->payload->wage_reported().employer_org_id() == line.anchor;
      },
      [](const Line& line) { return line.event->payload->wage_reported().employer_org_id(); });
  int128 above = 0;
  int128 workers = 0;
  bool any = false;
  for (const auto& [employer, line] : last) {
    if (!cell.Holds(*line)) continue;
    above += line->event->payload->wage_reported().at_or_above_living_wage_count();
    workers += line->event->payload->wage_reported().workers_count();
    any = true;
  }
  return Only(any ? Share(above, workers) : Missing(Why::kNotReported));
}

Result H13(const Cell& cell) {
  const auto counts = [&](const Hire& hire) {
    return cell.During(hire) && IsImpactHire(hire) && hire.has_wage;
  };
  const int128 people = Sum(
      cell, cell.lines().hires,
      [&](const Hire& hire) { return cell.InCurrency(hire) && counts(hire); },
      [](const Hire& hire) { return int128(hire.count); });
  return Only(Share(SumMoney(cell, cell.lines().hires, counts), people));
}

Result H15(const Cell& cell) {
  const auto counts = [&](const Line& line) {
    if (!cell.During(line) || !line.event->payload->has_promotion_recorded()) return false;
    const pb::PromotionRecorded& promotion = line.event->payload->promotion_recorded();
    return promotion.employer_org_id() == line.anchor &&
           promotion.from_education_req() >= pb::EDUCATION_LEVEL_NONE &&
           promotion.from_education_req() < pb::EDUCATION_LEVEL_BACH &&
           promotion.to_wage_cents_per_hour() > promotion.from_wage_cents_per_hour();
  };
  return Only(Number(Sum(cell, cell.lines().others, counts, [](const Line& line) {
    return int128(line.event->payload->promotion_recorded().count());
  })));
}

}  // namespace

const Formulas& HiringFormulas() {
  static const auto& formulas = *new Formulas{
      {"H-01", H01}, {"H-02", H02}, {"H-03", H03}, {"H-04", H04}, {"H-05", H05}, {"H-06", H06},
      {"H-07", H07}, {"H-08", H08}, {"H-09", H09}, {"H-12", H12}, {"H-13", H13}, {"H-15", H15}};
  return formulas;
}

}  // namespace anchorledger::metrics::reference
