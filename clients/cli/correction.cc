#include "clients/cli/correction.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "anchorledger/event/v1/envelope.pb.h"
#include "clients/cli/output/proto_json.h"
#include "clients/cli/output/shorthand.h"

namespace anchorledger::cli {
namespace {

namespace pb = google::protobuf;
using event::v1::FieldChange;
using pb::FieldDescriptor;

constexpr std::string_view kHeader = "header.";
constexpr std::size_t kLogIdDigits = 16;

base::Status Wrong(const std::string& text, const std::string& why) {
  return base::MakeError(base::ErrorReason::kFieldInvalid, "\"" + text + "\": " + why);
}

// The field at the end of a dotted path; null when there is none.
const FieldDescriptor* FieldAt(const pb::Descriptor* type, std::string_view path) {
  const FieldDescriptor* field = nullptr;
  while (type != nullptr) {
    const auto dot = path.find('.');
    field = type->FindFieldByName(std::string(path.substr(0, dot)));
    if (field == nullptr || dot == std::string_view::npos) return field;
    type = field->is_repeated() ? nullptr : field->message_type();
    path.remove_prefix(dot + 1);
  }
  return nullptr;
}

const FieldDescriptor* FieldOf(std::uint32_t event_type, std::string_view path) {
  if (path.starts_with(kHeader)) {
    return FieldAt(event::v1::EventHeader::descriptor(), path.substr(kHeader.size()));
  }
  const auto* payload =
      event::v1::EventPayload::descriptor()->FindFieldByNumber(static_cast<int>(event_type));
  return payload == nullptr ? nullptr : FieldAt(payload->message_type(), path);
}

// Words stand as they are; numbers, yes and no, lists and groups are JSON.
base::StatusOr<Json> ValueOf(const FieldDescriptor& field, const std::string& text) {
  const bool words =
      !field.is_repeated() &&
      (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING ||
       field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM ||
       (field.message_type() != nullptr && HasShorthand(*field.message_type()) && text[0] != '{'));
  if (words) return Json(text);
  Json value = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (value.is_discarded()) return Wrong(text, "is no value of " + field.name() + " in JSON");
  return value;
}

// What the protobuf JSON form leaves out since it is the default.
std::string DefaultJson(const FieldDescriptor& field) {
  if (field.is_repeated()) return "[]";
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return "false";
    case FieldDescriptor::CPPTYPE_STRING:
      return "\"\"";
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT64:
      return "\"0\"";
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return "{}";
    default:
      return "0";
  }
}

// The value in the canonical form that amendments speak.
base::StatusOr<std::string> CanonicalJson(const FieldDescriptor& field, const std::string& text) {
  AL_ASSIGN_OR_RETURN(const Json value, ValueOf(field, text));
  const std::unique_ptr<pb::Message> only(
      pb::MessageFactory::generated_factory()->GetPrototype(field.containing_type())->New());
  AL_RETURN_IF_ERROR(JsonToMessage(Json{{field.name(), value}}, only.get()));
  pb::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  if (!pb::util::MessageToJsonString(*only, &json, options).ok()) {
    return Wrong(text, "cannot be written");
  }
  const std::size_t before = field.name().size() + 4;  // {"":
  return json.size() <= before ? DefaultJson(field) : json.substr(before, json.size() - before - 1);
}

}  // namespace

base::StatusOr<EventName> ParseEventName(const std::string& text) {
  EventName name;
  std::string_view digits = text;
  const std::size_t dash = text.find('-');
  if (dash == kLogIdDigits && text.find_first_not_of("0123456789abcdef") == dash) {
    name.log_id = text.substr(0, dash);
    digits.remove_prefix(dash + 1);
  }
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, name.position);
  if (read.ec != std::errc() || read.ptr != end || name.position == 0) {
    return base::MakeError(base::ErrorReason::kFieldInvalid,
                           "'" + text + "' names no event: write its position, such as 812, or " +
                               "its id, \"<log>-<position>\"");
  }
  return name;
}

base::StatusOr<FieldChange> ParseFieldChange(std::uint32_t event_type, const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0) return Wrong(text, "write FIELD=VALUE");
  FieldChange change;
  change.set_path(text.substr(0, equals));
  const FieldDescriptor* field = FieldOf(event_type, change.path());
  if (field == nullptr) return Wrong(change.path(), "the event has no field of this name");
  const std::string value = text.substr(equals + 1);
  change.mutable_old_absent();
  if (value.empty()) {
    change.mutable_new_absent();
  } else {
    AL_ASSIGN_OR_RETURN(*change.mutable_new_json(), CanonicalJson(*field, value));
  }
  return change;
}

base::StatusOr<std::vector<FieldChange>> ParseFieldChanges(std::uint32_t event_type,
                                                           const std::vector<std::string>& texts) {
  std::vector<FieldChange> changes;
  for (const std::string& text : texts) {
    AL_ASSIGN_OR_RETURN(changes.emplace_back(), ParseFieldChange(event_type, text));
  }
  std::sort(changes.begin(), changes.end(),
            [](const FieldChange& a, const FieldChange& b) { return a.path() < b.path(); });
  return changes;
}

std::string ValueInWords(std::uint32_t event_type, const std::string& path,
                         const std::string& json) {
  const FieldDescriptor* field = FieldOf(event_type, path);
  if (field == nullptr) return json;
  const std::unique_ptr<pb::Message> only(
      pb::MessageFactory::generated_factory()->GetPrototype(field->containing_type())->New());
  const std::string object = "{\"" + field->name() + "\":" + json + "}";
  if (!pb::util::JsonStringToMessage(object, only.get()).ok()) return json;
  const Json shown = MessageToJson(*only);
  const auto value = shown.find(field->name());
  if (value == shown.end()) return json;  // left out since it is the default
  if (value->is_string()) return value->get<std::string>();
  if (field->message_type() == event::v1::Money::descriptor() && !field->is_repeated()) {
    return MoneyCell(value->value("minor", std::int64_t{0}), value->value("currency", "")).text;
  }
  return value->dump();
}

bool AdoptValueInForce(const base::Status& refusal, event::v1::EventAmended* amended) {
  std::string path;
  std::string in_force;
  for (const auto& [key, value] : base::MetadataOf(refusal)) {
    if (key == "path") path = value;
    if (key == "in_force") in_force = value;
  }
  if (path.empty() || in_force.empty()) return false;
  for (auto& change : *amended->mutable_field_changes()) {
    if (change.path() != path) continue;
    const bool absent = in_force == "absent";  // a text would stand in quotes
    if (absent ? change.has_old_absent() : change.old_json() == in_force) return false;
    if (absent) {
      change.mutable_old_absent();
    } else {
      change.set_old_json(in_force);
    }
    return true;
  }
  return false;
}

}  // namespace anchorledger::cli
