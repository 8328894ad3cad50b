// Suppression over answers made by hand: "count" is H-01, "share" H-03, "part" H-02 (a part of
// H-01), "wage" H-13, "money" P-10. Hidden numbers are shown as "*".
#include <catch2/catch.hpp>

#include "services/metrics/suppression.h"
#include "tests/unit/metrics/metric_asker.h"

namespace anchorledger::metrics {
namespace {

class Table {
 public:
  Table() { answer_.groups.push_back({}); }

  Table& Metric(std::string_view id) {
    MetricAnswer& metric = answer_.metrics.emplace_back();
    metric.plan = testing::ShippedCatalogue().Find(id, base::kLastDate);
    REQUIRE(metric.plan != nullptr);
    metric.dimensions = {Dimension::kPartnership};
    return *this;
  }
  Table& Cell(const std::string& key, std::int64_t num, std::int64_t den = 1, int span = -1) {
    answer_.metrics.back().cells.push_back(Make(GroupOf(key), num, den, span));
    return *this;
  }
  Table& Missing(const std::string& key, Undefined why) {
    metrics::Cell& cell = answer_.metrics.back().cells.emplace_back();
    cell.group = GroupOf(key);
    cell.value = Value::Missing(why);
    return *this;
  }
  Table& Total(std::int64_t num, std::int64_t den = 1, int span = -1) {
    answer_.metrics.back().totals.push_back(Make(0, num, den, span));
    return *this;
  }
  // The cells of a metric in order, the totals last, separated by blanks.
  std::string Shown(std::size_t metric) {
    if (!suppressed_) Suppress({}, &answer_);
    suppressed_ = true;
    std::string text;
    const MetricAnswer& shown = answer_.metrics[metric];
    for (const auto* list : {&shown.cells, &shown.totals}) {
      for (const auto& cell : *list) {
        if (!text.empty()) text += ' ';
        text += cell.suppressed ? "*" : testing::Shown(cell.value);
        if (cell.fraction_hidden && !cell.suppressed) text += "!";
      }
    }
    return text;
  }

 private:
  std::size_t GroupOf(const std::string& key) {
    for (std::size_t i = 1; i < answer_.groups.size(); ++i) {
      if (answer_.groups[i].front() == key) return i;
    }
    answer_.groups.push_back({key});
    return answer_.groups.size() - 1;
  }
  static metrics::Cell Make(std::size_t group, std::int64_t num, std::int64_t den, int span) {
    metrics::Cell cell;
    cell.group = group;
    cell.span = span;
    cell.value = {Value::Kind::kNumber, Undefined::kDefined, num, den};
    return cell;
  }

  Answer answer_;
  bool suppressed_ = false;
};

TEST_CASE("counts from one to ten are hidden, zero and eleven are shown") {
  CHECK(Table().Metric("H-01").Cell("a", 0).Shown(0) == "0");
  CHECK(Table().Metric("H-01").Cell("a", 1).Shown(0) == "*");
  CHECK(Table().Metric("H-01").Cell("a", 10).Shown(0) == "*");
  CHECK(Table().Metric("H-01").Cell("a", 11).Shown(0) == "11");
}

TEST_CASE("money, firms and homes are no persons") {
  CHECK(Table().Metric("P-10").Cell("a", 3).Shown(0) == "3");
  CHECK(Table().Metric("P-13").Cell("a", 3).Shown(0) == "3");
  CHECK(Table().Metric("C-04").Cell("a", 3).Shown(0) == "3");
}

TEST_CASE("a share is hidden when its numerator or the rest is small") {
  CHECK(Table().Metric("H-03").Cell("a", 4, 100).Shown(0) == "*");
  CHECK(Table().Metric("H-03").Cell("a", 96, 100).Shown(0) == "*");
  CHECK(Table().Metric("H-03").Cell("a", 11, 22).Shown(0) == "11/22");
  CHECK(Table().Metric("H-03").Cell("a", 24, 24).Shown(0) == "24/24");
  CHECK(Table().Metric("H-03").Cell("a", 0, 8).Shown(0) == "*");
  CHECK(Table().Metric("H-08").Cell("a", 21, 24).Shown(0) == "*");
}

TEST_CASE("one hidden cell of a line takes the next smallest positive one with it") {
  CHECK(
      Table().Metric("H-01").Cell("a", 4).Cell("b", 50).Cell("c", 20).Cell("d", 0).Total(74).Shown(
          0) == "* 50 * 0 74");
  CHECK(Table().Metric("H-01").Cell("b", 20).Cell("a", 20).Cell("c", 4).Total(44).Shown(0) ==
        "20 * * 44");
  CHECK(Table().Metric("H-01").Cell("a", 4).Cell("b", 5).Cell("c", 20).Total(29).Shown(0) ==
        "* * 20 29");
}

TEST_CASE("the total is hidden when no other cell is left to hide") {
  CHECK(Table().Metric("H-01").Cell("a", 4).Cell("b", 0).Total(4).Shown(0) == "* 0 *");
  CHECK(Table().Metric("H-01").Cell("a", 12).Total(12).Shown(0) == "12 12");
}

TEST_CASE("each span of time is a line of its own") {
  CHECK(Table()
            .Metric("H-01")
            .Cell("a", 4, 1, 0)
            .Cell("b", 20, 1, 0)
            .Cell("a", 30, 1, 1)
            .Cell("b", 40, 1, 1)
            .Total(24, 1, 0)
            .Total(70, 1, 1)
            .Shown(0) == "* * 30 40 24 70");
}

TEST_CASE("twelve of eighteen are hidden beside the eighteen, since six would be left") {
  Table table;
  table.Metric("H-01").Cell("a", 18).Metric("H-02").Cell("a", 12);
  CHECK(table.Shown(0) == "18");
  CHECK(table.Shown(1) == "*");
}

TEST_CASE("a number hidden in one metric is hidden in the others of the cell") {
  Table table;
  table.Metric("H-02").Cell("a", 4).Cell("b", 50).Cell("c", 90).Total(144);
  table.Metric("H-03").Cell("a", 4, 200).Cell("b", 50, 200).Cell("c", 90, 200).Total(144, 600);
  CHECK(table.Shown(0) == "* * 90 144");
  CHECK(table.Shown(1) == "* * 90/200 144/600");
}

TEST_CASE("a hidden count does not stand as the denominator of a share either") {
  Table table;
  table.Metric("H-01").Cell("a", 4).Cell("b", 50).Total(54);
  table.Metric("H-03").Cell("b", 20, 50);
  CHECK(table.Shown(0) == "* * 54");
  CHECK(table.Shown(1) == "*");
}

TEST_CASE("a mean wage needs five workers, and below eleven hides how many") {
  CHECK(Table().Metric("H-13").Cell("a", 8000, 4).Shown(0) == "*");
  CHECK(Table().Metric("H-13").Cell("a", 10000, 5).Shown(0) == "10000/5!");
  CHECK(Table().Metric("H-13").Cell("a", 22000, 11).Shown(0) == "22000/11");
}

TEST_CASE("a mean wage of nobody is undefined, not hidden") {
  CHECK(Table().Metric("H-13").Missing("a", Undefined::kDenominatorZero).Shown(0) ==
        "undefined:denominator_zero");
}

TEST_CASE("another policy draws the line elsewhere") {
  Answer answer;
  answer.groups.push_back({});
  MetricAnswer& metric = answer.metrics.emplace_back();
  metric.plan = testing::ShippedCatalogue().Find("H-01", base::kLastDate);
  Cell cell;
  cell.value = Value::Number(4);
  metric.cells.push_back(cell);
  Suppress({.threshold = 4}, &answer);
  CHECK_FALSE(metric.cells[0].suppressed);
  Suppress({.threshold = 5}, &answer);
  CHECK(metric.cells[0].suppressed);
}

}  // namespace
}  // namespace anchorledger::metrics
