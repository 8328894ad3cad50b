// The shipped catalogue, and what is refused in a catalogue.
#include <catch2/catch.hpp>

#include "services/metrics/catalogue.h"
#include "tests/unit/metrics/metric_asker.h"

namespace anchorledger::metrics {
namespace {

using testing::ShippedCatalogue;

// A catalogue file with one sound metric, in which one line can be replaced.
std::string OneMetric(std::string_view replace = "", std::string_view by = "") {
  std::string text = R"(metrics {
  id: "T-01"
  name: "Test"
  strategy: STRATEGY_HIRING
  phases: PHASE_IMPLEMENTATION
  level: METRIC_LEVEL_PROCESS
  unit: METRIC_UNIT_COUNT
  unit_label: "people"
  direction: METRIC_DIRECTION_UP
  formula: "hires"
  sources: "test"
  edition: 1
  aggregates {
    name: "hires"
    facts {
      kind: "hire"
      where: "permanent"
      measure: "count"
      operation: FACT_OPERATION_SUM
      window: FACT_WINDOW_DURING
    }
  }
  value: "hires"
}
)";
  if (!replace.empty()) {
    const std::size_t at = text.find(replace);
    REQUIRE(at != std::string::npos);
    text.replace(at, replace.size(), by);
  }
  return text;
}

std::string Refusal(const std::string& text) {
  const CatalogueFile file{"test.textproto", text};
  const auto catalogue = Catalogue::Load({&file, 1});
  REQUIRE(!catalogue.ok());
  return std::string(base::MessageOf(catalogue.status()));
}

TEST_CASE("the shipped catalogue compiles and holds every metric of this step") {
  const Catalogue& catalogue = ShippedCatalogue();
  const char* wanted[] = {"H-01", "H-02", "H-03", "H-04", "H-05", "H-06", "H-07", "H-08",
                          "H-09", "H-12", "H-13", "H-15", "P-01", "P-02", "P-03", "P-04",
                          "P-05", "P-06", "P-10", "P-11", "P-13", "P-15", "I-01", "I-02",
                          "I-03", "I-04", "I-05", "I-06", "I-07", "I-08", "I-09", "I-10",
                          "I-14", "X-01", "X-02", "X-03", "X-11", "X-13", "X-14", "X-18",
                          "X-20", "C-01", "C-02", "C-03", "C-04", "C-13", "C-14", "C-15"};
  for (const char* id : wanted) {
    INFO(id);
    CHECK(catalogue.Find(id, testing::Day("2020-01-01")) != nullptr);
  }
  CHECK(catalogue.plans().size() == std::size(wanted));
}

TEST_CASE("what a metric says of single things follows from its aggregates and is not stated") {
  const std::string text =
      OneMetric("  edition: 1\n", "  edition: 1\n  supplier_narrowing: METRIC_NARROWING_OWN\n");
  CHECK(Refusal(text).find("T-01 supplier_narrowing: it follows from the aggregates") !=
        std::string::npos);
}

TEST_CASE("what is wrong in a file is named with file and line") {
  CHECK(Refusal("metrics {\n  id: 5\n}\n").find("test.textproto:2:") == 0);
  CHECK(Refusal(OneMetric("\"permanent\"", "\"permanant\"")) ==
        "test.textproto:17: T-01 aggregates[0].facts.where: column 1: facts of kind 'hire' have "
        "no flag 'permanant'");
  CHECK(Refusal(OneMetric("value: \"hires\"", "value: \"hires +\"")) ==
        "test.textproto:23: T-01 value: column 8: expected a number, a name or '(', found the "
        "end");
  CHECK(Refusal(OneMetric("value: \"hires\"", "value: \"hire\"")) ==
        "test.textproto:23: T-01 value: column 1: unknown name 'hire'");
  CHECK(Refusal(OneMetric("kind: \"hire\"", "kind: \"hiring\"")).find(":16: ") !=
        std::string::npos);
  CHECK(Refusal(OneMetric("measure: \"count\"", "measure: \"counts\"")).find(":18: ") !=
        std::string::npos);
}

TEST_CASE("a definition that is not complete is refused") {
  CHECK(Refusal(OneMetric("  name: \"Test\"\n")).find("T-01 name: the field is missing") !=
        std::string::npos);
  CHECK(Refusal(OneMetric("  edition: 1\n")).find("edition: the field is missing") !=
        std::string::npos);
  CHECK(Refusal(OneMetric("  unit_label: \"people\"\n")).find("a label belongs to counts") !=
        std::string::npos);
  CHECK(Refusal(OneMetric("  value: \"hires\"\n")).find("the value is missing") !=
        std::string::npos);
  CHECK(Refusal(OneMetric("      window: FACT_WINDOW_DURING\n")).find("the window is missing") !=
        std::string::npos);
  CHECK(Refusal(OneMetric("      measure: \"count\"\n")).find("the measure is missing") !=
        std::string::npos);
}

TEST_CASE("what sums of facts cannot answer is refused, not answered wrongly") {
  CHECK(Refusal(OneMetric("FACT_OPERATION_SUM", "FACT_OPERATION_MEDIAN")).find("kept as sums") !=
        std::string::npos);
  CHECK(Refusal(OneMetric("measure: \"count\"", "measure: \"count * 2\"")).find("kept as sums") !=
        std::string::npos);
  CHECK(Refusal(OneMetric("\"permanent\"", "\"count > 1\"")).find("sums have no days, keys") !=
        std::string::npos);
  CHECK(
      Refusal(OneMetric("FACT_WINDOW_DURING", "FACT_WINDOW_ALWAYS")).find("end with the window") !=
      std::string::npos);
  CHECK(Refusal(OneMetric("kind: \"hire\"", "kind: \"hire\" per: \"cohort\""))
            .find("keys belong to FIRST and LAST") != std::string::npos);
}

TEST_CASE("a circle of references is refused") {
  CHECK(Refusal(OneMetric("value: \"hires\"", "value: \"metric('T-01')\"")).find("in a circle") !=
        std::string::npos);
  CHECK(Refusal(OneMetric("value: \"hires\"", "value: \"metric('T-99')\""))
            .find("there is no metric 'T-99'") != std::string::npos);
}

TEST_CASE("of two editions the one valid on the last day answers, or the one asked for") {
  const std::string second =
      OneMetric("edition: 1", "edition: 2 valid_from { days: 18628 }");  // 2021-01-01
  const std::string first = OneMetric();
  const CatalogueFile both[] = {{"one.textproto", first}, {"two.textproto", second}};
  const auto catalogue = Catalogue::Load(both);
  REQUIRE_OK(catalogue);
  const auto edition = [&](std::string_view day) {
    return catalogue->Find("T-01", testing::Day(day))->definition.edition();
  };
  CHECK(edition("2020-12-31") == 1);
  CHECK(edition("2021-01-01") == 2);
  CHECK(catalogue->Find("T-01", testing::Day("2020-12-31"), 2)->definition.edition() == 2);
  CHECK(catalogue->Find("T-01", testing::Day("2020-12-31"), 3) == nullptr);
  CHECK(catalogue->Find("T-02", testing::Day("2020-12-31")) == nullptr);
}

TEST_CASE("editions must have different numbers and rising days") {
  const std::string first = OneMetric();
  CHECK(Refusal(first + first).find("the edition is there twice") != std::string::npos);
  CHECK(Refusal(first + OneMetric("edition: 1", "edition: 2")).find("valid from a later day") !=
        std::string::npos);
}

}  // namespace
}  // namespace anchorledger::metrics
