#include "services/import/recorded_row.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "anchorledger/event/v1/common.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/rules.pb.h"
#include "proto/base/hash.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/event_types/field_access.h"
#include "services/domain/in_words.h"

namespace anchorledger::importing {
namespace {

namespace pb = anchorledger::event::v1;
namespace proto = google::protobuf;

constexpr std::string_view kEventId = "event_id";
constexpr std::string_view kImportId = "import_id";
constexpr std::string_view kEventType = "event_type";

// Of the header, what says where a fact belongs.
constexpr std::array<std::string_view, 9> kHeaderFields = {
    "effective_on", "anchor_id",  "partnership_id", "facility_id", "basis",
    "assurance",    "visibility", "reason_code",    "late_reason"};

bool IsHeaderColumn(std::string_view path) {
  return std::find(kHeaderFields.begin(), kHeaderFields.end(), path) != kHeaderFields.end();
}

// Texts by column; a text that is there already is not repeated.
using Texts = std::map<std::string, std::string, std::less<>>;

void Put(std::string_view column, std::string_view text, Texts& texts) {
  const std::string mark = "; ";
  std::string& all = texts[std::string(column)];
  if ((mark + all + mark).find(mark + std::string(text) + mark) != std::string::npos) return;
  all.append(all.empty() ? "" : mark).append(text);
}

template <class T>
const T* As(const proto::Message& message) {
  return message.GetDescriptor() == T::descriptor() ? static_cast<const T*>(&message) : nullptr;
}

// Messages that are one value to people.
bool IsValue(const proto::Descriptor* type) {
  return type == pb::Date::descriptor() || type == pb::Money::descriptor() ||
         type == pb::Period::descriptor() || type == pb::GeoRef::descriptor();
}

bool IsGroup(const proto::FieldDescriptor& field) {
  return field.message_type() != nullptr && !field.is_repeated() && !IsValue(field.message_type());
}

std::string TextOf(const proto::Message& value) {
  if (const auto* date = As<pb::Date>(value)) return domain::InWords(domain::ToDate(*date));
  if (const auto* period = As<pb::Period>(value)) return domain::InWords(domain::ToPeriod(*period));
  if (const auto* money = As<pb::Money>(value)) {
    std::string text = domain::InWords(*money);
    text.erase(std::remove(text.begin(), text.end(), ','), text.end());  // spreadsheets want none
    return text;
  }
  if (const auto* place = As<pb::GeoRef>(value)) {
    const auto* scheme = pb::GeoScheme_descriptor()->FindValueByNumber(place->scheme());
    return (scheme == nullptr ? "" : event_types::WordOf(*scheme) + ":") + place->code();
  }
  return value.ShortDebugString();
}

std::string WordOf(const proto::EnumValueDescriptor& value) {
  return value.number() == 0 ? std::string() : event_types::WordOf(value);
}

// Of a field that holds one value which is no group.
std::string TextOf(const proto::Message& holder, const proto::FieldDescriptor& field) {
  const proto::Reflection& fields = *holder.GetReflection();
  switch (field.cpp_type()) {
    case proto::FieldDescriptor::CPPTYPE_MESSAGE:
      return TextOf(fields.GetMessage(holder, &field));
    case proto::FieldDescriptor::CPPTYPE_ENUM:
      return WordOf(*fields.GetEnum(holder, &field));
    case proto::FieldDescriptor::CPPTYPE_BOOL:
      return fields.GetBool(holder, &field) ? "yes" : "no";
    case proto::FieldDescriptor::CPPTYPE_STRING: {
      std::string text = fields.GetString(holder, &field);
      return field.type() == proto::FieldDescriptor::TYPE_BYTES ? base::HexEncode(text) : text;
    }
    case proto::FieldDescriptor::CPPTYPE_INT32:
      return std::to_string(fields.GetInt32(holder, &field));
    case proto::FieldDescriptor::CPPTYPE_INT64:
      return std::to_string(fields.GetInt64(holder, &field));
    case proto::FieldDescriptor::CPPTYPE_UINT32:
      return std::to_string(fields.GetUInt32(holder, &field));
    case proto::FieldDescriptor::CPPTYPE_UINT64:
      return std::to_string(fields.GetUInt64(holder, &field));
    case proto::FieldDescriptor::CPPTYPE_FLOAT:
    case proto::FieldDescriptor::CPPTYPE_DOUBLE:
      break;  // the contract has none
  }
  return {};
}

using Visit = std::function<void(const std::string& path, const proto::FieldDescriptor& field,
                                 std::string text)>;

// Calls visit for each field of the message that has a value, groups field by field.
void EachField(const proto::Message& message, const std::string& prefix, const Visit& visit) {
  const proto::Reflection& fields = *message.GetReflection();
  for (int at = 0; at < message.GetDescriptor()->field_count(); ++at) {
    const proto::FieldDescriptor& field = *message.GetDescriptor()->field(at);
    const std::string path = prefix + field.name();
    if (field.is_repeated()) {
      if (fields.FieldSize(message, &field) == 0) continue;
      const auto json = event_types::GetFieldJson(message, field.name());
      visit(path, field, json.ok() ? json->value_or("") : "");
    } else if (field.has_presence() && !fields.HasField(message, &field)) {
      continue;
    } else if (IsGroup(field)) {
      EachField(fields.GetMessage(message, &field), path + ".", visit);
    } else if (std::string text = TextOf(message, field); !text.empty()) {
      visit(path, field, std::move(text));
    }
  }
}

// The columns that the fields of a type may fill, in the order of the contract.
void EachPath(const proto::Descriptor& type, const std::string& prefix,
              const std::function<void(const std::string&, const proto::FieldDescriptor&)>& visit) {
  for (int at = 0; at < type.field_count(); ++at) {
    const proto::FieldDescriptor& field = *type.field(at);
    if (IsGroup(field)) {
      EachPath(*field.message_type(), prefix + field.name() + ".", visit);
    } else {
      visit(prefix + field.name(), field);
    }
  }
}

bool NamesOrganisation(const proto::FieldDescriptor& field) {
  const std::string& refers_to = event_types::RuleOf(field).refers_to();
  return !field.is_repeated() &&
         (refers_to == "supplier" || refers_to == "partner" || refers_to == "organisation");
}

std::string NameColumn(std::string_view path) {
  constexpr std::string_view kEnd = "_id";
  if (path.ends_with(kEnd)) path.remove_suffix(kEnd.size());
  return std::string(path) + "_name";
}

// What is in force, or was voided by the batch at hand before it was interrupted. What a person has
// taken out by hand is no news.
bool IsTold(const PriorItem& item, const PriorRow& row) {
  if (item.entry->event == nullptr) return false;  // erased
  return !item.entry->voided || (item.gone && row.voided_by_this_batch);
}

}  // namespace

void RecordedRowText::Note(const PriorRow& row) {
  for (const PriorItem& item : row.items) {
    if (!IsTold(item, row)) continue;
    const int type = item.entry->type;
    EachField(*event_types::EventOf(*item.imported.payload), "",
              [&](const std::string& path, const proto::FieldDescriptor&, const std::string&) {
                fields_.emplace(type, path);
              });
    EachField(*item.imported.header, "",
              [&](const std::string& path, const proto::FieldDescriptor&, const std::string&) {
                fields_.emplace(0, path);
              });
  }
}

std::vector<std::string> RecordedRowText::Columns() const {
  std::vector<std::string> columns = {std::string(kEventId), std::string(kImportId),
                                      std::string(kEventType)};
  const auto add = [&columns](const std::string& column) {
    if (std::find(columns.begin(), columns.end(), column) == columns.end()) {
      columns.push_back(column);
    }
  };
  for (const std::string_view field : kHeaderFields) {
    if (fields_.contains({0, std::string(field)})) add(std::string(field));
  }
  for (const event_types::EventType& type : event_types::AllEventTypes()) {
    EachPath(*type.descriptor, "",
             [&](const std::string& path, const proto::FieldDescriptor& field) {
               if (!fields_.contains({type.number, path})) return;
               add(path);
               if (NamesOrganisation(field)) add(NameColumn(path));
             });
  }
  return columns;
}

base::StatusOr<std::vector<std::string>> RecordedRowText::ValuesOf(
    const PriorRow& row, const std::vector<std::string>& columns) const {
  Texts texts;
  base::Status failure;
  for (const PriorItem& item : row.items) {
    if (!IsTold(item, row)) continue;
    Put(kEventId, log_ + "-" + std::to_string(item.entry->position.value()), texts);
    Put(kImportId, item.entry->recorded_header->batch_id(), texts);
    Put(kEventType, event_types::FindEventType(item.entry->type)->name, texts);
    EachField(*item.imported.header, "",
              [&](const std::string& path, const proto::FieldDescriptor&, const std::string& text) {
                if (IsHeaderColumn(path)) Put(path, text, texts);
              });
    EachField(
        *event_types::EventOf(*item.imported.payload), "",
        [&](const std::string& path, const proto::FieldDescriptor& field, const std::string& text) {
          Put(path, text, texts);
          if (!NamesOrganisation(field)) return;
          const auto name = NameOf(text);
          if (name.ok()) Put(NameColumn(path), *name, texts);
          failure.Update(name.status());
        });
  }
  AL_RETURN_IF_ERROR(failure);
  std::vector<std::string> values;
  values.reserve(columns.size());
  for (const std::string& column : columns) values.push_back(std::move(texts[column]));
  return values;
}

base::Position RecordedRowText::FirstEventOf(const PriorRow& row) {
  for (const PriorItem& item : row.items) {
    if (IsTold(item, row)) return item.entry->position;
  }
  return {};
}

// The name under which the organisation is registered; empty when there is none.
base::StatusOr<std::string> RecordedRowText::NameOf(std::string_view id) const {
  for (const std::string_view kind : {"supplier", "partner", "anchor"}) {
    AL_ASSIGN_OR_RETURN(const auto history, streams_(event_types::StreamNamed(kind, id)));
    const domain::Entry* opening = history->Opening();
    if (opening == nullptr) continue;
    for (const std::string_view field : {"name", "org_name", "legal_name"}) {
      const auto* found = opening->event_type->FindFieldByName(std::string(field));
      if (found != nullptr) return TextOf(*opening->event, *found);
    }
  }
  return std::string();
}

}  // namespace anchorledger::importing
