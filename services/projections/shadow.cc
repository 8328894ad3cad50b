#include "services/projections/shadow.h"

#include <utility>
#include <vector>

#include "services/projections/event_folder.h"
#include "services/projections/shadow_ledger.h"
#include "services/projections/shadow_records.h"
#include "services/projections/shadow_view.h"

namespace anchorledger::projections {
namespace {

// Decoded together, and looked at between stops.
constexpr std::uint64_t kChunkEvents = 256;

}  // namespace

struct Shadow::Fold {
  Fold(std::shared_ptr<const SharedState> shared_state, Published published,
       const storage::EventLog& log, base::TenantId tenant, ProposedEvents& events)
      : shared(std::move(shared_state)),
        fork(published.position),
        proposed(events),
        symbols(&shared->symbols),
        records(log, fork, std::move(tenant), proposed, symbols),
        keeper(context, desk, symbols, nullptr),
        in_force(records, context.corrections, symbols),
        ledger(shared, published),
        affected({context, in_force, ledger, symbols}),
        folder({symbols, context, keeper, in_force, affected, ledger, nullptr}),
        before(std::make_shared<FactReader>(shared, std::move(published))),
        after(before, fork.Plus(proposed.size()), ledger.facts(), symbols, desk) {
    context.ForkFrom(shared->context, fork);
    desk.CopyFrom(shared->desk, fork);
  }

  const std::shared_ptr<const SharedState> shared;
  const base::Position fork;
  ProposedEvents& proposed;
  SymbolTable symbols;
  ReferenceDesk desk;
  Context context;
  ShadowRecords records;
  ContextKeeper keeper;
  InForce in_force;
  ShadowLedger ledger;
  AffectedEvents affected;
  EventFolder folder;
  const std::shared_ptr<const FactView> before;
  const ShadowView after;
};

Shadow::Shadow(std::shared_ptr<const SharedState> shared, Published live,
               const storage::EventLog& log, base::TenantId tenant, ProposedEvents& proposed)
    : fold_(std::make_unique<Fold>(std::move(shared), std::move(live), log, std::move(tenant),
                                   proposed)) {}

Shadow::~Shadow() = default;

base::Status Shadow::Run(const std::stop_token& stop) {
  while (fold_->records.taken() < fold_->proposed.size()) {
    if (stop.stop_requested()) {
      return base::MakeError(base::ErrorReason::kCancelled, "the shadow was stopped");
    }
    std::vector<storage::Record> records;
    while (records.size() < kChunkEvents && fold_->records.taken() < fold_->proposed.size()) {
      AL_ASSIGN_OR_RETURN(storage::Record record, fold_->records.TakeNext());
      records.push_back(std::move(record));
    }
    AL_ASSIGN_OR_RETURN(const auto chunk, EventChunk::Decode(std::move(records), AllPayloads));
    for (const RecordedEvent& event : chunk->events()) {
      AL_RETURN_IF_ERROR(fold_->folder.Fold(event));
    }
  }
  return base::Status();
}

base::Position Shadow::fork() const { return fold_->fork; }

const FactView& Shadow::before() const { return *fold_->before; }

const FactView& Shadow::after() const { return fold_->after; }

const ShadowFacts& Shadow::differences() const { return fold_->ledger.facts(); }

}  // namespace anchorledger::projections
