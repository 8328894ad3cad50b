// Over random histories with corrections, late classes, moved phases and boundaries, what the
// projection holds equals what is computed from scratch, at any cut-off. A failing seed is printed.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "services/projections/fact_schema.h"
#include "tests/support/projections/fact_words.h"
#include "tests/support/projections/from_scratch.h"
#include "tests/support/projections/projected_ledger.h"
#include "tests/support/projections/random_events.h"

namespace anchorledger::testing {
namespace {

using projections::Fact;
using projections::FactKind;
using projections::FactSelection;
using projections::FactView;
using projections::KindSchema;
using projections::Symbol;
using projections::SymbolTable;

constexpr int kSteps = 160;

struct Expected {
  std::vector<Fact> facts;
  SymbolTable symbols;
  std::string InWords(const Fact& fact) const {
    return testing::InWords(fact, [this](Symbol symbol) { return symbols.Text(symbol); });
  }
};

std::vector<std::string> FactsIn(const Expected& expected, const FactSelection& selection) {
  std::vector<std::string> words;
  for (const Fact& fact : expected.facts) {
    if (fact.kind == selection.kind && selection.from <= fact.effective_on &&
        fact.effective_on <= selection.to) {
      words.push_back(expected.InWords(fact));
    }
  }
  std::sort(words.begin(), words.end());
  return words;
}

enum class By { kDimensions, kRollup, kEntity };

// The sums, the obvious way.
std::vector<std::string> SumsIn(const Expected& expected, const FactSelection& selection, By by) {
  std::vector<Fact> groups;
  for (const Fact& fact : expected.facts) {
    if (fact.kind != selection.kind || fact.effective_on < selection.from ||
        selection.to < fact.effective_on) {
      continue;
    }
    Fact group = fact;
    group.position = base::Position();
    group.effective_on =
        std::max(selection.from, base::DaysOf(base::MonthOf(fact.effective_on)).from);
    if (by != By::kEntity) group.entity = group.entity2 = group.link = 0;
    if (by == By::kRollup) group.dimensions.partner = group.dimensions.geography = 0;
    groups.push_back(group);
  }
  return AddedUp(groups, [&](Symbol symbol) { return expected.symbols.Text(symbol); });
}

void CheckCut(ProjectedLedger& ledger, RandomEvents& random, std::uint64_t cut) {
  CAPTURE(cut);
  Expected expected;
  expected.facts = FactsFromScratch(ledger.log(), base::Position(cut), expected.symbols);
  const auto view = ledger.View();
  for (const KindSchema& schema : projections::kFactSchema) {
    CAPTURE(schema.name);
    FactSelection all = Everything(*view, schema.kind);
    all.known.position = base::Position(cut);
    for (const FactSelection& selection : {all, Windowed(all, random)}) {
      CAPTURE(base::FormatIsoDate(selection.from), base::FormatIsoDate(selection.to));
      CHECK(Difference(InWords(FactsOf(*view, selection), *view), FactsIn(expected, selection)) ==
            "");
      CHECK(Difference(InWords(SumsByEntityOf(*view, selection), *view),
                       SumsIn(expected, selection, By::kEntity)) == "");
      if (!schema.cells) continue;
      CHECK(Difference(InWords(SumsOf(*view, selection), *view),
                       SumsIn(expected, selection, By::kDimensions)) == "");
      CHECK(Difference(RolledUp(*view, selection), SumsIn(expected, selection, By::kRollup)) == "");
    }
  }
}

TEST_CASE("facts and sums equal those computed from scratch, at every cut-off tried") {
  const auto seed = static_cast<std::uint64_t>(GENERATE(range(1, 13)));
  CAPTURE(seed);
  ProjectedLedger ledger;
  RandomEvents random(seed);
  Grow(ledger, random, kSteps);
  const auto last = static_cast<std::int64_t>(ledger.last_position());
  REQUIRE(last > kSteps / 3);
  CheckCut(ledger, random, ledger.last_position());
  for (int i = 0; i < 6; ++i) {
    CheckCut(ledger, random, static_cast<std::uint64_t>(random.Number(10, last)));
  }
}

}  // namespace
}  // namespace anchorledger::testing
