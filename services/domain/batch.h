// The check of one request: every event against the world as the events before it leave it.
//
//   Batch batch(world);
//   for (event : request) AL_ASSIGN_OR_RETURN(Verdict verdict, batch.Add(event));
//   AL_RETURN_IF_ERROR(batch.Finish());
//
// Nothing is written. When the append succeeds the caller applies the recorded events to whatever
// histories it keeps (History::Apply).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "proto/base/status.h"
#include "services/domain/recorded_event.h"
#include "services/domain/world.h"

namespace anchorledger::domain {

// What was found out about an accepted event.
struct Verdict {
  // The event lies in a closed period; goes into the header's `late`.
  bool late = false;
  // What a reviewer should look at although the event is accepted; whole sentences.
  std::vector<std::string> notices;
};

class BatchView;

// One use: Add in order, then Finish once. After an error the batch must be dropped.
class Batch {
 public:
  // `world` must outlive the batch.
  explicit Batch(World& world);
  ~Batch();
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;

  // Accepts the event, or says why not: reason, message with the value seen, the value wanted and
  // what to do, and metadata (`rule`, `field`, `events` in the way, `event_index` from 0). Rules
  // over the whole of a stream that a correction of this batch touches wait until Finish, because
  // the rest of the batch may repair what the correction breaks.
  base::StatusOr<Verdict> Add(const ProposedEvent& event);

  // Checks what had to wait. Refused with the same kinds of errors.
  base::Status Finish();

 private:
  std::unique_ptr<BatchView> view_;
};

// Whether the event is sound by itself and by what it names: Add without the rules of roles, of its
// stream and of periods. For an event that is not recorded, because its thing is known already.
base::Status CheckAlone(const ProposedEvent& event, World& world);

// A batch of one event.
base::StatusOr<Verdict> Check(const ProposedEvent& event, World& world);

}  // namespace anchorledger::domain
