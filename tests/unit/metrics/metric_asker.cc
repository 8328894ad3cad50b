#include "tests/unit/metrics/metric_asker.h"

#include "proto/base/ratio.h"

namespace anchorledger::testing {

using metrics::Cell;
using metrics::Undefined;
using metrics::Value;

const metrics::Catalogue& ShippedCatalogue() {
  static const metrics::Catalogue* catalogue = [] {
    auto loaded = metrics::Catalogue::Load(metrics::EmbeddedCatalogue());
    REQUIRE_OK(loaded);
    return new metrics::Catalogue(*std::move(loaded));
  }();
  return *catalogue;
}

metrics::Query During(std::string_view from, std::string_view to) {
  metrics::Query query;
  query.tenant = "network";
  query.from = Day(from);
  query.to = Day(to);
  query.today = Day("2026-11-01");
  return query;
}

metrics::Query Year2020() { return During("2020-01-01", "2020-12-31"); }

const Cell& Asked::cell() const {
  REQUIRE(metric().cells.size() == 1);
  return metric().cells.front();
}

const Cell* Asked::find(const std::vector<std::string>& keys) const {
  for (const Cell& cell : metric().cells) {
    std::vector<std::string> own = answer.groups[cell.group];
    if (cell.span >= 0) own.push_back(answer.spans[static_cast<std::size_t>(cell.span)]);
    if (own == keys) return &cell;
  }
  return nullptr;
}

bool Asked::has(const std::vector<std::string>& keys) const { return find(keys) != nullptr; }

const Cell& Asked::at(const std::vector<std::string>& keys) const {
  const Cell* cell = find(keys);
  INFO("keys start with " << (keys.empty() ? "" : keys.front()));
  REQUIRE(cell != nullptr);
  return *cell;
}

Asked Ask(const VectorView& view, std::string_view metric, const metrics::Query& query) {
  const metrics::Plan* plan = ShippedCatalogue().Find(metric, query.to);
  REQUIRE(plan != nullptr);
  auto answer = metrics::Compute(view, query, {plan});
  REQUIRE_OK(answer);
  return {*std::move(answer)};
}

std::string Shown(const Value& value) {
  switch (value.kind) {
    case Value::Kind::kNumber:
      return base::FormatInt128(value.num) +
             (value.den == 1 ? "" : "/" + base::FormatInt128(value.den));
    case Value::Kind::kBoolean:
      return value.num != 0 ? "true" : "false";
    case Value::Kind::kOverflow:
      return "overflow";
    case Value::Kind::kUndefined:
      break;
  }
  switch (value.why) {
    case Undefined::kDefined:
      return "undefined";
    case Undefined::kDenominatorZero:
      return "undefined:denominator_zero";
    case Undefined::kNotReported:
      return "undefined:not_reported";
    case Undefined::kOtherCurrency:
      return "undefined:other_currency";
    case Undefined::kPartsOnly:
      return "undefined:parts_only";
    case Undefined::kUnknownMetric:
      return "undefined:unknown_metric";
  }
  return "undefined";
}

}  // namespace anchorledger::testing
