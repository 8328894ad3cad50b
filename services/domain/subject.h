// The event that a rule looks at: one that is proposed, or an earlier one as an amendment would
// leave it. The same rules hold for both.
#pragma once

#include "proto/base/date.h"
#include "proto/base/strong_id.h"
#include "services/domain/history.h"
#include "services/domain/recorded_event.h"

namespace anchorledger::domain {

struct Subject {
  const base::StreamId& stream;
  base::Position position;  // its own; provisional while it is proposed
  int type = 0;
  base::Date effective_on;
  const event::v1::EventHeader& header;
  const google::protobuf::Message& event;
  const google::protobuf::Descriptor* event_type;  // of `event`

  // The event as a T, or null when it is of another type.
  template <class T>
  const T* As() const {
    return event_type == TypeOfEvent<T>() ? static_cast<const T*>(&event) : nullptr;
  }
};

}  // namespace anchorledger::domain
