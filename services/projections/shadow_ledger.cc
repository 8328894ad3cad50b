#include "services/projections/shadow_ledger.h"

#include <algorithm>
#include <limits>

#include "services/projections/journal_reader.h"
#include "services/projections/posting_cursor.h"

namespace anchorledger::projections {
namespace {

constexpr base::Period kAllDays{base::Date{std::numeric_limits<std::int32_t>::min()},
                                base::Date{std::numeric_limits<std::int32_t>::max()}};

// Whether events are looked for under this key when another event affects them.
bool LeadsToDependants(PostingKind kind) {
  return kind == PostingKind::kPartnership || kind == PostingKind::kSupplier ||
         kind == PostingKind::kOrganisation;
}

}  // namespace

base::Status ShadowLedger::Post(const PostingKey& key, const Posting& posting) {
  if (LeadsToDependants(key.kind)) postings_[key].push_back(posting);
  return base::Status();
}

base::Status ShadowLedger::Write(const Fact& fact, std::int32_t sign, base::Position) {
  facts_.Write(fact, sign);
  return base::Status();
}

base::Status ShadowLedger::EachPosting(const PostingKey& key, const PostingVisitor& visit) {
  PostingCursor cursor(*shared_->rows, key, storage::Direction::kForward, live_.position,
                       PostingCursor::Hidden::kInclude);
  AL_RETURN_IF_ERROR(cursor.Seek(base::Position(1)));
  while (cursor.current() != nullptr) {
    if (!visit(*cursor.current())) return base::Status();
    AL_RETURN_IF_ERROR(cursor.Advance());
  }
  const auto own = postings_.find(key);
  if (own == postings_.end()) return base::Status();
  for (const Posting& posting : own->second) {
    if (!visit(posting)) break;
  }
  return base::Status();
}

base::Status ShadowLedger::EachFact(const TableKey& key, const FactVisitor& visit) {
  const FactTable* table = live_.tables.Find(key);
  if (table != nullptr) {
    AL_RETURN_IF_ERROR(
        VisitEntries(*shared_->rows, key, *table, {kAllDays, base::Position(), live_.position},
                     [&](const JournalEntry& entry) {
                       visit(base::Date{entry.day}, shared_->dimensions[entry.dimensions],
                             base::Position(entry.event));
                     }));
  }
  facts_.EachOf(key, [&](const Fact& fact, std::int32_t) {
    visit(fact.effective_on, fact.dimensions, fact.position);
  });
  return base::Status();
}

std::vector<Symbol> ShadowLedger::AnchorsOf(Symbol tenant, FactKind kind) const {
  std::vector<Symbol> anchors = live_.tables.AnchorsOf(tenant, kind);
  for (const TableKey& key : facts_.Tables()) {
    if (key.tenant == tenant && key.kind == kind) anchors.push_back(key.anchor);
  }
  std::sort(anchors.begin(), anchors.end());
  anchors.erase(std::unique(anchors.begin(), anchors.end()), anchors.end());
  return anchors;
}

}  // namespace anchorledger::projections
