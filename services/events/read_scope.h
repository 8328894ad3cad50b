// Which events a principal may see: decided before anything is read.
#pragma once

#include "proto/base/status.h"
#include "services/append/stream_cache.h"
#include "services/security/principal.h"

namespace anchorledger::event::v1 {
class EventHeader;
}  // namespace anchorledger::event::v1

namespace anchorledger::events {

// The narrowing of one call. An event is seen
//   - by its owning side: the organisation that recorded it, and the anchor that it is about;
//   - by data stewards and importers of the network, who repair what others recorded;
//   - from visibility "partners" on, by the parties of its partnership;
//   - from "evaluators" on, by evaluators; at "public", by everybody in the tenant.
// What is not seen is skipped, and cannot be told apart from what is not there. Not for concurrent
// use: answers about parties are remembered for the length of a call.
class ReadScope {
 public:
  // Both must outlive the scope.
  ReadScope(const security::Principal& principal, append::StreamCache& cache)
      : principal_(principal), cache_(cache) {}

  // An error when the partnership could not be read: then nothing is concluded.
  base::StatusOr<bool> MaySee(const event::v1::EventHeader& header);

 private:
  base::StatusOr<bool> IsParty(const std::string& partnership_id);

  const security::Principal& principal_;
  append::StreamCache& cache_;
  std::string last_partnership_;  // of which the answer is known
  bool last_is_party_ = false;
};

}  // namespace anchorledger::events
