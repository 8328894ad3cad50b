#include "services/import/row_mapper.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "anchorledger/event/v1/common.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/text.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "services/import/name_matching.h"
#include "services/import/row_identity.h"

namespace anchorledger::importing {
namespace {

namespace pb = anchorledger::event::v1;
namespace proto = google::protobuf;

std::string DateText(const std::optional<base::Date>& date) {
  return date.has_value() ? base::FormatIsoDate(*date) : std::string();
}

std::vector<std::string> ParameterTexts(const RowParameters& parameters) {
  std::vector<std::string> texts(static_cast<std::size_t>(Parameter::kCount));
  const auto set = [&](Parameter parameter, std::string text) {
    texts[static_cast<std::size_t>(parameter)] = std::move(text);
  };
  set(Parameter::kAnchorId, parameters.anchor_id);
  set(Parameter::kPartnershipId, parameters.partnership_id);
  set(Parameter::kSource, parameters.source);
  if (parameters.period.has_value()) {
    set(Parameter::kPeriodFrom, DateText(parameters.period->from));
    set(Parameter::kPeriodTo, DateText(parameters.period->to));
  }
  return texts;
}

// What the header of an event says by the decision of its row, as bytes.
void AppendMappedHeader(const CompiledEmit& emit, const pb::EventHeader& header,
                        std::string& bytes) {
  pb::EventHeader picked;
  for (const CompiledField& field : emit.fields) {
    if (!field.in_header) continue;
    const std::string& path = field.target.path();
    if (path == "effective_on") *picked.mutable_effective_on() = header.effective_on();
    if (path == "partnership_id") picked.set_partnership_id(header.partnership_id());
    if (path == "facility_id") picked.set_facility_id(header.facility_id());
    if (path == "basis") picked.set_basis(header.basis());
    if (path == "assurance") picked.set_assurance(header.assurance());
    if (path == "visibility") picked.set_visibility(header.visibility());
  }
  picked.AppendToString(&bytes);
}

void AppendContent(const CompiledEmit& emit, const pb::EventHeader& header,
                   const pb::EventPayload& payload, std::string& bytes) {
  AppendMappedHeader(emit, header, bytes);
  bytes.push_back('\0');
  payload.AppendToString(&bytes);
}

// For a message: the first names, and how many more there are.
std::string Listed(std::span<const std::string> names) {
  constexpr std::size_t kShown = 12;
  std::string text;
  for (std::size_t at = 0; at < std::min(names.size(), kShown); ++at) {
    text.append(at == 0 ? "" : ", ").append(Quoted(names[at]));
  }
  if (names.size() > kShown) {
    text.append(" and ").append(std::to_string(names.size() - kShown)).append(" more");
  }
  return text;
}

}  // namespace

base::StatusOr<RowMapper> RowMapper::Create(const CompiledProfile& profile,
                                            std::span<const std::string> columns,
                                            std::vector<const LookupTable*> tables,
                                            const RowParameters& parameters) {
  FileContext file;
  std::vector<base::FieldViolation> missing;
  for (const std::string& name : profile.columns) {
    const auto found = std::find(columns.begin(), columns.end(), name);
    file.column_at.push_back(static_cast<std::size_t>(found - columns.begin()));
    if (found == columns.end()) {
      missing.push_back({"file",
                         "has no column '" + name + "', which the profile names; its columns are " +
                             Listed(columns),
                         base::ErrorReason::kFieldMissing});
    } else if (std::find(found + 1, columns.end(), name) != columns.end()) {
      missing.push_back({"file", "has two columns '" + name + "', which the profile names",
                         base::ErrorReason::kFieldInvalid});
    }
  }
  for (const CompiledProfile::TableColumn& column : profile.table_columns) {
    const std::optional<std::size_t> at = tables[column.table]->Column(column.name);
    file.table_column_at.push_back(at.value_or(0));
    if (at.has_value()) continue;
    missing.push_back({"lookups." + profile.lookups[column.table].name,
                       "has no column '" + column.name + "', which the profile names",
                       base::ErrorReason::kFieldMissing});
  }
  if (!missing.empty()) return base::InvalidFields(std::move(missing));
  file.tables = std::move(tables);
  file.parameters = ParameterTexts(parameters);
  file.source = parameters.source;
  file.null_words = profile.null_words;
  return RowMapper(profile, std::move(file), columns.size(), parameters.period);
}

RowMapper::Outcome RowMapper::Map(std::span<const std::string_view> fields,
                                  const KnowsPurchase& knows_purchase, MappedRow& row,
                                  RowProblem& problem, RowMemory* memory) const {
  row.events.clear();
  row.left_out.clear();
  if (fields.size() != width_) {
    problem = MakeProblem(ProblemCode::kRowWidth, "",
                          "The row has " + std::to_string(fields.size()) +
                              " values, but the file has " + std::to_string(width_) + " columns.");
    return Outcome::kRejected;
  }
  if (!CheckText(fields, problem)) return Outcome::kRejected;
  const RowContext context{.file = &file_, .fields = fields};
  switch (HoldAll(profile_.filters, context, knows_purchase, problem)) {
    case Answer::kNo:
      return Outcome::kSkipped;
    case Answer::kRejected:
      return Outcome::kRejected;
    case Answer::kDeferred:
    case Answer::kYes:
      break;
  }
  std::string content;
  bool any_row_event = false;
  for (const CompiledEmit& emit : profile_.emits) {
    const Answer holds = HoldAll(emit.when, context, knows_purchase, problem);
    if (holds == Answer::kRejected) return Outcome::kRejected;
    if (holds == Answer::kDeferred) return Outcome::kDeferred;
    if (holds == Answer::kNo) continue;
    const FirstUse first_use = emit.first_use ? FirstUseOf(emit, context) : 0;
    if (emit.first_use && memory != nullptr && memory->Remembers(first_use)) {
      row.left_out.push_back(first_use);
      continue;
    }
    MappedEvent& event = row.events.emplace_back();
    event.first_use = first_use;
    if (!MakeEvent(emit, context, event, problem)) return Outcome::kRejected;
    if (emit.first_use) continue;
    any_row_event = true;
    if (!profile_.has_key()) AppendContent(emit, *event.header, *event.payload, content);
  }
  if (!any_row_event) {
    problem =
        MakeProblem(ProblemCode::kNoRule, "", "No rule of the profile makes an event of this row.");
    return Outcome::kRejected;
  }
  if (profile_.has_key()) {
    return IdentifyByKey(context, row, problem) ? Outcome::kMapped : Outcome::kRejected;
  }
  ListHasher hasher;
  hasher.Add(content);
  row.content = hasher.Finish();
  return Outcome::kMapped;
}

bool RowMapper::CheckText(std::span<const std::string_view> fields, RowProblem& problem) const {
  for (const std::string_view field : fields) {
    const bool ascii = std::all_of(field.begin(), field.end(), [](char byte) {
      return static_cast<unsigned char>(byte) < 0x80 && byte != '\0';
    });
    if (ascii) continue;
    if (base::IsValidUtf8(field) && field.find('\0') == std::string_view::npos) continue;
    problem = MakeProblem(ProblemCode::kTextInvalid, "",
                          "The row has bytes that are no characters in the file's encoding.");
    return false;
  }
  return true;
}

RowMapper::Answer RowMapper::HoldAll(const std::vector<CompiledCondition>& conditions,
                                     const RowContext& context, const KnowsPurchase& knows_purchase,
                                     RowProblem& problem) const {
  for (const CompiledCondition& condition : conditions) {
    const Answer answer = Holds(condition, context, knows_purchase, problem);
    if (answer != Answer::kYes) return answer;
  }
  return Answer::kYes;
}

RowMapper::Answer RowMapper::Holds(const CompiledCondition& condition, const RowContext& context,
                                   const KnowsPurchase& knows_purchase, RowProblem& problem) const {
  std::string scratch;
  std::string_view value;
  if (!condition.value.Evaluate(context, scratch, value, problem)) return Answer::kRejected;
  bool holds = false;
  switch (condition.test) {
    case CompiledCondition::Test::kSign:
      return HoldsSign(condition, value, problem);
    case CompiledCondition::Test::kBlank:
      holds = value.empty();
      break;
    case CompiledCondition::Test::kOneOf:
      holds = condition.words.contains(LowerCase(value));
      break;
    case CompiledCondition::Test::kKnownPurchase:
      if (value.empty()) break;
      if (!knows_purchase) return Answer::kDeferred;
      holds = knows_purchase(value);
      break;
  }
  return holds == condition.wanted ? Answer::kYes : Answer::kNo;
}

RowMapper::Answer RowMapper::HoldsSign(const CompiledCondition& condition, std::string_view value,
                                       RowProblem& problem) const {
  const std::string& column = condition.value.label;
  if (value.empty()) {
    problem = MakeProblem(ProblemCode::kValueMissing, column,
                          "The value is blank, but a number is needed.");
    return Answer::kRejected;
  }
  const base::Currency currency = profile_.values.currency;
  std::optional<std::int64_t> number;
  if (currency.empty()) {
    const std::optional<Decimal> decimal = ParseDecimal(value, profile_.values.numbers);
    if (decimal.has_value()) number = decimal->digits;
  } else {
    number = ParseMinorUnits(value, profile_.values.numbers, currency);
  }
  if (!number.has_value()) {
    problem = MakeProblem(
        ProblemCode::kMoneyUnreadable, column,
        Quoted(value) + " is not an amount written like " +
            ExampleOf(profile_.values.numbers, currency.empty() ? 2 : currency.minor_digits()) +
            ".");
    return Answer::kRejected;
  }
  const int sign = *number > 0 ? 1 : (*number < 0 ? -1 : 0);
  return sign == condition.sign ? Answer::kYes : Answer::kNo;
}

bool RowMapper::MakeEvent(const CompiledEmit& emit, const RowContext& context, MappedEvent& event,
                          RowProblem& problem) const {
  event.emit = &emit;
  event.header = std::make_shared<pb::EventHeader>();
  event.payload = std::make_shared<pb::EventPayload>();
  proto::Message& body =
      *event.payload->GetReflection()->MutableMessage(event.payload.get(), emit.member);
  for (const CompiledField& field : emit.fields) {
    proto::Message& message = field.in_header ? *event.header : body;
    if (!WriteField(field, context, message, problem)) return false;
  }
  if (!profile_.reject_outside_period || !period_.has_value()) return true;
  std::optional<base::Date> date = event_types::BusinessDateOf(*event.payload);
  if (!date.has_value() && event.header->has_effective_on()) {
    date = base::Date{event.header->effective_on().days()};
  }
  if (!date.has_value() || period_->Contains(*date)) return true;
  problem = MakeProblem(ProblemCode::kOutsidePeriod, "",
                        "The date " + base::FormatIsoDate(*date) +
                            " lies outside the period that the file declares to cover.");
  return false;
}

bool RowMapper::WriteField(const CompiledField& field, const RowContext& context,
                           proto::Message& message, RowProblem& problem) const {
  std::string scratch;
  std::string_view value;
  if (!field.value.Evaluate(context, scratch, value, problem)) return false;
  if (value.empty()) {
    if (!field.required) return true;
    problem = MakeProblem(ProblemCode::kValueMissing, field.value.label,
                          "The value is blank, but '" + field.target.path() + "' is required.");
    return false;
  }
  const CompiledValues& values =
      field.value.is_profile_text(value) ? profile_.plain_values : profile_.values;
  return field.target.Write(value, values, field.value.label, message, problem);
}

// Over the text of all columns that the rule reads: the same text makes the same event.
FirstUse RowMapper::FirstUseOf(const CompiledEmit& emit, const RowContext& context) const {
  std::string text = std::to_string(&emit - profile_.emits.data());
  for (const std::size_t column : emit.columns) {
    text.push_back('\0');  // stands in no row
    text.append(context.fields[file_.column_at[column]]);
  }
  return std::hash<std::string>()(text);
}

// Done here, by the many threads that map, and not by the one that decides.
bool RowMapper::IdentifyByKey(const RowContext& context, MappedRow& row,
                              RowProblem& problem) const {
  std::vector<std::string> key;
  if (!KeyOf(context, key, problem)) return false;
  row.identity = IdentityOfKey(file_.source, key);
  WriteRowIds(KeyText(row.identity), row);
  return true;
}

// The values of the row's key, in the form in which they are compared. False when one is blank.
bool RowMapper::KeyOf(const RowContext& context, std::vector<std::string>& key,
                      RowProblem& problem) const {
  for (const CompiledSource& part : profile_.key) {
    std::string scratch;
    std::string_view value;
    if (!part.Evaluate(context, scratch, value, problem)) return false;
    if (value.empty()) {
      problem = MakeProblem(ProblemCode::kKeyMissing, part.label,
                            "The value is blank, but it is a part of what names the row.");
      return false;
    }
    std::string form = profile_.match_key_as_name ? MatchingForm(value) : std::string();
    key.push_back(form.empty() ? std::string(value) : std::move(form));
  }
  return true;
}

void RowMapper::CollectPurchases(std::span<const std::string_view> fields,
                                 const std::function<void(std::string_view)>& collect) const {
  if (fields.size() != width_) return;
  const RowContext context{.file = &file_, .fields = fields};
  for (const CompiledEmit& emit : profile_.emits) {
    for (const CompiledCondition& condition : emit.when) {
      if (condition.test != CompiledCondition::Test::kKnownPurchase) continue;
      std::string scratch;
      std::string_view value;
      RowProblem ignored;
      if (condition.value.Evaluate(context, scratch, value, ignored) && !value.empty()) {
        collect(value);
      }
    }
  }
}

bool RowMemory::Remembers(FirstUse first_use) {
  constexpr std::size_t kRememberedMax = 100'000;
  if (first_uses_.contains(first_use)) return true;
  if (first_uses_.size() < kRememberedMax) first_uses_.insert(first_use);
  return false;
}

void WriteRowIds(std::string_view row_key, MappedRow& row) {
  const RowContext context{.row_key = row_key};
  static const auto& no_values = *new CompiledValues;
  for (MappedEvent& event : row.events) {
    for (const CompiledField& field : event.emit->row_ids) {
      std::string scratch;
      std::string_view value;
      RowProblem ignored;  // an id always fits into a text field
      field.value.Evaluate(context, scratch, value, ignored);
      proto::Message& message =
          *event.payload->GetReflection()->MutableMessage(event.payload.get(), event.emit->member);
      field.target.Clear(message);
      field.target.Write(value, no_values, "", message, ignored);
    }
  }
}

std::string ContentOf(const CompiledEmit& emit, const pb::EventHeader& header,
                      pb::EventPayload payload) {
  proto::Message& message = *payload.GetReflection()->MutableMessage(&payload, emit.member);
  for (const CompiledField& field : emit.row_ids) field.target.Clear(message);
  std::string bytes;
  AppendContent(emit, header, payload, bytes);
  return bytes;
}

}  // namespace anchorledger::importing
