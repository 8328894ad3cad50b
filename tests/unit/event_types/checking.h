// What the tests of the check share: events under check and questions about the findings.
#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "services/domain/event_types/check_fields.h"
#include "services/domain/event_types/event_type.h"
#include "tests/support/events/sample_events.h"

namespace anchorledger::event_types {

// A sample event that a test changes before it is checked.
struct Checked {
  explicit Checked(int type)
      : payload(testing::SamplePayload(type)), header(testing::SampleHeader(payload)) {}

  std::vector<base::FieldViolation> Violations() const {
    return CheckFields(header, payload, {.prefix = "e", .today = testing::kSampleToday});
  }

  google::protobuf::Message& event() { return *MutableEventOf(payload); }

  event::v1::EventPayload payload;
  event::v1::EventHeader header;
};

inline std::string Listed(const std::vector<base::FieldViolation>& violations) {
  std::string text;
  for (const base::FieldViolation& violation : violations) {
    text += violation.field + ": " + violation.description + "\n";
  }
  return text;
}

// Whether the field was found at fault for this reason.
inline bool Has(const std::vector<base::FieldViolation>& violations, std::string_view field,
                base::ErrorReason reason = base::ErrorReason::kFieldInvalid) {
  for (const base::FieldViolation& violation : violations) {
    if (violation.field == field && violation.reason == reason) return true;
  }
  return false;
}

// A field of an event, with the message that holds it.
struct Place {
  google::protobuf::Message* holder;
  const google::protobuf::FieldDescriptor* field;
  std::string path;  // below the event
};

// Visits each field of the message that is set, and those inside it (of lists: the first entry).
inline void VisitFields(google::protobuf::Message& message, const std::string& path,
                        const std::function<void(const Place&)>& visit) {
  const auto* reflection = message.GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const auto* field : fields) {
    const std::string here = path.empty() ? field->name() : path + "." + field->name();
    visit({&message, field, here});
    if (field->message_type() == nullptr) continue;
    google::protobuf::Message* inner = field->is_repeated()
                                           ? reflection->MutableRepeatedMessage(&message, field, 0)
                                           : reflection->MutableMessage(&message, field);
    VisitFields(*inner, field->is_repeated() ? here + "[0]" : here, visit);
  }
}

// Visits the fields of a fresh sample of each type, one after the other: `visit` may break the
// sample. Gets the path with its prefix, as violations name it.
inline void ForEachField(const std::function<void(Checked&, const Place&)>& visit) {
  for (const EventType& type : AllEventTypes()) {
    Checked counted(type.number);
    std::size_t fields = 0;
    VisitFields(counted.event(), "", [&](const Place&) { ++fields; });
    for (std::size_t wanted = 0; wanted < fields; ++wanted) {
      Checked checked(type.number);
      std::vector<Place> places;
      VisitFields(checked.event(), "", [&](const Place& place) { places.push_back(place); });
      places[wanted].path = "e." + std::string(type.field_name) + "." + places[wanted].path;
      visit(checked, places[wanted]);
    }
  }
}

// A change to the valid sample of a type, and the field that is then at fault; "" = none.
struct Row {
  const char* what;
  std::function<void(Checked&)> change;
  const char* field;  // below the event
};

// Makes each change to a fresh sample and looks for the fault.
inline void CheckRows(int type, const std::vector<Row>& rows) {
  const std::string event = "e." + std::string(FindEventType(type)->field_name) + ".";
  for (const Row& row : rows) {
    Checked checked(type);
    row.change(checked);
    const auto violations = checked.Violations();
    INFO(FindEventType(type)->name.data() << ": " << row.what << "\n" << Listed(violations));
    if (*row.field == '\0') {
      CHECK(violations.empty());
      continue;
    }
    CHECK((Has(violations, event + row.field) ||
           Has(violations, event + row.field, base::ErrorReason::kFieldMissing)));
  }
}

}  // namespace anchorledger::event_types
