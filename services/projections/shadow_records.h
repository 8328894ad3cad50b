// The log as it would read if the proposed events were appended.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "services/projections/proposed_events.h"
#include "services/projections/record_source.h"
#include "services/projections/symbols.h"

namespace anchorledger::projections {

// Up to the fork what the live log holds, behind it proposed events: the first one at the next
// position. What others have appended behind the fork is not seen. Belongs to one thread.
class ShadowRecords final : public RecordSource {
 public:
  // All must outlive the records.
  ShadowRecords(const storage::EventLog& live, base::Position fork, base::TenantId tenant,
                ProposedEvents& proposed, SymbolTable& symbols)
      : live_(live),
        fork_(fork),
        tenant_(std::move(tenant)),
        proposed_(proposed),
        symbols_(symbols) {}

  // Gives the next proposed event its place. Costs a look-up in the log where its stream may have
  // events already.
  base::StatusOr<storage::Record> TakeNext();
  // How many were taken.
  std::uint64_t taken() const { return revisions_.size(); }

  base::StatusOr<std::vector<storage::Record>> ReadAt(base::Position position) const override;
  base::StatusOr<std::vector<storage::Record>> ReadStream(const base::TenantId& tenant,
                                                          const base::StreamId& stream,
                                                          base::Revision from,
                                                          storage::ReadLimit limit) const override;

 private:
  struct Stream {
    std::uint64_t live_revision = 0;               // the last one up to the fork
    absl::InlinedVector<std::uint32_t, 2> events;  // indexes of proposed ones
  };
  base::StatusOr<std::uint64_t> LiveRevisionOf(const base::StreamId& stream) const;
  base::StatusOr<storage::Record> Read(std::uint64_t index) const;
  storage::Record RecordOf(std::uint64_t index, ProposedEvent event) const;
  // Corrections name proposed events by provisional positions.
  base::Status NamePositions(ProposedEvent& event) const;

  const storage::EventLog& live_;
  const base::Position fork_;
  const base::TenantId tenant_;
  ProposedEvents& proposed_;
  SymbolTable& symbols_;
  absl::flat_hash_map<Symbol, Stream> streams_;
  std::vector<std::uint32_t> revisions_;  // by index
};

}  // namespace anchorledger::projections
