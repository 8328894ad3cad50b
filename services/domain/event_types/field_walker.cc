#include "services/domain/event_types/field_walker.h"

#include "anchorledger/event/v1/common.pb.h"
#include "services/domain/event_types/field_values.h"
#include "services/domain/event_types/list_order.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

}  // namespace

void FieldWalker::Walk(const Message& message, const FieldTable& table, const Violations& out) {
  const Source source{message, *table.reflection};
  if (!source.reflection.GetUnknownFields(message).empty()) {
    out.Add("", "has fields this server does not know", base::ErrorReason::kFieldUnknown);
  }
  for (const CompiledField& field : table.fields) CheckField(source, field, out);
}

void FieldWalker::CheckField(const Source& source, const CompiledField& field,
                             const Violations& out) {
  const PathStep at{&out.step(), field.field->name()};
  if (field.repeated) {
    CheckList(source, field, at, out.Below(at));
    return;
  }
  if (field.plain_text) {
    const std::string& text =
        source.reflection.GetStringReference(source.message, field.field, &scratch_);
    if (!text.empty()) {
      CheckText(field, text, out.Below(at));
    } else if (field.required) {
      out.Below(at).AddMissing("", "is missing");
    }
    return;
  }
  if (!field.always_present && !source.reflection.HasField(source.message, field.field)) {
    if (field.required) out.Below(at).AddMissing("", "is missing");
    return;
  }
  CheckSingle(source, field, out.Below(at));
}

void FieldWalker::CheckSingle(const Source& source, const CompiledField& field,
                              const Violations& out) {
  const auto& [message, reflection] = source;
  switch (field.cpp_type) {
    case FieldDescriptor::CPPTYPE_INT32:
      CheckInteger(field, reflection.GetInt32(message, field.field), out);
      return;
    case FieldDescriptor::CPPTYPE_INT64:
      CheckInteger(field, reflection.GetInt64(message, field.field), out);
      return;
    case FieldDescriptor::CPPTYPE_UINT32:
      CheckUnsigned(field, reflection.GetUInt32(message, field.field), out);
      return;
    case FieldDescriptor::CPPTYPE_UINT64:
      CheckUnsigned(field, reflection.GetUInt64(message, field.field), out);
      return;
    case FieldDescriptor::CPPTYPE_ENUM:
      CheckEnum(field, reflection.GetEnumValue(message, field.field), out);
      return;
    case FieldDescriptor::CPPTYPE_STRING:
      CheckText(field, reflection.GetStringReference(message, field.field, &scratch_), out);
      return;
    case FieldDescriptor::CPPTYPE_MESSAGE:
      CheckMessage(reflection.GetMessage(message, field.field), field, out);
      return;
    default:  // flags are right whatever they say; the contract has no floating point
      return;
  }
}

void FieldWalker::CheckList(const Source& source, const CompiledField& field, const PathStep& at,
                            const Violations& out) {
  const int size = source.reflection.FieldSize(source.message, field.field);
  if (size == 0) {
    if (field.required) out.AddMissing("", "is empty");
    return;
  }
  if (static_cast<std::size_t>(size) > field.items_max) {
    out.Add("", "has " + std::to_string(size) + " entries; at most " +
                    std::to_string(field.items_max) + " are allowed");
    return;
  }
  const bool ordered = field.sorted_unique || field.kind == pb::FIELD_KIND_CODE_COUNTS;
  for (int i = 0; i < size; ++i) {
    const PathStep entry{at.parent, at.name, i};
    CheckElement(source, field, i, out.Below(entry));
    if (ordered && i > 0 && !IsInOrder(source.message, *field.field, i)) {
      out.Below(entry).Add("",
                           "does not come after the entry before; wanted rising order, each once");
    }
  }
}

void FieldWalker::CheckElement(const Source& source, const CompiledField& field, int index,
                               const Violations& out) {
  const auto& [message, reflection] = source;
  switch (field.cpp_type) {
    case FieldDescriptor::CPPTYPE_UINT64:
      CheckUnsigned(field, reflection.GetRepeatedUInt64(message, field.field, index), out);
      return;
    case FieldDescriptor::CPPTYPE_ENUM:
      CheckEnum(field, reflection.GetRepeatedEnumValue(message, field.field, index), out);
      return;
    case FieldDescriptor::CPPTYPE_STRING: {
      const std::string& text =
          reflection.GetRepeatedStringReference(message, field.field, index, &scratch_);
      if (text.empty()) {
        out.AddMissing("", "is empty");
      } else {
        CheckText(field, text, out);
      }
      return;
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      CheckMessage(reflection.GetRepeatedMessage(message, field.field, index), field, out);
      return;
    default:  // the contract has no lists of other types
      return;
  }
}

void FieldWalker::CheckMessage(const Message& value, const CompiledField& field,
                               const Violations& out) {
  switch (field.kind) {
    case pb::FIELD_KIND_DATE:
      CheckDate(static_cast<const pb::Date&>(value), out);
      return;
    case pb::FIELD_KIND_PERIOD:
      CheckPeriod(static_cast<const pb::Period&>(value), out);
      return;
    case pb::FIELD_KIND_GEO:
      CheckGeo(static_cast<const pb::GeoRef&>(value), out);
      return;
    case pb::FIELD_KIND_MONEY:
    case pb::FIELD_KIND_MONEY_SIGNED: {
      const auto& money = static_cast<const pb::Money&>(value);
      CheckMoney(field, money, out);
      CheckCurrency(money.currency(), out);
      return;
    }
    case pb::FIELD_KIND_CODE_COUNTS:
      CheckCodeCount(static_cast<const pb::CodeCount&>(value), out);
      return;
    default:
      Walk(value, *field.group, out);
  }
}

void FieldWalker::CheckCurrency(const std::string& currency, const Violations& out) {
  if (currency.empty()) return;
  if (currency_.empty()) currency_ = currency;
  if (currency != currency_) {
    out.Add("currency", "is " + currency + " beside " + std::string(currency_) +
                            "; one event has one currency");
  }
}

}  // namespace anchorledger::event_types
