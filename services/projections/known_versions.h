// What the log said about one thing, and from which position to which it said so.
#pragma once

#include <cstdint>
#include <limits>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "proto/base/strong_id.h"
#include "services/projections/fact.h"

namespace anchorledger::projections {

// The second clock: a statement counts at cut-offs in [born, died). An amendment ends one version
// of an event's statement and begins another one; a void ends it.
template <class T>
struct KnownVersion {
  base::Position event;  // that says so
  base::Position born;
  base::Position died{std::numeric_limits<std::uint64_t>::max()};
  T value;

  bool At(base::Position cut) const { return born <= cut && cut < died; }
};

// All statements about one thing, in the order of recording.
template <class T>
class KnownVersions {
 public:
  void Assert(base::Position event, base::Position born, T value) {
    versions_.push_back(KnownVersion<T>{.event = event, .born = born, .value = std::move(value)});
  }

  // Ends the version that the event is in, if it is in one.
  void Retract(base::Position event, base::Position died) {
    for (KnownVersion<T>& version : versions_) {
      if (version.event == event && version.At(died)) version.died = died;
    }
  }

  // The statements that were known at a position, with what ended them by then.
  KnownVersions AsOf(base::Position at) const {
    KnownVersions known;
    for (const KnownVersion<T>& version : versions_) {
      if (version.born > at) continue;
      known.versions_.push_back(version);
      if (version.died > at) known.versions_.back().died = KnownVersion<T>{}.died;
    }
    return known;
  }

  // Calls visit(const KnownVersion<T>&) for each version that counts at the cut-off.
  template <class Visitor>
  void Each(base::Position cut, Visitor visit) const {
    for (const KnownVersion<T>& version : versions_) {
      if (version.At(cut)) visit(version);
    }
  }

  // What the last event says of those that count; null when none does.
  const T* Last(base::Position cut) const {
    const KnownVersion<T>* found = nullptr;
    Each(cut, [&](const KnownVersion<T>& version) {
      if (found == nullptr || found->event < version.event) found = &version;
    });
    return found == nullptr ? nullptr : &found->value;
  }

 private:
  absl::InlinedVector<KnownVersion<T>, 1> versions_;
};

// Key of a thing inside its tenant.
constexpr std::uint64_t KeyOf(Symbol tenant, Symbol id) {
  return (std::uint64_t{tenant} << 32) | id;
}

}  // namespace anchorledger::projections
