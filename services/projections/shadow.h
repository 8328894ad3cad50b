// What the metrics would be if proposed events were appended: a shadow of the live projection.
#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>

#include "proto/base/status.h"
#include "services/projections/fact_reader.h"
#include "services/projections/fact_view.h"
#include "services/projections/proposed_events.h"
#include "services/projections/shadow_facts.h"
#include "storage/log/event_log.h"

namespace anchorledger::projections {

// Begins as the live projection was at one position, and folds events by the same code. Texts,
// context and corrections are forks that copy what they are asked; facts and postings are kept on
// top. The live projection goes on meanwhile, is never written to, and is held up only while
// something known of one thing is copied.
//
// Cost: as of the follower, and a look into the log for each stream that may have events; about 250
// bytes an event, and what was copied. Belongs to one thread; once Run has ended, views are for
// any, as long as the shadow lives.
class Shadow {
 public:
  // `live` is what the projection of `shared` has published. `log` and `proposed` must outlive the
  // shadow.
  Shadow(std::shared_ptr<const SharedState> shared, Published live, const storage::EventLog& log,
         base::TenantId tenant, ProposedEvents& proposed);
  ~Shadow();
  Shadow(const Shadow&) = delete;
  Shadow& operator=(const Shadow&) = delete;

  // Folds all proposed events. CANCELLED when it is stopped.
  base::Status Run(const std::stop_token& stop);

  // The position of the live projection that the shadow began with.
  base::Position fork() const;
  // The facts at the fork, and as they would be.
  const FactView& before() const;
  const FactView& after() const;
  // By which facts these differ.
  const ShadowFacts& differences() const;

 private:
  struct Fold;
  const std::unique_ptr<Fold> fold_;
};

}  // namespace anchorledger::projections
