// The contract itself: what every event type and every field has to say about itself.
#include <google/protobuf/descriptor.h>

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "anchorledger/event/v1/rules.pb.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/event_types/field_table.h"
#include "tests/support/events/sample_events.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

// The message type that a kind stands for; empty = a scalar, or any message for a group.
std::string_view MessageOfKind(pb::FieldKind kind) {
  switch (kind) {
    case pb::FIELD_KIND_DATE:
      return "Date";
    case pb::FIELD_KIND_PERIOD:
      return "Period";
    case pb::FIELD_KIND_GEO:
      return "GeoRef";
    case pb::FIELD_KIND_MONEY:
    case pb::FIELD_KIND_MONEY_SIGNED:
      return "Money";
    case pb::FIELD_KIND_CODE_COUNTS:
      return "CodeCount";
    default:
      return "";
  }
}

bool IsTextKind(pb::FieldKind kind) {
  switch (kind) {
    case pb::FIELD_KIND_ID:
    case pb::FIELD_KIND_NAME:
    case pb::FIELD_KIND_TEXT:
    case pb::FIELD_KIND_CODE:
    case pb::FIELD_KIND_REFERENCE:
    case pb::FIELD_KIND_CURRENCY:
    case pb::FIELD_KIND_TIME_ZONE:
    case pb::FIELD_KIND_SHA256:
    case pb::FIELD_KIND_JSON:
    case pb::FIELD_KIND_FIELD_PATH:
    case pb::FIELD_KIND_LABEL:
      return true;
    default:
      return false;
  }
}

bool FitsType(const FieldDescriptor& field, pb::FieldKind kind) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return IsTextKind(kind) &&
             (field.type() == FieldDescriptor::TYPE_BYTES) == (kind == pb::FIELD_KIND_SHA256);
    case FieldDescriptor::CPPTYPE_BOOL:
      return kind == pb::FIELD_KIND_FLAG;
    case FieldDescriptor::CPPTYPE_ENUM:
      return kind == pb::FIELD_KIND_ENUM;
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return kind == pb::FIELD_KIND_GROUP || MessageOfKind(kind) == field.message_type()->name();
    case FieldDescriptor::CPPTYPE_UINT64:
      return kind == pb::FIELD_KIND_POSITION;
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT32:
      return kind == pb::FIELD_KIND_COUNT || kind == pb::FIELD_KIND_BASIS_POINTS ||
             kind == pb::FIELD_KIND_HUNDREDTHS || kind == pb::FIELD_KIND_INTEGER ||
             kind == pb::FIELD_KIND_WAGE_MINOR_PER_HOUR || kind == pb::FIELD_KIND_EVENT_TYPE;
    default:
      return false;
  }
}

void CheckFieldsOf(const Descriptor& message, std::set<const Descriptor*>& seen) {
  if (!seen.insert(&message).second) return;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    const pb::FieldRule& rule = RuleOf(field);
    INFO(field.full_name());
    CHECK(rule.kind() != pb::FIELD_KIND_UNSPECIFIED);
    CHECK(FitsType(field, rule.kind()));
    const bool number = field.cpp_type() != FieldDescriptor::CPPTYPE_STRING &&
                        field.cpp_type() != FieldDescriptor::CPPTYPE_ENUM &&
                        field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE;
    // Else a caller who forgets a required number would have reported 0.
    const bool of_event = RuleOf(field).kind() != pb::FIELD_KIND_EVENT_TYPE &&
                          message.options().HasExtension(pb::event_rule);
    if (number && of_event && !field.is_repeated()) CHECK(field.has_presence());
    if (rule.has_min() && rule.has_max()) CHECK(rule.min() <= rule.max());
    if (field.message_type() != nullptr) CheckFieldsOf(*field.message_type(), seen);
  }
}

TEST_CASE("every field of every event and of the header says what it holds") {
  std::set<const Descriptor*> seen;
  CheckFieldsOf(*pb::EventHeader::descriptor(), seen);
  for (const EventType& type : AllEventTypes()) CheckFieldsOf(*type.descriptor, seen);
  CHECK(seen.size() > 60);
}

TEST_CASE("every event type says how it is treated") {
  for (const EventType& type : AllEventTypes()) {
    INFO(std::string(type.name));
    const pb::EventRule& rule = *type.rule;
    CHECK(type.descriptor->options().HasExtension(pb::event_rule));
    CHECK(!rule.title().empty());
    CHECK(rule.strategy() != pb::STRATEGY_UNSPECIFIED);
    CHECK(!rule.stream().empty());
    CHECK(rule.accumulation() != pb::ACCUMULATION_UNSPECIFIED);
    CHECK(rule.roles_size() > 0);
    CHECK(rule.partnership() != pb::PRESENCE_UNSPECIFIED);
    CHECK(rule.anchor() != pb::PRESENCE_UNSPECIFIED);
    CHECK(rule.schema_version() >= 1);
  }
}

TEST_CASE("the fixed fields of a type are those that name its stream") {
  for (const EventType& type : AllEventTypes()) {
    const std::string& stream = type.rule->stream();
    for (std::size_t open = stream.find('{'); open != std::string::npos;
         open = stream.find('{', open + 1)) {
      const std::string name = stream.substr(open + 1, stream.find('}', open) - open - 1);
      const FieldDescriptor* field = type.descriptor->FindFieldByName(name);
      INFO(std::string(type.name) << "." << name);
      if (field != nullptr) CHECK(RuleOf(*field).not_amendable());
    }
  }
}

TEST_CASE("types are found by number and by name, and nothing else is") {
  CHECK(AllEventTypes().size() == 53);
  for (const EventType& type : AllEventTypes()) {
    CHECK(FindEventType(type.number) == &type);
    CHECK(FindEventTypeByName(type.name) == &type);
  }
  CHECK(FindEventType(806)->name == "PurchaseRecorded");
  CHECK(FindEventType(806)->field_name == "purchase_recorded");
  const int number = GENERATE(-1, 0, 1, 103, 902, 1210, 1214, 1 << 30);
  CHECK(FindEventType(number) == nullptr);
  CHECK(FindEventTypeByName("purchase_recorded") == nullptr);
}

TEST_CASE("strategy and home phase follow from the group of the type") {
  CHECK(StrategyOf(pb::EventPayload::kHireRecorded) == pb::STRATEGY_HIRING);
  CHECK(StrategyOf(pb::EventPayload::kSupplierCreditRecorded) == pb::STRATEGY_PURCHASING);
  CHECK(StrategyOf(pb::EventPayload::kCoInvestmentReported) == pb::STRATEGY_INVESTING);
  CHECK(StrategyOf(pb::EventPayload::kJobsReported) == pb::STRATEGY_CROSS);
  CHECK(StrategyOf(9999) == pb::STRATEGY_UNSPECIFIED);
  for (const EventType& type : AllEventTypes()) {
    INFO(std::string(type.name));
    const int group = type.number / 100;
    const bool implementation = group >= 6 && group <= 10;
    const pb::Phase wanted = implementation ? pb::PHASE_IMPLEMENTATION
                             : group == 11  ? pb::PHASE_EVALUATION
                                            : pb::PHASE_UNSPECIFIED;
    CHECK(HomePhaseOf(type.number) == wanted);
  }
}

TEST_CASE("enum values have the words of the domain") {
  const auto* classes = pb::SupplierClass_descriptor();
  CHECK(WordOf(*classes->FindValueByNumber(pb::SUPPLIER_CLASS_WORKER_OWNED)) == "worker_owned");
  CHECK(WordOf(*classes->FindValueByNumber(pb::SUPPLIER_CLASS_8A)) == "8a");
  CHECK(FindWord(*classes, "8a")->number() == pb::SUPPLIER_CLASS_8A);
  CHECK(FindWord(*classes, "unspecified") == nullptr);
  CHECK(FindWord(*classes, "8A") == nullptr);
  const auto* stages = pb::CoInvestmentStage_descriptor();
  CHECK(FindWord(*stages, "closed")->number() == pb::CO_INVESTMENT_STAGE_CLOSED);
}

TEST_CASE("every word of a stored enum is found again") {
  std::set<const Descriptor*> seen;
  for (const EventType& type : AllEventTypes()) {
    for (const CompiledField& field : EventTable(type.number)->fields) {
      const auto* values = field.field->enum_type();
      if (values == nullptr) continue;
      CHECK(values->value(0)->number() == 0);
      CHECK(WordOf(*values->value(0)) == "unspecified");
      for (int i = 1; i < values->value_count(); ++i) {
        CHECK(FindWord(*values, WordOf(*values->value(i))) == values->value(i));
      }
    }
  }
}

}  // namespace
}  // namespace anchorledger::event_types
