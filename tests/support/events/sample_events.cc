#include "tests/support/events/sample_events.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <algorithm>
#include <string>

#include "anchorledger/event/v1/rules.pb.h"
#include "proto/base/check.h"
#include "proto/base/hash.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "tests/support/events/sample_repairs.h"

namespace anchorledger::testing {

const base::Date kSampleToday = {19905};

namespace {

namespace pb = ::anchorledger::event::v1;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::int32_t kFirstDay = 19783;  // 2024-03-01
constexpr std::int32_t kLastDay = 19904;   // 2024-06-30

void Fill(Message& message);

// Falls from field to field, so that a whole, which stands before its parts, is the larger one.
std::int64_t SampleNumber(const FieldDescriptor& field, const pb::FieldRule& rule) {
  std::int64_t number = 1000 - 10 * field.number();
  if (rule.kind() == pb::FIELD_KIND_EVENT_TYPE) return 806;
  if (rule.has_max()) number = std::min(number, rule.max());
  return rule.has_min() ? std::max(number, rule.min()) : number;
}

std::string SampleText(const FieldDescriptor& field, const pb::FieldRule& rule) {
  if (rule.digits() != 0) return std::string("123456789").substr(0, rule.digits());
  switch (rule.kind()) {
    case pb::FIELD_KIND_NAME:
    case pb::FIELD_KIND_TEXT:
      return "Sample " + field.name();
    case pb::FIELD_KIND_CURRENCY:
      return "USD";
    case pb::FIELD_KIND_TIME_ZONE:
      return "America/New_York";
    case pb::FIELD_KIND_JSON:
      return R"("sample")";
    case pb::FIELD_KIND_SHA256: {
      const base::Sha256Digest digest = base::Sha256(field.name());
      return std::string(base::AsBytes(digest));
    }
    default:
      return field.name() + "-1";
  }
}

void FillMessage(const FieldDescriptor& field, pb::FieldKind kind, Message& value) {
  switch (kind) {
    case pb::FIELD_KIND_DATE:
      static_cast<pb::Date&>(value).set_days(kLastDay);
      return;
    case pb::FIELD_KIND_PERIOD:
      static_cast<pb::Period&>(value).mutable_from()->set_days(kFirstDay);
      static_cast<pb::Period&>(value).mutable_to()->set_days(kLastDay);
      return;
    case pb::FIELD_KIND_MONEY:
    case pb::FIELD_KIND_MONEY_SIGNED:
      static_cast<pb::Money&>(value).set_minor(1'000'000 - 1'000 * field.number());
      static_cast<pb::Money&>(value).set_currency("USD");
      return;
    case pb::FIELD_KIND_GEO:
      static_cast<pb::GeoRef&>(value).set_scheme(pb::GEO_SCHEME_ZCTA5);
      static_cast<pb::GeoRef&>(value).set_code("02119");
      return;
    default:
      Fill(value);
  }
}

void SetSingle(Message& message, const FieldDescriptor& field, const pb::FieldRule& rule) {
  const auto* reflection = message.GetReflection();
  const std::int64_t number = SampleNumber(field, rule);
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection->SetInt32(&message, &field, static_cast<std::int32_t>(number));
    case FieldDescriptor::CPPTYPE_INT64:
      return reflection->SetInt64(&message, &field, number);
    case FieldDescriptor::CPPTYPE_UINT32:
      return reflection->SetUInt32(&message, &field, static_cast<std::uint32_t>(number));
    case FieldDescriptor::CPPTYPE_UINT64:
      return reflection->SetUInt64(&message, &field, static_cast<std::uint64_t>(number));
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection->SetBool(&message, &field, true);
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection->SetEnumValue(&message, &field, field.enum_type()->value(1)->number());
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection->SetString(&message, &field, SampleText(field, rule));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return FillMessage(field, rule.kind(), *reflection->MutableMessage(&message, &field));
    default:
      AL_CHECK(false);  // the contract has no floating point
  }
}

// One entry, which is in order.
void AddOne(Message& message, const FieldDescriptor& field, const pb::FieldRule& rule) {
  const auto* reflection = message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_UINT64:
      return reflection->AddUInt64(&message, &field, 7);
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection->AddEnumValue(&message, &field, field.enum_type()->value(1)->number());
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection->AddString(&message, &field, SampleText(field, rule));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return FillMessage(field, rule.kind(), *reflection->AddMessage(&message, &field));
    default:
      AL_CHECK(false);  // the contract has no lists of other types
  }
}

void Fill(Message& message) {
  const Descriptor& descriptor = *message.GetDescriptor();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const FieldDescriptor& field = *descriptor.field(i);
    const auto* oneof = field.real_containing_oneof();
    if (oneof != nullptr && message.GetReflection()->HasOneof(message, oneof)) continue;
    const pb::FieldRule& rule = event_types::RuleOf(field);
    if (field.is_repeated()) {
      AddOne(message, field, rule);
    } else {
      SetSingle(message, field, rule);
    }
  }
}

}  // namespace

pb::EventPayload SamplePayload(int type) {
  const event_types::EventType* found = event_types::FindEventType(type);
  AL_CHECK(found != nullptr);
  pb::EventPayload payload;
  Fill(*payload.GetReflection()->MutableMessage(&payload, found->payload_field));
  Repair(payload);
  return payload;
}

pb::EventHeader SampleHeader(const pb::EventPayload& payload) {
  const event_types::EventType* type = event_types::TypeOf(payload);
  AL_CHECK(type != nullptr);
  pb::EventHeader header;
  Fill(header);
  header.clear_effective_on();
  header.set_partnership_id("partnership_id-1");
  if (type->rule->partnership() == pb::PRESENCE_FORBIDDEN) header.clear_partnership_id();
  if (type->rule->anchor() == pb::PRESENCE_FORBIDDEN) header.clear_anchor_id();
  if (payload.has_housing_units_reported()) header.set_basis(pb::BASIS_PROJECTED);
  event_types::CompleteHeader(payload, kSampleToday, header);
  if (!header.has_effective_on()) header.mutable_effective_on()->set_days(kLastDay);
  return header;
}

}  // namespace anchorledger::testing
