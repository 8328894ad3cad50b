// What a question costs in the engine alone: facts are handed over from memory, already summed by
// dimensions and month as the projection keeps them.
//   bench_metrics [rounds]
// Prints one JSON object a line: name, value, unit. Times are of the processor, not of the clock on
// the wall: the same on a machine that others use too.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "services/metrics/catalogue.h"
#include "services/metrics/targets.h"
#include "services/projections/fact_schema.h"
#include "services/projections/fact_view.h"

namespace anchorledger::testing {
namespace {

using projections::Fact;
using projections::FactKind;
using projections::Symbol;

constexpr int kMonths = 60;
constexpr int kPartnerships = 100;

// Sums that stand ready, in the order of their months.
class ReadySums : public projections::FactView {
 public:
  explicit ReadySums(std::size_t cells) {
    std::mt19937 random(7);
    const auto below = [&random](std::uint32_t n) {
      return static_cast<std::uint32_t>(random() % n);
    };
    for (std::size_t i = 0; i < cells; ++i) {
      Fact fact;
      fact.kind = FactKind::kPurchase;
      const auto month = static_cast<std::int32_t>(i * kMonths / cells);
      fact.effective_on = base::AddMonths(*base::ParseIsoDate("2019-01-01"), month);
      fact.dimensions.tenant = Find("network");
      fact.dimensions.anchor = Find("hospital");
      fact.dimensions.partnership = 100 + below(kPartnerships);
      fact.dimensions.partner = 1000 + below(50);
      fact.dimensions.geography = 2000 + below(40);
      fact.dimensions.phase = static_cast<std::uint8_t>(2 + below(2));
      fact.dimensions.strategy = 2;
      fact.dimensions.basis = 1;
      fact.dimensions.flags = below(8);
      fact.dimensions.class_mask = below(3) == 0 ? 1U << (1 + below(17)) : 0;
      fact.dimensions.currency = *base::ParseCurrency("USD");
      const std::int64_t net = 1 + below(1'000'000);
      fact.measures = {net, net, 0, 0};
      sums_.push_back(fact);
    }
  }

  base::Position position() const override { return base::Position(1); }
  base::Status Sums(const projections::FactSelection& selection,
                    const projections::FactSink& sink) const override {
    for (const Fact& sum : sums_) {
      if (sum.kind == selection.kind && selection.from <= sum.effective_on &&
          sum.effective_on <= selection.to) {
        sink(sum);
      }
    }
    return {};
  }
  base::Status SumsByEntity(const projections::FactSelection& selection,
                            const projections::FactSink& sink) const override {
    return Sums(selection, [&sink](const Fact& sum) {
      Fact own = sum;
      own.entity = sum.dimensions.partner * 64 + sum.dimensions.geography;
      sink(own);
    });
  }
  base::Status Facts(const projections::FactSelection&,
                     const projections::FactSink&) const override {
    return {};
  }
  Symbol Find(std::string_view text) const override { return text == "network" ? 1 : 2; }
  std::string_view Text(Symbol symbol) const override {
    static thread_local std::string text;
    text = "id-" + std::to_string(symbol);
    return text;
  }
  base::FiscalYearStart FiscalYearStartOf(Symbol, Symbol,
                                          const projections::KnownAt&) const override {
    return {7, 1};
  }
  base::Currency CurrencyOf(Symbol, Symbol, const projections::KnownAt&) const override {
    return {};
  }
  base::Currency CommonCurrency(Symbol, const projections::KnownAt&) const override { return {}; }
  std::optional<projections::PlaceSet> PlacesOf(Symbol, Symbol,
                                                const projections::KnownAt&) const override {
    return std::nullopt;
  }
  bool Knows(Symbol, projections::NamedThing, Symbol) const override { return true; }
  std::vector<base::Position> AmendmentsOf(base::Position,
                                           const projections::KnownAt&) const override {
    return {};
  }
  std::vector<std::string> EditionsUsed(const projections::FactSelection&,
                                        std::uint32_t) const override {
    return {};
  }

 private:
  std::vector<Fact> sums_;
};

struct Question {
  std::string name;
  std::vector<std::string> metrics;
  std::vector<metrics::Dimension> group_by;
};

void Measure(const metrics::Catalogue& catalogue, const ReadySums& view, std::size_t cells,
             const Question& question, int rounds) {
  metrics::Query query;
  query.tenant = "network";
  query.from = *base::ParseIsoDate("2019-01-01");
  query.to = *base::ParseIsoDate("2023-12-31");
  query.today = query.to;
  query.group_by = question.group_by;
  std::vector<const metrics::Plan*> plans;
  for (const std::string& id : question.metrics) plans.push_back(catalogue.Find(id, query.to));
  std::vector<std::int64_t> micros;
  std::size_t shown = 0;
  for (int round = 0; round < rounds; ++round) {
    const std::clock_t start = std::clock();
    const auto answer = metrics::AnswerQuery(catalogue, view, query, plans);
    const std::clock_t end = std::clock();
    if (!answer.ok()) std::abort();
    shown = answer->metrics.front().cells.size();
    micros.push_back((end - start) * 1'000'000 / CLOCKS_PER_SEC);
  }
  std::sort(micros.begin(), micros.end());
  const auto print = [&](const char* which, std::size_t index) {
    std::printf(
        "{\"name\":\"%s, %zu sums in, %zu cells out, %s\",\"value\":%lld,\"unit\":\"us\"}\n",
        question.name.c_str(), cells, shown, which, static_cast<long long>(micros[index]));
  };
  print("p50", micros.size() / 2);
  print("p99", micros.size() * 99 / 100);
}

void Run(int rounds) {
  using metrics::Dimension;
  const auto catalogue = metrics::Catalogue::Load(metrics::EmbeddedCatalogue());
  if (!catalogue.ok()) std::abort();
  const std::vector<Dimension> by = {Dimension::kPartnership, Dimension::kPhase,
                                     Dimension::kQuarter};
  const std::vector<Question> questions = {
      {"P-10 as a whole", {"P-10"}, {}},
      {"P-10 by partnership, phase and quarter", {"P-10"}, by},
      {"P-03 by partnership, phase and quarter", {"P-03"}, by},
      {"seven purchasing metrics by partnership, phase and fiscal year",
       {"P-01", "P-02", "P-03", "P-04", "P-05", "P-06", "P-10"},
       {Dimension::kPartnership, Dimension::kPhase, Dimension::kFiscalYear}},
      {"P-13 by quarter", {"P-13"}, {Dimension::kQuarter}},
  };
  for (const std::size_t cells : {10'000U, 50'000U, 100'000U}) {
    const ReadySums view(cells);
    for (const Question& question : questions) {
      Measure(*catalogue, view, cells, question, rounds);
    }
  }
}

}  // namespace
}  // namespace anchorledger::testing

int main(int argc, char** argv) {
  const long rounds = argc > 1 ? std::strtol(argv[1], nullptr, 10) : 200;
  anchorledger::testing::Run(static_cast<int>(std::max(rounds, 1L)));
  return 0;
}
