// Which suppliers and partners an event is about, for readers who ask for what concerns one.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "proto/base/status.h"
#include "services/projections/posting_lists.h"
#include "services/projections/record_source.h"
#include "services/projections/recorded_event.h"
#include "services/projections/symbols.h"

namespace anchorledger::projections {

// An event is about a thing when it lies in its stream, names it, or lies in a stream whose first
// event names it, each as it was recorded: what is known of it never changes. Belongs to one
// thread.
class ThingKeys {
 public:
  // Both must outlive the keys.
  ThingKeys(const RecordSource& records, SymbolTable& symbols)
      : records_(records), symbols_(symbols) {}

  // The keys of the event, kOfSupplier and kOfPartner, without repetitions; `tenant` is its symbol.
  // Costs a read of the log for an event that does not begin its stream, unless the stream was met
  // a moment ago.
  base::Status KeysOf(const RecordedEvent& event, Symbol tenant, std::vector<PostingKey>& keys);

 private:
  using Keys = std::vector<PostingKey>;

  void AddStream(std::string_view stream, Symbol tenant, Keys& keys) const;
  void AddNamed(const RecordedEvent& event, Symbol tenant, Keys& keys) const;
  // What the first event of a stream names.
  base::StatusOr<const Keys*> OfOpening(const RecordedEvent& event, Symbol tenant);

  const RecordSource& records_;
  SymbolTable& symbols_;
  absl::flat_hash_map<std::string, Keys> openings_;  // by tenant and stream
};

}  // namespace anchorledger::projections
