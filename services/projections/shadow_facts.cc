#include "services/projections/shadow_facts.h"

#include <algorithm>

namespace anchorledger::projections {

void ShadowFacts::Write(const Fact& fact, std::int32_t sign) {
  const FactKey key{
      .event = fact.position.value(),
      .day = fact.effective_on.days,
      .rest = {0, dimensions_.Intern(fact.dimensions), fact.entity, fact.entity2, fact.link},
      .measures = fact.measures};
  Table& table = tables_[{
      .tenant = fact.dimensions.tenant, .kind = fact.kind, .anchor = fact.dimensions.anchor}];
  const auto [entry, fresh] = table.try_emplace(key, 0);
  entry->second += sign;
  if (entry->second == 0) table.erase(entry);
}

void ShadowFacts::EachOf(const TableKey& key, const Visitor& visit) const {
  const auto table = tables_.find(key);
  if (table == tables_.end()) return;
  for (const auto& [fact, count] : table->second) {
    visit(FactOf(key.kind, fact, dimensions_), count);
  }
}

void ShadowFacts::EachIn(const FactSelection& selection, const Visitor& visit) const {
  for (const TableKey& key : Tables()) {
    if (key.tenant != selection.tenant || key.kind != selection.kind) continue;
    const bool wanted = selection.anchors.empty() ||
                        std::find(selection.anchors.begin(), selection.anchors.end(), key.anchor) !=
                            selection.anchors.end();
    if (!wanted) continue;
    EachOf(key, [&](const Fact& fact, std::int32_t count) {
      if (selection.from <= fact.effective_on && fact.effective_on <= selection.to) {
        visit(fact, count);
      }
    });
  }
}

std::vector<TableKey> ShadowFacts::Tables() const {
  std::vector<TableKey> keys;
  for (const auto& [key, table] : tables_) keys.push_back(key);
  return keys;
}

}  // namespace anchorledger::projections
