#include "services/domain/event_types/field_table.h"

#include <limits>
#include <map>
#include <memory>

#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/check.h"
#include "proto/base/limits.h"
#include "services/domain/event_types/event_type.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

constexpr std::int64_t kBasisPointsWhole = 10'000;

std::size_t DefaultLength(pb::FieldKind kind) {
  switch (kind) {
    case pb::FIELD_KIND_ID:
      return base::kIdBytesMax;
    case pb::FIELD_KIND_CODE:
    case pb::FIELD_KIND_TIME_ZONE:
      return base::kCodeBytesMax;
    case pb::FIELD_KIND_NAME:
    case pb::FIELD_KIND_LABEL:
      return base::kNameCharactersMax;
    case pb::FIELD_KIND_REFERENCE:
      return base::kReferenceCharactersMax;
    case pb::FIELD_KIND_FIELD_PATH:
      return base::kFieldPathBytesMax;
    default:
      return base::kNarrativeCharactersMax;
  }
}

// The bounds of a kind, unless the rule has its own.
void SetBounds(const pb::FieldRule& rule, CompiledField& compiled) {
  constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
  const bool any_integer =
      rule.kind() == pb::FIELD_KIND_INTEGER || rule.kind() == pb::FIELD_KIND_MONEY_SIGNED;
  compiled.min = any_integer ? kLowest : 0;
  if (rule.kind() == pb::FIELD_KIND_POSITION) compiled.min = 1;
  compiled.max = std::numeric_limits<std::int64_t>::max();
  if (rule.kind() == pb::FIELD_KIND_BASIS_POINTS) compiled.max = kBasisPointsWhole;
  if (rule.has_min()) compiled.min = rule.min();
  if (rule.has_max()) compiled.max = rule.max();
}

std::uint64_t KnownValues(const FieldDescriptor& field) {
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_ENUM) return 0;
  std::uint64_t known = 0;
  for (int i = 0; i < field.enum_type()->value_count(); ++i) {
    const int number = field.enum_type()->value(i)->number();
    AL_CHECK(number >= 0 && number < 64);
    known |= std::uint64_t{1} << static_cast<unsigned>(number);
  }
  return known;
}

class Tables {
 public:
  Tables() : header_(&Compile(*pb::EventHeader::descriptor())) {
    for (const EventType& type : AllEventTypes()) {
      events_.resize(static_cast<std::size_t>(type.number) + 1);
      events_.back() = &Compile(*type.descriptor);
    }
  }

  const FieldTable& header() const { return *header_; }

  const FieldTable* event(int type) const {
    if (type < 0 || static_cast<std::size_t>(type) >= events_.size()) return nullptr;
    return events_[static_cast<std::size_t>(type)];
  }

 private:
  const FieldTable& Compile(const Descriptor& descriptor) {
    std::unique_ptr<FieldTable>& table = tables_[&descriptor];
    if (table != nullptr) return *table;
    table = std::make_unique<FieldTable>();
    FieldTable& result = *table;
    result.descriptor = &descriptor;
    result.reflection = google::protobuf::MessageFactory::generated_factory()
                            ->GetPrototype(&descriptor)
                            ->GetReflection();
    for (int i = 0; i < descriptor.field_count(); ++i) {
      result.fields.push_back(CompileField(*descriptor.field(i)));
    }
    return result;
  }

  CompiledField CompileField(const FieldDescriptor& field) {
    const pb::FieldRule& rule = RuleOf(field);
    CompiledField compiled;
    compiled.field = &field;
    compiled.kind = rule.kind();
    compiled.cpp_type = field.cpp_type();
    compiled.repeated = field.is_repeated();
    compiled.required = rule.required();
    compiled.sorted_unique = rule.sorted_unique();
    compiled.always_present = !rule.required() && !field.is_repeated() && !field.has_presence() &&
                              field.cpp_type() != FieldDescriptor::CPPTYPE_STRING &&
                              field.cpp_type() != FieldDescriptor::CPPTYPE_ENUM;
    compiled.plain_text = !field.is_repeated() && !field.has_presence() &&
                          field.cpp_type() == FieldDescriptor::CPPTYPE_STRING;
    SetBounds(rule, compiled);
    compiled.length_max = rule.max_length() != 0 ? rule.max_length() : DefaultLength(rule.kind());
    compiled.items_max = rule.max_items() != 0 ? rule.max_items() : base::kFieldItemsMax;
    compiled.digits = rule.digits();
    compiled.known_values = KnownValues(field);
    if (rule.kind() == pb::FIELD_KIND_GROUP) compiled.group = &Compile(*field.message_type());
    return compiled;
  }

  std::map<const Descriptor*, std::unique_ptr<FieldTable>> tables_;
  const FieldTable* header_;
  std::vector<const FieldTable*> events_;
};

const Tables& TheTables() {
  static const Tables& tables = *new Tables();  // never destroyed
  return tables;
}

}  // namespace

const FieldTable& HeaderTable() { return TheTables().header(); }
const FieldTable* EventTable(int event_type) { return TheTables().event(event_type); }

}  // namespace anchorledger::event_types
