#include "services/import/field_target.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <algorithm>
#include <limits>

#include "anchorledger/event/v1/common.pb.h"
#include "anchorledger/event/v1/rules.pb.h"
#include "services/domain/event_types/event_type.h"
#include "services/import/value_source.h"

namespace anchorledger::importing {
namespace {

namespace proto = google::protobuf;
namespace pb = event::v1;
using Field = proto::FieldDescriptor;

// "ROLE_FIN" of enum Role is written "fin" in a file; the whole name is understood too.
std::vector<std::pair<std::string, int>> WordsOf(const proto::EnumDescriptor& type) {
  const std::string zero = type.FindValueByNumber(0)->name();
  const std::string prefix = zero.substr(0, zero.size() - std::string("UNSPECIFIED").size());
  std::vector<std::pair<std::string, int>> words;
  for (int at = 0; at < type.value_count(); ++at) {
    const proto::EnumValueDescriptor& value = *type.value(at);
    if (value.number() == 0) continue;
    words.emplace_back(LowerCase(value.name()), value.number());
    if (value.name().starts_with(prefix)) {
      words.emplace_back(LowerCase(value.name().substr(prefix.size())), value.number());
    }
  }
  return words;
}

bool IsInteger(const Field& field) {
  return field.cpp_type() == Field::CPPTYPE_INT32 || field.cpp_type() == Field::CPPTYPE_INT64 ||
         field.cpp_type() == Field::CPPTYPE_UINT32 || field.cpp_type() == Field::CPPTYPE_UINT64;
}

// Whether the number fits into the field.
bool StoreInteger(proto::Message& parent, const Field& field, std::int64_t value) {
  const proto::Reflection& reflection = *parent.GetReflection();
  if (field.cpp_type() == Field::CPPTYPE_INT64) {
    reflection.SetInt64(&parent, &field, value);
    return true;
  }
  if (field.cpp_type() == Field::CPPTYPE_INT32) {
    if (value < std::numeric_limits<std::int32_t>::min() ||
        value > std::numeric_limits<std::int32_t>::max()) {
      return false;
    }
    reflection.SetInt32(&parent, &field, static_cast<std::int32_t>(value));
    return true;
  }
  if (value < 0) return false;
  if (field.cpp_type() == Field::CPPTYPE_UINT64) {
    reflection.SetUInt64(&parent, &field, static_cast<std::uint64_t>(value));
    return true;
  }
  if (value > std::numeric_limits<std::uint32_t>::max()) return false;
  reflection.SetUInt32(&parent, &field, static_cast<std::uint32_t>(value));
  return true;
}

bool Contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : ", ").append(word);
  return text;
}

}  // namespace

std::optional<base::Date> ParseDate(std::string_view text, const CompiledValues& values) {
  for (const DateFormat& format : values.dates) {
    if (const std::optional<base::Date> date = format.Match(text); date.has_value()) return date;
  }
  return std::nullopt;
}

base::StatusOr<FieldTarget> FieldTarget::Create(const proto::Descriptor& message,
                                                std::string_view path,
                                                const FieldOptions& options) {
  FieldTarget target;
  target.path_ = path;
  target.options_ = options;
  const proto::Descriptor* at = &message;
  while (!path.empty()) {
    const std::string name(path.substr(0, path.find('.')));
    path.remove_prefix(std::min(path.size(), name.size() + 1));
    const Field* field = at == nullptr ? nullptr : at->FindFieldByName(name);
    if (field == nullptr) {
      return base::MakeError(
          base::ErrorReason::kNotFound,
          "'" + name + "' is not a field of " + (at == nullptr ? "a single value" : at->name()));
    }
    if (field->is_repeated() && !path.empty()) {
      return base::MakeError(base::ErrorReason::kFieldInvalid,
                             "'" + name + "' is a list; its entries have no path");
    }
    target.fields_.push_back(field);
    at = field->message_type();
  }
  if (target.fields_.empty()) {
    return base::MakeError(base::ErrorReason::kFieldInvalid, "the path of a field is empty");
  }
  const Field& leaf = *target.fields_.back();
  if (leaf.message_type() == pb::Money::descriptor()) {
    target.kind_ = Kind::kMoney;
  } else if (leaf.message_type() == pb::Date::descriptor()) {
    target.kind_ = Kind::kDate;
  } else if (leaf.enum_type() != nullptr) {
    target.kind_ = Kind::kEnum;
    target.enum_words_ = WordsOf(*leaf.enum_type());
  } else if (leaf.cpp_type() == Field::CPPTYPE_BOOL) {
    target.kind_ = Kind::kFlag;
  } else if (IsInteger(leaf)) {
    target.kind_ = Kind::kInteger;
  } else if (leaf.type() != Field::TYPE_STRING) {
    return base::MakeError(base::ErrorReason::kFieldInvalid,
                           "'" + leaf.name() + "' is a group of fields; name one of them");
  }
  const bool list_of_words = target.kind_ == Kind::kText || target.kind_ == Kind::kEnum;
  if (leaf.is_repeated() && !list_of_words) {
    return base::MakeError(base::ErrorReason::kFieldInvalid,
                           "'" + leaf.name() + "' is a list that no single value can fill");
  }
  return target;
}

bool FieldTarget::Write(std::string_view text, const CompiledValues& values, std::string_view label,
                        proto::Message& message, RowProblem& problem) const {
  proto::Message& parent = *Parent(message);
  switch (kind_) {
    case Kind::kMoney:
      return WriteMoney(text, values, label, parent, problem);
    case Kind::kDate:
      return WriteDate(text, values, label, parent, problem);
    case Kind::kInteger:
      return WriteInteger(text, values, label, parent, problem);
    case Kind::kEnum:
      return WriteEnum(text, label, parent, problem);
    case Kind::kFlag:
      return WriteFlag(text, values, label, parent, problem);
    case Kind::kText:
      return WriteText(text, parent);
  }
  return false;
}

void FieldTarget::Clear(proto::Message& message) const {
  proto::Message* parent = &message;
  for (std::size_t at = 0; at + 1 < fields_.size(); ++at) {
    if (!parent->GetReflection()->HasField(*parent, fields_[at])) return;
    parent = parent->GetReflection()->MutableMessage(parent, fields_[at]);
  }
  parent->GetReflection()->ClearField(parent, fields_.back());
}

bool FieldTarget::is_required() const {
  return std::all_of(fields_.begin(), fields_.end(),
                     [](const Field* field) { return event_types::RuleOf(*field).required(); });
}

proto::Message* FieldTarget::Parent(proto::Message& message) const {
  proto::Message* parent = &message;
  for (std::size_t at = 0; at + 1 < fields_.size(); ++at) {
    parent = parent->GetReflection()->MutableMessage(parent, fields_[at]);
  }
  return parent;
}

bool FieldTarget::WriteMoney(std::string_view text, const CompiledValues& values,
                             std::string_view label, proto::Message& parent,
                             RowProblem& problem) const {
  const base::Currency currency = options_.currency.empty() ? values.currency : options_.currency;
  std::optional<std::int64_t> minor = ParseMinorUnits(text, values.numbers, currency);
  if (minor.has_value() && options_.times != 1) {
    minor = Times({.digits = *minor, .scale = 0}, options_.times);
  }
  if (!minor.has_value()) {
    problem = MakeProblem(ProblemCode::kMoneyUnreadable, label,
                          Quoted(text) + " is not an amount of " + std::string(currency.code()) +
                              " written like " +
                              ExampleOf(values.numbers, currency.minor_digits()) + ".");
    return false;
  }
  auto* money =
      static_cast<pb::Money*>(parent.GetReflection()->MutableMessage(&parent, fields_.back()));
  money->set_minor(options_.absolute && *minor < 0 ? -*minor : *minor);
  money->set_currency(std::string(currency.code()));
  return true;
}

bool FieldTarget::WriteDate(std::string_view text, const CompiledValues& values,
                            std::string_view label, proto::Message& parent,
                            RowProblem& problem) const {
  const std::optional<base::Date> date = ParseDate(text, values);
  if (!date.has_value()) {
    problem = MakeProblem(ProblemCode::kDateUnreadable, label,
                          Quoted(text) + " is not a date of the form " + Joined(values.date_texts) +
                              " from " + base::FormatIsoDate(base::kFirstDate) + " to " +
                              base::FormatIsoDate(base::kLastDate) + ".");
    return false;
  }
  auto* field =
      static_cast<pb::Date*>(parent.GetReflection()->MutableMessage(&parent, fields_.back()));
  field->set_days(date->days);
  return true;
}

bool FieldTarget::WriteInteger(std::string_view text, const CompiledValues& values,
                               std::string_view label, proto::Message& parent,
                               RowProblem& problem) const {
  const std::optional<Decimal> number = ParseDecimal(text, values.numbers);
  std::optional<std::int64_t> value;
  if (number.has_value()) value = Times(*number, options_.times);
  if (value.has_value() && options_.absolute && *value < 0) value = -*value;
  if (value.has_value() && StoreInteger(parent, *fields_.back(), *value)) return true;
  problem = MakeProblem(ProblemCode::kNumberUnreadable, label,
                        Quoted(text) + " is not a number that '" + path_ + "' can hold.");
  return false;
}

bool FieldTarget::WriteEnum(std::string_view text, std::string_view label, proto::Message& parent,
                            RowProblem& problem) const {
  const std::string word = LowerCase(text);
  for (const auto& [name, number] : enum_words_) {
    if (name != word) continue;
    const proto::Reflection& reflection = *parent.GetReflection();
    if (leaf().is_repeated()) {
      reflection.AddEnumValue(&parent, fields_.back(), number);
    } else {
      reflection.SetEnumValue(&parent, fields_.back(), number);
    }
    return true;
  }
  problem = MakeProblem(ProblemCode::kWordUnknown, label,
                        Quoted(text) + " is not one of the words of '" + path_ + "'.");
  return false;
}

bool FieldTarget::WriteFlag(std::string_view text, const CompiledValues& values,
                            std::string_view label, proto::Message& parent,
                            RowProblem& problem) const {
  const std::string word = LowerCase(text);
  const bool yes = Contains(values.true_words, word);
  if (!yes && !Contains(values.false_words, word)) {
    problem = MakeProblem(ProblemCode::kWordUnknown, label,
                          Quoted(text) + " means neither yes nor no in this profile.");
    return false;
  }
  parent.GetReflection()->SetBool(&parent, fields_.back(), yes);
  return true;
}

bool FieldTarget::WriteText(std::string_view text, proto::Message& parent) const {
  const proto::Reflection& reflection = *parent.GetReflection();
  if (leaf().is_repeated()) {
    reflection.AddString(&parent, fields_.back(), std::string(text));
  } else {
    reflection.SetString(&parent, fields_.back(), std::string(text));
  }
  return true;
}

}  // namespace anchorledger::importing
