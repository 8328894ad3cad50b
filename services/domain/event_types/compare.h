// Comparisons that several rules make. Internal to the check.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "anchorledger/event/v1/common.pb.h"
#include "proto/base/date.h"
#include "services/domain/event_types/violations.h"

namespace anchorledger::event_types {

// A field with its value, for messages.
struct Named {
  std::string_view field;
  std::int64_t value = 0;
};

// Adds a violation at the part when it is larger than the whole.
inline void CheckAtMost(const Named& part, const Named& whole, const Violations& out) {
  if (part.value <= whole.value) return;
  out.Add(part.field, "is " + std::to_string(part.value) + ", more than " +
                          std::string(whole.field) + ", " + std::to_string(whole.value));
}

// Adds a violation at the later field when both days are set and it comes first.
inline void CheckNotBefore(std::string_view later, bool has_later,
                           const event::v1::Date& later_date, std::string_view earlier,
                           bool has_earlier, const event::v1::Date& earlier_date,
                           const Violations& out) {
  if (!has_later || !has_earlier || later_date.days() >= earlier_date.days()) return;
  out.Add(later, "is " + base::FormatIsoDate(base::Date{later_date.days()}) + ", before " +
                     std::string(earlier) + ", " +
                     base::FormatIsoDate(base::Date{earlier_date.days()}));
}

}  // namespace anchorledger::event_types
