#include "services/domain/event_types/list_order.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <string>
#include <tuple>

#include "anchorledger/event/v1/common.pb.h"
#include "anchorledger/event/v1/corrections.pb.h"
#include "anchorledger/event/v1/investing.pb.h"
#include "anchorledger/event/v1/registry.pb.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool IsKeyInOrder(const Message& a, const Message& b) {
  const auto* type = a.GetDescriptor();
  if (type == pb::GeoRef::descriptor()) {
    const auto& x = static_cast<const pb::GeoRef&>(a);
    const auto& y = static_cast<const pb::GeoRef&>(b);
    if (x.scheme() != y.scheme()) return x.scheme() < y.scheme();
    return x.code() < y.code();
  }
  if (type == pb::CodeCount::descriptor()) {
    return static_cast<const pb::CodeCount&>(a).code() <
           static_cast<const pb::CodeCount&>(b).code();
  }
  if (type == pb::ReferenceEntry::descriptor()) {
    const auto& x = static_cast<const pb::ReferenceEntry&>(a);
    const auto& y = static_cast<const pb::ReferenceEntry&>(b);
    return std::tie(x.key(), x.variant()) < std::tie(y.key(), y.variant());
  }
  if (type == pb::Instalment::descriptor()) {
    return static_cast<const pb::Instalment&>(a).due_on().days() <
           static_cast<const pb::Instalment&>(b).due_on().days();
  }
  if (type == pb::FieldChange::descriptor()) {
    return static_cast<const pb::FieldChange&>(a).path() <
           static_cast<const pb::FieldChange&>(b).path();
  }
  return true;
}

}  // namespace

bool IsInOrder(const Message& message, const FieldDescriptor& field, int index) {
  const auto* reflection = message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_UINT64:
      return reflection->GetRepeatedUInt64(message, &field, index - 1) <
             reflection->GetRepeatedUInt64(message, &field, index);
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection->GetRepeatedEnumValue(message, &field, index - 1) <
             reflection->GetRepeatedEnumValue(message, &field, index);
    case FieldDescriptor::CPPTYPE_STRING: {
      std::string a;
      std::string b;
      return reflection->GetRepeatedStringReference(message, &field, index - 1, &a) <
             reflection->GetRepeatedStringReference(message, &field, index, &b);
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return IsKeyInOrder(reflection->GetRepeatedMessage(message, &field, index - 1),
                          reflection->GetRepeatedMessage(message, &field, index));
    default:
      return true;
  }
}

}  // namespace anchorledger::event_types
