#include "tests/support/projections/fact_words.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace anchorledger::testing {

using projections::Fact;
using projections::FactSelection;
using projections::FactView;
using projections::Symbol;

void Grow(ProjectedLedger& ledger, RandomEvents& random, int steps) {
  for (int i = 0; i < steps; ++i) {
    const std::vector<Draft> drafts = random.Next(ledger.last_position());
    if (ledger.TryRecord(drafts).ok()) random.Accepted(drafts.back(), ledger.last_position());
    if (random.Number(1, 10) == 1) ledger.NextDay();
  }
}

std::vector<std::string> AddedUp(const std::vector<Fact>& facts,
                                 const std::function<std::string_view(Symbol)>& text) {
  std::map<std::string, Fact> sums;
  for (const Fact& fact : facts) {
    Fact group = fact;
    group.measures = {};
    Fact& sum = sums.try_emplace(InWords(group, text), group).first->second;
    for (std::size_t i = 0; i < projections::kMeasuresMax; ++i) {
      sum.measures[i] += fact.measures[i];
    }
  }
  std::vector<std::string> words;
  for (const auto& [group, sum] : sums) {
    if (sum.measures != projections::Measures{}) words.push_back(InWords(sum, text));
  }
  std::sort(words.begin(), words.end());
  return words;
}

std::vector<std::string> RolledUp(const FactView& view, FactSelection selection) {
  selection.rolled_up = true;
  return AddedUp(SumsOf(view, selection), [&](Symbol symbol) { return view.Text(symbol); });
}

FactSelection Windowed(FactSelection selection, RandomEvents& random) {
  selection.from = Day(random.Day());
  selection.to = Day(random.Day());
  if (selection.to < selection.from) std::swap(selection.from, selection.to);
  return selection;
}

std::string Difference(const std::vector<std::string>& projected,
                       const std::vector<std::string>& expected) {
  std::vector<std::string> lines;
  std::string text;
  std::set_difference(projected.begin(), projected.end(), expected.begin(), expected.end(),
                      std::back_inserter(lines));
  for (const std::string& line : lines) text += "\nonly projected: " + line;
  lines.clear();
  std::set_difference(expected.begin(), expected.end(), projected.begin(), projected.end(),
                      std::back_inserter(lines));
  for (const std::string& line : lines) text += "\nonly expected: " + line;
  return text;
}

}  // namespace anchorledger::testing
