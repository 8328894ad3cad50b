// Explaining: what each event contributes, and that contributions of every metric in the catalogue
// add up to the cell, over facts drawn at random.
#include <catch2/catch.hpp>

#include <random>

#include "proto/base/ratio.h"
#include "services/metrics/explain.h"
#include "services/metrics/targets.h"
#include "tests/support/metrics/explained.h"
#include "tests/unit/metrics/metric_asker.h"

namespace anchorledger::testing {
namespace {

using metrics::CellName;
using metrics::Dimension;
using metrics::Explanation;

Explanation ExplainCell(const VectorView& view, std::string_view metric,
                        const metrics::Query& query, const CellName& name) {
  const metrics::Plan* plan = ShippedCatalogue().Find(metric, query.to);
  REQUIRE(plan != nullptr);
  auto explanation = metrics::Explain(ShippedCatalogue(), view, query, *plan, name);
  REQUIRE_OK(explanation);
  return *std::move(explanation);
}

// "position:numerator/denominator" of each contribution.
std::string Listed(const Explanation& explanation) {
  std::string text;
  for (const metrics::Contribution& c : explanation.contributions) {
    if (!text.empty()) text += ' ';
    text += std::to_string(c.position.value()) + ":" + base::FormatInt128(c.numerator) + "/" +
            base::FormatInt128(c.denominator);
  }
  return text;
}

CellName InUsd() {
  return {.group = {}, .span = "", .currency = *base::ParseCurrency("USD"), .part = ""};
}

FactBuilder Purchase(VectorView& view, std::string_view day, std::int64_t net) {
  FactBuilder fact(view, "purchase");
  fact.On(day).Entity("s").In("USD").Measure("net", net).Measure("gross", net).Flags({"local"});
  return fact;
}

TEST_CASE("a sum is explained by its addends, in the order of their days") {
  VectorView view;
  Purchase(view, "2020-05-01", 70).At(1).Add();
  Purchase(view, "2020-02-01", 100).At(2).Add();
  Purchase(view, "2020-06-01", -30).At(3).Add();
  Purchase(view, "2021-02-01", 5000).At(4).Add();
  const Explanation e = ExplainCell(view, "P-02", Year2020(), InUsd());
  CHECK(Listed(e) == "2:100/0 1:70/0 3:-30/0");
  CHECK(e.total.numerator == 140);
}

TEST_CASE("a share is explained by numerator and denominator apart") {
  VectorView view;
  Purchase(view, "2020-02-01", 100).Flags({"addressable"}).Add();
  FactBuilder(view, "purchase")
      .On("2020-03-01")
      .In("USD")
      .Measure("net", 300)
      .Measure("gross", 300)
      .Flags({"addressable"})
      .Add();
  CHECK(Listed(ExplainCell(view, "P-03", Year2020(), InUsd())) == "1:100/100 2:0/300");
}

TEST_CASE("a baseline that is used explains the denominator, and the facts behind it do not") {
  VectorView view;
  FactBuilder(view, "hire")
      .On("2020-02-01")
      .Measure("count", 16)
      .Flags({"permanent", "employer_is_anchor", "local"})
      .Add();
  FactBuilder(view, "baseline")
      .Entity("total_hires")
      .On("2020-12-31")
      .Measure("value", 100)
      .Measure("from_day", Day("2020-01-01").days)
      .Measure("to_day", Day("2020-12-31").days)
      .Flags({"has_period"})
      .Add();
  CHECK(Listed(ExplainCell(view, "H-03", Year2020(), {})) == "1:16/0 2:0/100");
}

TEST_CASE("a distinct count is explained by the event that made it, and the one that undid it") {
  VectorView view;
  Purchase(view, "2020-02-01", 100).Add();
  Purchase(view, "2020-03-01", 50).Add();
  Purchase(view, "2020-04-01", -150).Add();
  Purchase(view, "2020-05-01", 1).Add();
  CHECK(Listed(ExplainCell(view, "P-13", Year2020(), InUsd())) == "1:1/0 3:-1/0 4:1/0");
}

TEST_CASE("a state report is explained by its difference to the report before") {
  VectorView view;
  const auto jobs = [&view](std::string_view day, std::int64_t total) {
    FactBuilder(view, "jobs").Entity("laundry").On(day).Measure("fte_x100_total", total).Add();
  };
  jobs("2018-01-01", 5000);
  jobs("2019-01-01", 15000);
  jobs("2020-01-01", 14000);
  CHECK(Listed(ExplainCell(view, "C-15", Year2020(), {})) == "1:5000/0 2:10000/0 3:-1000/0");
}

TEST_CASE("a target is explained by its setting, then by the facts of its metric") {
  VectorView view;
  Purchase(view, "2020-02-01", 100).At(1).Add();
  FactBuilder(view, "target")
      .Entity("spend")
      .Entity2("P-02")
      .Link("value")
      .In("USD")
      .On("2020-01-15")
      .Measure("numerator", 400)
      .Measure("denominator", 1)
      .Measure("direction", 1)
      .Measure("due_day", Day("2020-12-31").days)
      .At(2)
      .Add();
  Purchase(view, "2020-05-01", 60).At(3).Add();
  CellName name = InUsd();
  name.group = {"spend"};
  const Explanation e = ExplainCell(view, "X-20", Year2020(), name);
  CHECK(Listed(e) == "2:0/400 1:100/0 3:60/0");
  CHECK(e.total.numerator == 160);
  CHECK(e.total.denominator == 400);
  name.group = {"another"};
  CHECK_REASON(metrics::Explain(ShippedCatalogue(), view, Year2020(),
                                *ShippedCatalogue().Find("X-20", Day("2020-12-31")), name),
               kNotFound);
}

TEST_CASE("parts are explained by name, and what is not there is not found") {
  VectorView view;
  Purchase(view, "2020-02-01", 100).Classes({1}).Flags({"minority_or_woman_self_certified"}).Add();
  Purchase(view, "2020-02-01", 7).Classes({1}).Add();
  CellName name = InUsd();
  name.part = "self_certified";
  CHECK(Listed(ExplainCell(view, "P-04", Year2020(), name)) == "1:100/0");
  const metrics::Plan& plan = *ShippedCatalogue().Find("P-04", Day("2020-12-31"));
  name.part = "nothing";
  CHECK_REASON(metrics::Explain(ShippedCatalogue(), view, Year2020(), plan, name), kFieldInvalid);
  name.part = "";
  name.group = {"north"};
  CHECK_REASON(metrics::Explain(ShippedCatalogue(), view, Year2020(), plan, name), kNotFound);
}

// Random facts of all kinds, with few distinct keys so that they meet.
class RandomFacts {
 public:
  explicit RandomFacts(std::uint32_t seed) : random_(seed) {}

  VectorView Make(int per_kind) {
    VectorView view;
    view.SetFiscalYear("summer", {7, 1});
    for (const projections::KindSchema& schema : projections::kFactSchema) {
      if (schema.kind == projections::FactKind::kTarget) continue;
      for (int i = 0; i < per_kind; ++i) view.Add(One(view, schema));
    }
    for (const metrics::Plan& plan : ShippedCatalogue().plans()) AddTarget(view, plan);
    return view;
  }

 private:
  int Below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
  projections::Symbol Pick(VectorView& view, std::string_view prefix, int n) {
    const int number = Below(n);
    return number == 0 ? 0 : view.Intern(std::string(prefix) + std::to_string(number));
  }

  projections::Fact One(VectorView& view, const projections::KindSchema& schema) {
    projections::Fact fact;
    fact.kind = schema.kind;
    fact.effective_on = base::Date{Day("2019-06-01").days + Below(800)};
    projections::Dimensions& d = fact.dimensions;
    d.tenant = view.Intern("network");
    d.anchor = view.Intern(Below(2) == 0 ? "summer" : "winter");
    d.partnership = Pick(view, "p", 3);
    d.partner = Pick(view, "org", 3);
    d.geography = Pick(view, "zcta5:0", 3);
    d.phase = static_cast<std::uint8_t>(Below(5));
    d.strategy = static_cast<std::uint8_t>(1 + Below(4));
    d.basis = static_cast<std::uint8_t>(Below(5) == 0 ? 3 : 1);
    d.flags = static_cast<std::uint32_t>(random_() & random_()) | (Below(2) == 0 ? 0U : 255U);
    d.class_mask = Below(2) == 0 ? 0 : static_cast<std::uint32_t>(random_() & 0x3fffe);
    if (schema.money_measures != 0)
      d.currency = *base::ParseCurrency(Below(4) == 0 ? "EUR" : "USD");
    fact.entity = Pick(view, schema.entity, 4);
    if (!schema.entity2.empty()) fact.entity2 = Pick(view, schema.entity2, 4);
    if (!schema.link.empty()) fact.link = Pick(view, schema.link, 3);
    for (std::size_t slot = 0; slot < schema.measures.size(); ++slot) {
      if (!schema.measures[slot].empty())
        fact.measures[slot] = Below(schema.cells ? 40 : 20) - (schema.cells ? 12 : 0);
    }
    Shape(view, schema, &fact);
    return fact;
  }

  // A target for the value of a metric, or one of its parts; some are set twice.
  void AddTarget(VectorView& view, const metrics::Plan& plan) {
    const metric::v1::MetricDefinition& definition = plan.definition;
    if (definition.per_target()) return;
    const bool part = !plan.value || (definition.parts_size() > 0 && Below(2) == 0);
    for (int times = 1 + Below(2); times > 0; --times) {
      FactBuilder fact(view, "target");
      fact.Entity("target-" + definition.id()).Entity2(definition.id());
      fact.Link(part ? definition.parts(0).name() : "value");
      fact.On(base::FormatIsoDate(base::Date{Day("2019-06-01").days + Below(800)}));
      fact.Measure("numerator", 1 + Below(30)).Measure("denominator", 1 + Below(4));
      fact.Measure("direction", 1 + Below(2)).Measure("due_day", Day("2020-06-30").days);
      if (Below(3) == 0) fact.Partnership("p1");
      if (Below(2) == 0) fact.In("USD");
      fact.Add();
    }
  }

  // Makes facts of some kinds mean something.
  void Shape(VectorView& view, const projections::KindSchema& schema, projections::Fact* fact) {
    if (schema.kind == projections::FactKind::kPhaseSpell) {
      fact->measures[0] =
          Below(3) == 0 ? projections::kOpenEnd : fact->effective_on.days + Below(200) - 1;
      fact->dimensions.phase = static_cast<std::uint8_t>(1 + Below(4));
    }
    if (schema.kind != projections::FactKind::kBaseline) return;
    const char* measures[] = {"total_hires", "addressable_spend", "construction_spend",
                              "investable_assets", "nonconstruction_addressable_spend"};
    fact->entity = view.Intern(measures[Below(5)]);
    const int quarter = Below(8);
    const base::Date from = base::AddMonths(Day("2019-07-01"), quarter * 3);
    fact->effective_on = base::AddMonths(from, 3).PlusDays(-1);
    fact->measures = {Below(1000), from.days, fact->effective_on.days, 0};
    fact->dimensions.flags = 1;
  }

  std::mt19937 random_;
};

TEST_CASE("a median is explained by all its values, with the middle marked") {
  VectorView view;
  const auto spell = [&view](std::uint64_t position, std::string_view first, std::int64_t days) {
    FactBuilder(view, "phase_spell")
        .At(position)
        .On(first)
        .Measure("last_day", Day(first).days + days - 1)
        .Add();
  };
  spell(1, "2020-01-01", 90);
  spell(2, "2020-02-01", 10);
  spell(3, "2020-03-01", 30);
  const metrics::Explanation odd = ExplainCell(view, "X-02", Year2020(), CellName());
  CHECK(odd.combined == metrics::Combined::kMedian);
  CHECK(Listed(odd) == "2:10/1 3:30/1 1:90/1");
  CHECK(odd.contributions[1].in_middle);
  CheckMakesCell(odd);
  // Two make the middle of an even number; a spell of no days is a value like any other.
  spell(4, "2020-04-01", 0);
  const metrics::Explanation even = ExplainCell(view, "X-02", Year2020(), CellName());
  CHECK(Listed(even) == "4:0/1 2:10/1 3:30/1 1:90/1");
  CHECK(even.contributions[1].in_middle);
  CHECK(even.contributions[2].in_middle);
  CHECK(even.total.numerator == 40);
  CHECK(even.total.denominator == 2);
  CheckMakesCell(even);
}

TEST_CASE("an amended event is shown as it counts, and by what it was amended") {
  VectorView view;
  Purchase(view, "2020-02-01", 100).At(3).Classes({1}).Add();
  Purchase(view, "2020-02-02", 7).At(4).Classes({1}).Add();
  view.Amend(3, 9);
  const metrics::Explanation explained = ExplainCell(view, "P-04", Year2020(), InUsd());
  REQUIRE(explained.contributions.size() == 2);
  CHECK(explained.contributions[0].measures[0] == 100);
  REQUIRE(explained.amended_by.size() == 1);
  CHECK(explained.amended_by.at(base::Position(3)) ==
        std::vector<base::Position>{base::Position(9)});
}

TEST_CASE("a cell in several currencies says which, and one in a single currency needs none") {
  VectorView view;
  Purchase(view, "2020-02-01", 100).Classes({1}).Add();
  const metrics::Plan& plan = *ShippedCatalogue().Find("P-04", Day("2020-12-31"));
  CHECK(Listed(ExplainCell(view, "P-04", Year2020(), CellName())) == "1:100/0");
  Purchase(view, "2020-02-01", 7).Classes({1}).In("EUR").Add();
  const auto several = metrics::Explain(ShippedCatalogue(), view, Year2020(), plan, CellName());
  CHECK_REASON(several, kFieldMissing);
  CHECK(base::FieldViolationsOf(several.status()).front().field == "currency");
  CHECK_THAT(std::string(several.status().message()),
             Catch::Contains("EUR") && Catch::Contains("USD"));
  CellName name;
  name.currency = *base::ParseCurrency("GBP");
  const auto other = metrics::Explain(ShippedCatalogue(), view, Year2020(), plan, name);
  CHECK_REASON(other, kNotFound);
  CHECK_THAT(std::string(other.status().message()),
             Catch::Contains("GBP") && Catch::Contains("EUR"));
}

TEST_CASE("contributions add up to the cell, for every metric over random facts") {
  const std::vector<std::vector<Dimension>> groupings = {
      {},
      {Dimension::kPartnership},
      {Dimension::kPhase, Dimension::kQuarter},
      {Dimension::kAnchor, Dimension::kFiscalYear},
      {Dimension::kSupplierClass},
  };
  const auto seed = GENERATE(1U, 2U);
  const VectorView view = RandomFacts(seed).Make(20);
  for (const metrics::Plan& plan : ShippedCatalogue().plans()) {
    for (const auto& grouping : groupings) {
      metrics::Query query = During("2019-07-01", "2020-12-31");
      query.group_by = grouping;
      const auto answer = metrics::AnswerQuery(ShippedCatalogue(), view, query, {&plan});
      REQUIRE_OK(answer);
      const metrics::MetricAnswer& metric = answer->metrics.front();
      for (const auto* cells : {&metric.cells, &metric.totals}) {
        for (const metrics::Cell& cell : *cells) {
          CellName name;
          name.group = answer->groups[cell.group];
          if (cell.span >= 0) name.span = answer->spans[static_cast<std::size_t>(cell.span)];
          name.currency = cell.currency;
          if (!plan.value && !plan.definition.per_target())
            name.part = plan.definition.parts(0).name();
          INFO("seed " << seed << " metric " << plan.definition.id() << " grouping of "
                       << grouping.size() << " group "
                       << (name.group.empty() ? "total" : name.group.front()) << " span "
                       << name.span << " currency " << name.currency.code());
          const auto explained = metrics::Explain(ShippedCatalogue(), view, query, plan, name);
          REQUIRE_OK(explained);
          CheckMakesCell(*explained);
        }
      }
    }
  }
}

}  // namespace
}  // namespace anchorledger::testing
