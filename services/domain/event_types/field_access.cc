#include "services/domain/event_types/field_access.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>

#include <memory>
#include <utility>

#include "anchorledger/event/v1/corrections.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/rules.pb.h"
#include "services/domain/event_types/event_type.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

base::Status BadPath(std::string_view path, std::string_view why) {
  return base::InvalidFields(
      {{std::string(path), std::string(why), base::ErrorReason::kFieldInvalid}});
}

// A number or flag that has a value whenever the message around it is there, such as Money.minor.
bool IsAlwaysPresent(const FieldDescriptor& field) {
  return !field.is_repeated() && !field.has_presence() &&
         field.cpp_type() != FieldDescriptor::CPPTYPE_STRING &&
         field.cpp_type() != FieldDescriptor::CPPTYPE_ENUM;
}

bool IsSet(const Message& holder, const FieldDescriptor& field) {
  const auto* reflection = holder.GetReflection();
  if (field.is_repeated()) return reflection->FieldSize(holder, &field) > 0;
  return IsAlwaysPresent(field) || reflection->HasField(holder, &field);
}

std::string ZeroJson(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT64:
      return "\"0\"";
    case FieldDescriptor::CPPTYPE_BOOL:
      return "false";
    default:
      return "0";
  }
}

// The value of the field of `holder`, which is set. The library only writes whole messages, so a
// message with this field alone is written and the name cut off.
std::string ValueJson(const Message& holder, const FieldDescriptor& field) {
  std::unique_ptr<Message> only(holder.New());
  only->CopyFrom(holder);
  std::vector<const FieldDescriptor*> present;
  only->GetReflection()->ListFields(*only, &present);
  for (const FieldDescriptor* other : present) {
    if (other != &field) only->GetReflection()->ClearField(only.get(), other);
  }
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  const bool written = google::protobuf::util::MessageToJsonString(*only, &json, options).ok();
  const std::size_t prefix = field.name().size() + 4;  // {"":
  if (!written || json.size() <= prefix) return ZeroJson(field);
  return json.substr(prefix, json.size() - prefix - 1);
}

// A message of the field's type with only this field, read from `json`; null when it does not fit.
std::unique_ptr<Message> ParseValue(const FieldDescriptor& field, std::string_view json) {
  const Message* prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(field.containing_type());
  std::unique_ptr<Message> only(prototype->New());
  const std::string wrapped = "{\"" + field.name() + "\":" + std::string(json) + "}";
  if (!google::protobuf::util::JsonStringToMessage(wrapped, only.get()).ok()) return nullptr;
  // Text that closes the value and opens another field would set that one as well.
  std::vector<const FieldDescriptor*> present;
  only->GetReflection()->ListFields(*only, &present);
  if (present.empty() && IsAlwaysPresent(field)) return only;
  return present.size() == 1 && present.front() == &field ? std::move(only) : nullptr;
}

// The message that holds the last field of the chain; null when one on the way is not set.
const Message* HolderOf(const Message& root, const FieldChain& chain) {
  const Message* holder = &root;
  for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
    const auto* reflection = holder->GetReflection();
    if (!reflection->HasField(*holder, chain[i])) return nullptr;
    holder = &reflection->GetMessage(*holder, chain[i]);
  }
  return holder;
}

std::optional<std::string> Get(const Message& root, const FieldChain& chain) {
  const Message* holder = HolderOf(root, chain);
  if (holder == nullptr || !IsSet(*holder, *chain.back())) return std::nullopt;
  return ValueJson(*holder, *chain.back());
}

base::Status Clear(Message& root, const FieldChain& chain, std::string_view path) {
  if (IsAlwaysPresent(*chain.back())) return BadPath(path, "always has a value");
  if (HolderOf(root, chain) == nullptr) return base::Status();
  Message* holder = &root;
  for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
    holder = holder->GetReflection()->MutableMessage(holder, chain[i]);
  }
  holder->GetReflection()->ClearField(holder, chain.back());
  return base::Status();
}

std::string Shown(const std::optional<std::string>& json) { return json.value_or("absent"); }

base::Status ApplyChange(const pb::FieldChange& change, int event_type, pb::EventHeader& header,
                         Message& event) {
  std::string_view path = change.path();
  AL_RETURN_IF_ERROR(ResolveEventPath(event_type, path).status());
  Message* root = &event;
  if (path.substr(0, kHeaderPathPrefix.size()) == kHeaderPathPrefix) {
    path.remove_prefix(kHeaderPathPrefix.size());
    root = &header;
  }
  AL_ASSIGN_OR_RETURN(const std::optional<std::string> in_force, GetFieldJson(*root, path));
  std::optional<std::string> old_value;
  if (change.has_old_json()) old_value = change.old_json();
  if (in_force != old_value) {
    return base::MakeError(
        base::ErrorReason::kRuleBroken,
        "the value of " + change.path() + " in force is " + Shown(in_force) + ", not " +
            Shown(old_value) + "; read the event again",
        {{"path", change.path()}, {"in_force", Shown(in_force)}, {"stated", Shown(old_value)}});
  }
  std::optional<std::string> new_value;
  if (change.has_new_json()) new_value = change.new_json();
  return SetFieldJson(root, path, new_value);
}

}  // namespace

base::StatusOr<FieldChain> ResolvePath(const Descriptor& type, std::string_view path) {
  FieldChain chain;
  const Descriptor* message = &type;
  std::string_view rest = path;
  while (message != nullptr) {
    const std::size_t dot = rest.find('.');
    const FieldDescriptor* field = message->FindFieldByName(std::string(rest.substr(0, dot)));
    if (field == nullptr) break;
    chain.push_back(field);
    if (dot == std::string_view::npos) return chain;
    if (field->is_repeated()) return BadPath(path, "lies in a list, which is one value");
    message = field->message_type();
    rest.remove_prefix(dot + 1);
  }
  return BadPath(path, "is no field of " + type.name());
}

base::StatusOr<FieldChain> ResolveEventPath(int event_type, std::string_view path) {
  const EventType* type = FindEventType(event_type);
  if (type == nullptr) {
    return BadPath(path, "belongs to no known event type: " + std::to_string(event_type));
  }
  if (path.substr(0, kHeaderPathPrefix.size()) != kHeaderPathPrefix) {
    return ResolvePath(*type->descriptor, path);
  }
  path.remove_prefix(kHeaderPathPrefix.size());
  return ResolvePath(*pb::EventHeader::descriptor(), path);
}

bool IsAmendable(const FieldChain& chain) {
  for (const FieldDescriptor* field : chain) {
    const pb::FieldRule& rule = RuleOf(*field);
    if (rule.not_amendable() || rule.server_set()) return false;
  }
  return true;
}

bool PathsOverlap(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  return b.substr(0, a.size()) == a && (a.size() == b.size() || b[a.size()] == '.');
}

base::StatusOr<std::string> CanonicalJson(const FieldDescriptor& field, std::string_view json) {
  const std::unique_ptr<Message> only = ParseValue(field, json);
  if (only == nullptr) return BadPath(field.name(), "the text is no value of it in JSON");
  return ValueJson(*only, field);
}

base::StatusOr<std::optional<std::string>> GetFieldJson(const Message& message,
                                                        std::string_view path) {
  AL_ASSIGN_OR_RETURN(const FieldChain chain, ResolvePath(*message.GetDescriptor(), path));
  return Get(message, chain);
}

base::Status SetFieldJson(Message* message, std::string_view path,
                          const std::optional<std::string>& json) {
  AL_ASSIGN_OR_RETURN(const FieldChain chain, ResolvePath(*message->GetDescriptor(), path));
  if (!json.has_value()) return Clear(*message, chain, path);
  const std::unique_ptr<Message> only = ParseValue(*chain.back(), *json);
  if (only == nullptr) return BadPath(path, "the text is no value of it in JSON: " + *json);
  Message* holder = message;
  for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
    holder = holder->GetReflection()->MutableMessage(holder, chain[i]);
  }
  holder->GetReflection()->ClearField(holder, chain.back());
  holder->MergeFrom(*only);
  return base::Status();
}

base::Status ApplyFieldChanges(const pb::EventAmended& amended, pb::EventHeader* header,
                               pb::EventPayload* payload) {
  const EventType* type = TypeOf(*payload);
  if (type == nullptr) return BadPath("payload", "holds no event");
  pb::EventHeader new_header = *header;
  pb::EventPayload new_payload = *payload;
  Message& event = *MutableEventOf(new_payload);
  for (const pb::FieldChange& change : amended.field_changes()) {
    AL_RETURN_IF_ERROR(ApplyChange(change, type->number, new_header, event));
  }
  *header = std::move(new_header);
  *payload = std::move(new_payload);
  return base::Status();
}

}  // namespace anchorledger::event_types
