#include "services/projections/fact_schema.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

namespace anchorledger::projections {
namespace {

TEST_CASE("every fact kind has one schema, found by number and by name") {
  std::set<std::string> names;
  for (const KindSchema& schema : kFactSchema) {
    CAPTURE(schema.name);
    CHECK(names.insert(std::string(schema.name)).second);
    CHECK(FindKindSchema(schema.kind) == &schema);
    CHECK(FindKindSchema(schema.name) == &schema);
    CHECK_FALSE(schema.measures[0].empty());
  }
  CHECK(FindKindSchema(FactKind::kNone) == nullptr);
  CHECK(FindKindSchema("no_such_kind") == nullptr);
}

TEST_CASE("slots are found by name, and unused slots are found by nobody") {
  const KindSchema& purchase = *FindKindSchema("purchase");
  CHECK(FindMeasure(purchase, "credited") == 3U);
  CHECK(FindFlag(purchase, "local") == 4U);
  CHECK_FALSE(FindMeasure(purchase, "").has_value());
  CHECK_FALSE(FindFlag(purchase, "").has_value());
  CHECK_FALSE(FindFlag(purchase, "permanent").has_value());
  static_assert(MeasureSlot(FactKind::kHire, "count_x_wage") == 1);
  static_assert(FlagBit(FactKind::kHire, "has_wage") == 0x80);
}

TEST_CASE("kinds kept as cells are the additive ones with low numbers") {
  for (const KindSchema& schema : kFactSchema) {
    CAPTURE(schema.name);
    CHECK(schema.cells == (static_cast<int>(schema.kind) < 20));
  }
}

}  // namespace
}  // namespace anchorledger::projections
