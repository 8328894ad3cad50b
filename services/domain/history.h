// The events of one stream as they stand: with amendments applied and voids marked. This is the
// state of every kind of stream; what a kind means is read from it by functions such as
// LoanLedger::Of or PeriodCalendar::Of.
//
// One representation for all kinds has a reason. A correction may touch any field of any event, so
// a state that kept derived values would need a way back for each of them. Here a correction
// replaces one entry by a newly computed one, and the meaning is read anew.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/strong_id.h"
#include "proto/base/time.h"
#include "services/domain/recorded_event.h"

namespace anchorledger::domain {

// The descriptor of T, looked up once: asking the generated class each time costs more than a rule.
template <class T>
const google::protobuf::Descriptor* TypeOfEvent() {
  static const google::protobuf::Descriptor* const kType = T::descriptor();
  return kType;
}

// One event of a stream, as it stands after the corrections applied so far.
struct Entry {
  base::Position position;
  base::Instant recorded_at;
  int type = 0;             // field number in the payload's oneof
  base::Date effective_on;  // in force
  bool voided = false;
  bool amended = false;
  HeaderPtr header;    // in force
  PayloadPtr payload;  // in force; null when erased
  // The one message inside `payload` and its type; null when erased.
  const google::protobuf::Message* event = nullptr;
  const google::protobuf::Descriptor* event_type = nullptr;
  // As recorded; the same pointers as above while the entry is not amended.
  HeaderPtr recorded_header;
  PayloadPtr recorded_payload;

  bool in_force() const { return !voided && event != nullptr; }
  bool is_correction() const;  // an amendment or a void

  // The event as a T, or null when it is of another type.
  template <class T>
  const T* As() const {
    return event_type == TypeOfEvent<T>() ? static_cast<const T*>(event) : nullptr;
  }
};

// Copyable; a copy costs a few pointers an entry, a fork costs nothing. Not safe for concurrent
// writes; any number of threads may read or fork one that nobody changes.
class History {
 public:
  History() = default;

  // A history that continues `base` without copying it. `base` must not change any more.
  static History ForkOf(std::shared_ptr<const History> base);

  // Adds the next event of the stream. Never fails (architecture.md, I4): a correction whose target
  // is not here is kept as an entry and changes nothing.
  void Apply(const RecordedEvent& event);

  // Events applied so far, which is the stream's revision.
  std::size_t size() const { return base_size_ + own_.size(); }
  bool empty() const { return size() == 0; }
  base::Revision revision() const { return base::Revision(size()); }

  // In the order of recording, corrections and voided events included.
  const Entry& at(std::size_t index) const;
  // The entry with this position; null when the stream has none.
  const Entry* Find(base::Position position) const;
  // The first entry in force that is not itself a correction; null when there is none, which is
  // when the thing that the stream is about does not exist.
  const Entry* Opening() const;

  // Entries in force, corrections left out, ordered by effective date, then position.
  std::vector<const Entry*> ByDate() const;

  // Calls visit(const Entry&, const T&) for each entry in force of type T in order of recording.
  template <class T, class Visitor>
  void Each(Visitor visit) const {
    for (std::size_t i = 0; i < size(); ++i) {
      const Entry& entry = at(i);
      if (!entry.in_force()) continue;
      if (const T* event = entry.template As<T>(); event != nullptr) visit(entry, *event);
    }
  }

  // The amendments of the entry at `target` that are in force, in order of recording.
  std::vector<const Entry*> AmendmentsOf(base::Position target) const;

 private:
  std::size_t IndexOf(base::Position position) const;  // size() when there is none
  Entry& Mutable(std::size_t index);
  void Recompute(std::size_t index);
  void ApplyVoid(base::Position target);

  std::shared_ptr<const History> base_;
  std::size_t base_size_ = 0;
  std::map<std::size_t, Entry> replaced_;  // entries of base_ that were corrected here
  std::vector<Entry> own_;
};

}  // namespace anchorledger::domain
