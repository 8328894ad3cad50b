// The ledger of the live projection: posting lists, journals and cells.
#pragma once

#include "services/projections/fact_tables.h"
#include "services/projections/fact_writer.h"
#include "services/projections/fold_ledger.h"

namespace anchorledger::projections {

class StoredLedger final : public FoldLedger {
 public:
  struct Parts {
    PostingLists& postings;
    Journals& journals;
    const FactTables& tables;
    const DimensionTable& dimensions;
    FactWriter& writer;
  };
  // All parts must outlive the ledger.
  explicit StoredLedger(Parts parts) : parts_(parts) {}

  base::Status Post(const PostingKey& key, const Posting& posting) override {
    return parts_.postings.Append(key, posting);
  }
  base::Status Write(const Fact& fact, std::int32_t sign, base::Position at) override {
    return parts_.writer.Write(fact, sign, at);
  }
  base::Status EachPosting(const PostingKey& key, const PostingVisitor& visit) override {
    return parts_.postings.Visit(key, visit);
  }
  base::Status EachFact(const TableKey& key, const FactVisitor& visit) override {
    if (parts_.tables.Find(key) == nullptr) return base::Status();
    return parts_.journals.Visit(key, [&](const JournalEntry& entry) {
      visit(base::Date{entry.day}, parts_.dimensions[entry.dimensions],
            base::Position(entry.event));
      return true;
    });
  }
  std::vector<Symbol> AnchorsOf(Symbol tenant, FactKind kind) const override {
    return parts_.tables.AnchorsOf(tenant, kind);
  }

 private:
  const Parts parts_;
};

}  // namespace anchorledger::projections
