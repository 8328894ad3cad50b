// The ledger of a shadow: its own postings and facts on top of those of the live projection.
#pragma once

#include <memory>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/projections/fact_reader.h"
#include "services/projections/fold_ledger.h"
#include "services/projections/shadow_facts.h"

namespace anchorledger::projections {

// Writes nothing into the live projection, and reads of it only what was there at the fork. Keeps
// the postings that lead to dependants; nobody lists the events of a shadow. Belongs to one thread.
class ShadowLedger final : public FoldLedger {
 public:
  ShadowLedger(std::shared_ptr<const SharedState> shared, Published live)
      : shared_(std::move(shared)), live_(std::move(live)) {}

  const ShadowFacts& facts() const { return facts_; }

  base::Status Post(const PostingKey& key, const Posting& posting) override;
  base::Status Write(const Fact& fact, std::int32_t sign, base::Position at) override;
  base::Status EachPosting(const PostingKey& key, const PostingVisitor& visit) override;
  base::Status EachFact(const TableKey& key, const FactVisitor& visit) override;
  std::vector<Symbol> AnchorsOf(Symbol tenant, FactKind kind) const override;

 private:
  const std::shared_ptr<const SharedState> shared_;
  const Published live_;
  absl::flat_hash_map<PostingKey, std::vector<Posting>> postings_;
  ShadowFacts facts_;
};

}  // namespace anchorledger::projections
