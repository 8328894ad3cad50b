// What the fold of events writes, and looks up of what it wrote before.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "proto/base/status.h"
#include "services/projections/fact.h"
#include "services/projections/journal.h"
#include "services/projections/posting_lists.h"

namespace anchorledger::projections {

// The live projection keeps it in rows and cells; a shadow keeps its own on top of those. Belongs
// to the thread that folds.
class FoldLedger {
 public:
  virtual ~FoldLedger() = default;

  // An event lies under a key.
  virtual base::Status Post(const PostingKey& key, const Posting& posting) = 0;
  // A fact came (sign 1) or went (sign -1) when the event at `at` was recorded.
  virtual base::Status Write(const Fact& fact, std::int32_t sign, base::Position at) = 0;

  // Every posting under a key, the oldest first, until the visitor says false.
  using PostingVisitor = std::function<bool(const Posting&)>;
  virtual base::Status EachPosting(const PostingKey& key, const PostingVisitor& visit) = 0;
  // Every fact that a table ever had, also those that went: its day, its dimensions and its event.
  using FactVisitor = std::function<void(base::Date, const Dimensions&, base::Position)>;
  virtual base::Status EachFact(const TableKey& key, const FactVisitor& visit) = 0;
  // The anchors that have a table of the kind.
  virtual std::vector<Symbol> AnchorsOf(Symbol tenant, FactKind kind) const = 0;
};

}  // namespace anchorledger::projections
