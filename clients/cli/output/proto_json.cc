#include "clients/cli/output/proto_json.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <cctype>
#include <limits>

#include "anchorledger/event/v1/common.pb.h"
#include "clients/cli/output/shorthand.h"
#include "proto/base/date.h"
#include "proto/base/hash.h"

namespace anchorledger::cli {
namespace {

namespace pb = google::protobuf;
using base::Status;
using pb::FieldDescriptor;

bool IsDate(const pb::Descriptor& type) { return &type == event::v1::Date::descriptor(); }

bool IsTimestamp(const pb::Descriptor& type) {
  return type.full_name() == "google.protobuf.Timestamp";
}

Status Invalid(const std::string& path, const std::string& what) {
  return base::InvalidFields({{path, what, base::ErrorReason::kFieldInvalid}});
}

// "PARTNER_KIND_" for the enum PartnerKind: what its zero value has before UNSPECIFIED.
std::string EnumPrefix(const pb::EnumDescriptor& type) {
  constexpr std::string_view kZero = "UNSPECIFIED";
  const std::string& name = type.value(0)->name();
  if (name.size() < kZero.size() || !name.ends_with(kZero)) return "";
  return name.substr(0, name.size() - kZero.size());
}

std::string Changed(std::string text, int (*change)(int)) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [&](unsigned char c) { return static_cast<char>(change(c)); });
  return text;
}

Json ScalarToJson(const pb::Message& message, const FieldDescriptor& field, int index) {
  const pb::Reflection& reflection = *message.GetReflection();
  const bool many = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return many ? reflection.GetRepeatedInt32(message, &field, index)
                  : reflection.GetInt32(message, &field);
    case FieldDescriptor::CPPTYPE_INT64:
      return many ? reflection.GetRepeatedInt64(message, &field, index)
                  : reflection.GetInt64(message, &field);
    case FieldDescriptor::CPPTYPE_UINT32:
      return many ? reflection.GetRepeatedUInt32(message, &field, index)
                  : reflection.GetUInt32(message, &field);
    case FieldDescriptor::CPPTYPE_UINT64:
      return many ? reflection.GetRepeatedUInt64(message, &field, index)
                  : reflection.GetUInt64(message, &field);
    case FieldDescriptor::CPPTYPE_BOOL:
      return many ? reflection.GetRepeatedBool(message, &field, index)
                  : reflection.GetBool(message, &field);
    case FieldDescriptor::CPPTYPE_ENUM: {
      const int number = many ? reflection.GetRepeatedEnumValue(message, &field, index)
                              : reflection.GetEnumValue(message, &field);
      const auto* value = field.enum_type()->FindValueByNumber(number);
      return value != nullptr ? Json(ShortEnumName(*value)) : Json(number);
    }
    case FieldDescriptor::CPPTYPE_STRING: {
      const std::string text = many ? reflection.GetRepeatedString(message, &field, index)
                                    : reflection.GetString(message, &field);
      return field.type() == FieldDescriptor::TYPE_BYTES ? base::HexEncode(text) : text;
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return MessageToJson(many ? reflection.GetRepeatedMessage(message, &field, index)
                                : reflection.GetMessage(message, &field));
    case FieldDescriptor::CPPTYPE_FLOAT:
    case FieldDescriptor::CPPTYPE_DOUBLE:
      break;  // the contract holds no floating point
  }
  return nullptr;
}

// Reading: one field after the other, with the path for errors.
class Reader {
 public:
  Status ReadMessage(const Json& json, const std::string& path, pb::Message* message);

 private:
  Status ReadField(const Json& json, const std::string& path, const FieldDescriptor& field,
                   pb::Message* message);
  Status ReadValue(const Json& json, const std::string& path, const FieldDescriptor& field,
                   pb::Message* message);
  Status ReadNumber(const Json& json, const std::string& path, const FieldDescriptor& field,
                    pb::Message* message);
};

Status ReadTimestamp(const Json& json, const std::string& path, pb::Message* message) {
  if (!json.is_string() || !pb::util::TimeUtil::FromString(json.get<std::string>(),
                                                           static_cast<pb::Timestamp*>(message))) {
    return Invalid(path, "write an instant such as \"2026-03-31T12:00:00Z\"");
  }
  return absl::OkStatus();
}

Status Reader::ReadMessage(const Json& json, const std::string& path, pb::Message* message) {
  const pb::Descriptor& type = *message->GetDescriptor();
  if (HasShorthand(type) && json.is_string()) {
    const Status status = ReadShorthand(json.get<std::string>(), message);
    return status.ok() ? status : Invalid(path, std::string(base::MessageOf(status)));
  }
  if (IsTimestamp(type)) return ReadTimestamp(json, path, message);
  if (!json.is_object()) return Invalid(path, "an object is wanted, not " + json.dump());
  for (const auto& [key, value] : json.items()) {
    const std::string field_path = path.empty() ? key : path + "." + key;
    const FieldDescriptor* field = type.FindFieldByName(key);
    if (field == nullptr) {
      return base::InvalidFields({{field_path, type.name() + " has no field of this name",
                                   base::ErrorReason::kFieldUnknown}});
    }
    AL_RETURN_IF_ERROR(ReadField(value, field_path, *field, message));
  }
  return absl::OkStatus();
}

Status Reader::ReadField(const Json& json, const std::string& path, const FieldDescriptor& field,
                         pb::Message* message) {
  if (const auto* oneof = field.real_containing_oneof();
      oneof != nullptr && message->GetReflection()->HasOneof(*message, oneof)) {
    return Invalid(path, "only one member of " + oneof->name() + " may be given");
  }
  if (!field.is_repeated()) return ReadValue(json, path, field, message);
  if (!json.is_array()) return Invalid(path, "a list is wanted, not " + json.dump());
  for (std::size_t i = 0; i < json.size(); ++i) {
    AL_RETURN_IF_ERROR(ReadValue(json[i], path + "[" + std::to_string(i) + "]", field, message));
  }
  return absl::OkStatus();
}

Status Reader::ReadValue(const Json& json, const std::string& path, const FieldDescriptor& field,
                         pb::Message* message) {
  const pb::Reflection& reflection = *message->GetReflection();
  const bool many = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return ReadMessage(json, path,
                         many ? reflection.AddMessage(message, &field)
                              : reflection.MutableMessage(message, &field));
    case FieldDescriptor::CPPTYPE_BOOL:
      if (!json.is_boolean()) return Invalid(path, "true or false is wanted, not " + json.dump());
      many ? reflection.AddBool(message, &field, json.get<bool>())
           : reflection.SetBool(message, &field, json.get<bool>());
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_ENUM: {
      if (!json.is_string()) return Invalid(path, "a word is wanted, not " + json.dump());
      const auto number = ParseEnumWord(*field.enum_type(), json.get<std::string>());
      if (!number.ok()) return Invalid(path, std::string(number.status().message()));
      many ? reflection.AddEnumValue(message, &field, *number)
           : reflection.SetEnumValue(message, &field, *number);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_STRING: {
      if (!json.is_string()) return Invalid(path, "text is wanted, not " + json.dump());
      std::string text = json.get<std::string>();
      if (field.type() == FieldDescriptor::TYPE_BYTES) {
        auto bytes = base::HexDecode(text);
        if (!bytes.ok()) return Invalid(path, "hexadecimal digits are wanted");
        text = *std::move(bytes);
      }
      many ? reflection.AddString(message, &field, text)
           : reflection.SetString(message, &field, text);
      return absl::OkStatus();
    }
    default:
      return ReadNumber(json, path, field, message);
  }
}

// Whether a JSON whole number lies in the range of the integer type.
template <typename Integer>
bool Fits(const Json& json) {
  if (json.is_number_unsigned()) {
    return json.get<std::uint64_t>() <=
           static_cast<std::uint64_t>(std::numeric_limits<Integer>::max());
  }
  return json.get<std::int64_t>() >=
             static_cast<std::int64_t>(std::numeric_limits<Integer>::min()) &&
         std::is_signed_v<Integer>;
}

Status Reader::ReadNumber(const Json& json, const std::string& path, const FieldDescriptor& field,
                          pb::Message* message) {
  if (!json.is_number_integer())
    return Invalid(path, "a whole number is wanted, not " + json.dump());
  const pb::Reflection& reflection = *message->GetReflection();
  const bool many = field.is_repeated();
  const auto out_of_range = [&] { return Invalid(path, json.dump() + " is out of range"); };
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      if (!Fits<std::int32_t>(json)) return out_of_range();
      many ? reflection.AddInt32(message, &field, json.get<std::int32_t>())
           : reflection.SetInt32(message, &field, json.get<std::int32_t>());
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_INT64:
      if (!Fits<std::int64_t>(json)) return out_of_range();
      many ? reflection.AddInt64(message, &field, json.get<std::int64_t>())
           : reflection.SetInt64(message, &field, json.get<std::int64_t>());
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_UINT32:
      if (!Fits<std::uint32_t>(json)) return out_of_range();
      many ? reflection.AddUInt32(message, &field, json.get<std::uint32_t>())
           : reflection.SetUInt32(message, &field, json.get<std::uint32_t>());
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_UINT64:
      if (!Fits<std::uint64_t>(json)) return out_of_range();
      many ? reflection.AddUInt64(message, &field, json.get<std::uint64_t>())
           : reflection.SetUInt64(message, &field, json.get<std::uint64_t>());
      return absl::OkStatus();
    default:
      return Invalid(path, "this kind of field cannot be written");
  }
}

}  // namespace

std::string ShortEnumName(const pb::EnumValueDescriptor& value) {
  return Changed(value.name().substr(EnumPrefix(*value.type()).size()), std::tolower);
}

std::string EnumWord(const pb::EnumDescriptor& type, int number, std::string_view unknown) {
  const auto* value = type.FindValueByNumber(number);
  return value == nullptr ? std::string(unknown) : ShortEnumName(*value);
}

std::vector<std::string> EnumWords(const pb::EnumDescriptor& type) {
  std::vector<std::string> words;
  for (int i = 1; i < type.value_count(); ++i) words.push_back(ShortEnumName(*type.value(i)));
  return words;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

base::StatusOr<int> ParseEnumWord(const pb::EnumDescriptor& type, std::string_view word) {
  const std::string upper = Changed(std::string(word), std::toupper);
  const auto* value = type.FindValueByName(upper);
  if (value == nullptr) value = type.FindValueByName(EnumPrefix(type) + upper);
  if (value != nullptr && value->number() != 0) return value->number();
  return base::MakeError(base::ErrorReason::kFieldInvalid,
                         "\"" + std::string(word) + "\" is none of: " + Joined(EnumWords(type)));
}

Json MessageToJson(const pb::Message& message) {
  const pb::Descriptor& type = *message.GetDescriptor();
  if (IsDate(type)) {
    return base::FormatIsoDate({static_cast<const event::v1::Date&>(message).days()});
  }
  if (IsTimestamp(type)) {
    return pb::util::TimeUtil::ToString(static_cast<const pb::Timestamp&>(message));
  }
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  Json object = Json::object();
  for (const FieldDescriptor* field : fields) {
    if (!field->is_repeated()) {
      object[field->name()] = ScalarToJson(message, *field, -1);
      continue;
    }
    Json list = Json::array();
    const int size = message.GetReflection()->FieldSize(message, field);
    for (int i = 0; i < size; ++i) list.push_back(ScalarToJson(message, *field, i));
    object[field->name()] = std::move(list);
  }
  return object;
}

base::Status JsonToMessage(const Json& json, pb::Message* message) {
  message->Clear();
  return Reader().ReadMessage(json, "", message);
}

}  // namespace anchorledger::cli
