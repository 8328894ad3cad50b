#include "services/import/emit_compiler.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <utility>

#include "anchorledger/api/v1/import_profile.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/rules.pb.h"
#include "proto/base/limits.h"
#include "services/domain/event_types/event_type.h"

namespace anchorledger::importing {
namespace {

namespace api = anchorledger::api::v1;
namespace pb = anchorledger::event::v1;
namespace proto = google::protobuf;

constexpr std::string_view kHeaderPrefix = "header.";
constexpr int kFirstControlEvent = 1200;

// Which fields of the header a row may decide; the rest is the server's or the import's.
bool MayMapHeaderField(std::string_view name) {
  constexpr std::string_view kAllowed[] = {"effective_on", "partnership_id", "basis",
                                           "assurance",    "visibility",     "reason_code",
                                           "facility_id",  "late_reason"};
  return std::find(std::begin(kAllowed), std::end(kAllowed), name) != std::end(kAllowed);
}

MoneyRole RoleOf(int event_type) {
  switch (event_type) {
    case pb::EventPayload::kPurchaseRecorded:
    case pb::EventPayload::kLoanDisbursed:
    case pb::EventPayload::kGrantDisbursed:
    case pb::EventPayload::kDepositPlaced:
    case pb::EventPayload::kEquityFunded:
      return MoneyRole::kPayment;
    case pb::EventPayload::kPurchaseReversed:
    case pb::EventPayload::kGrantReturned:
    case pb::EventPayload::kDepositWithdrawn:
      return MoneyRole::kCredit;
    case pb::EventPayload::kSupplierCreditRecorded:
      return MoneyRole::kUnmatchedCredit;
    default:
      return MoneyRole::kNone;
  }
}

// The columns of the file that a value depends on.
void AddColumns(const CompiledSource& source, std::vector<std::size_t>& columns) {
  const bool reads =
      source.kind == CompiledSource::Kind::kColumn || source.kind == CompiledSource::Kind::kLookup;
  if (reads && std::find(columns.begin(), columns.end(), source.column) == columns.end()) {
    columns.push_back(source.column);
  }
  for (const CompiledSource& part : source.from) AddColumns(part, columns);
}

}  // namespace

void EmitCompiler::Compile(const api::ImportProfile& profile) {
  if (profile.emits().empty()) faults_.Add("emits", "at least one rule is required");
  if (static_cast<std::size_t>(profile.emits_size()) > base::kImportEventsPerRowMax) {
    faults_.Add("emits",
                "at most " + std::to_string(base::kImportEventsPerRowMax) + " rules are allowed");
  }
  for (int at = 0; at < profile.emits_size(); ++at) {
    CompileEmit(profile.emits(at), EntryPath("", "emits", at));
  }
  CompilePairings(profile);
  CheckRowIds();
}

void EmitCompiler::CompileEmit(const api::EmitRule& rule, const std::string& path) {
  CompiledEmit emit;
  const event_types::EventType* type = event_types::FindEventTypeByName(rule.event());
  if (type == nullptr) {
    faults_.Add(path + ".event", "'" + rule.event() + "' is not an event type");
    return;
  }
  emit.event_type = type->number;
  emit.event_name = rule.event();
  emit.member = type->payload_field;
  emit.has_business_date = !type->rule->business_date().empty();
  emit.first_use = rule.scope() == api::EMIT_SCOPE_FIRST_USE;
  emit.opens_stream = type->rule->opens_stream();
  emit.money = RoleOf(emit.event_type);
  if (emit.money != MoneyRole::kNone) emit.amount = type->descriptor->FindFieldByName("amount");
  if (emit.event_type >= kFirstControlEvent) {
    faults_.Add(path + ".event", "corrections and control events do not come from files");
  }
  for (int at = 0; at < rule.when_size(); ++at) {
    emit.when.push_back(sources_.CompileCondition(rule.when(at), EntryPath(path, "when", at)));
  }
  for (int at = 0; at < rule.fields_size(); ++at) {
    CompileField(rule.fields(at), EntryPath(path, "fields", at), emit);
  }
  CheckEmit(emit, path);
  for (const CompiledField& field : emit.fields) AddColumns(field.value, emit.columns);
  profile_.emits.push_back(std::move(emit));
}

void EmitCompiler::CompileField(const api::FieldMapping& mapping, const std::string& path,
                                CompiledEmit& emit) {
  std::string_view name = mapping.field();
  const bool in_header = name.starts_with(kHeaderPrefix);
  if (in_header) name.remove_prefix(kHeaderPrefix.size());
  if (in_header && !MayMapHeaderField(name)) {
    faults_.Add(path + ".field",
                "'" + mapping.field() + "' is not a field of the header that rows decide");
    return;
  }
  const FieldOptions options{
      .currency = sources_.CompileCurrency(mapping.currency(), path + ".currency"),
      .absolute = mapping.absolute(),
      .times = std::max<std::uint32_t>(mapping.times(), 1)};
  base::StatusOr<FieldTarget> target = FieldTarget::Create(
      in_header ? *pb::EventHeader::descriptor() : *emit.member->message_type(), name, options);
  if (!target.ok()) {
    faults_.Add(path + ".field", base::MessageOf(target.status()));
    return;
  }
  if (target->needs_currency() && options.currency.empty() && profile_.values.currency.empty()) {
    faults_.Add(path + ".currency", "an amount needs a currency, here or in 'values'");
  }
  const bool required = mapping.required() || (!in_header && target->is_required());
  CompiledField field{.target = *std::move(target),
                      .value = sources_.CompileSource(mapping.value(), path + ".value"),
                      .in_header = in_header,
                      .required = required};
  const bool row_id = field.value.kind == CompiledSource::Kind::kRowId;
  (row_id ? emit.row_ids : emit.fields).push_back(std::move(field));
}

void EmitCompiler::CheckEmit(const CompiledEmit& emit, const std::string& path) {
  const auto maps = [&](std::string_view name, bool in_header) {
    return std::any_of(emit.fields.begin(), emit.fields.end(), [&](const CompiledField& field) {
      return field.in_header == in_header && field.target.path() == name;
    });
  };
  const bool maps_date = maps("effective_on", true);
  if (!emit.has_business_date && !maps_date) {
    faults_.Add(path + ".fields",
                "this event type has no date of its own: map 'header.effective_on'");
  }
  if (emit.has_business_date && maps_date) {
    faults_.Add(path + ".fields",
                "this event type has a date of its own: map that, not 'header.effective_on'");
  }
  if (emit.first_use && !emit.row_ids.empty()) {
    faults_.Add(path + ".scope", "an event of first use cannot have an id of the row");
  }
}

void EmitCompiler::CheckRowIds() {
  const bool any_row = std::any_of(profile_.emits.begin(), profile_.emits.end(),
                                   [](const CompiledEmit& emit) { return !emit.first_use; });
  if (!any_row && !profile_.emits.empty()) {
    faults_.Add("emits", "at least one rule must be of scope EMIT_SCOPE_ROW");
  }
  if (profile_.has_key()) return;
  for (std::size_t at = 0; at < profile_.emits.size(); ++at) {
    const CompiledEmit& emit = profile_.emits[at];
    if (!emit.first_use && emit.opens_stream && emit.row_ids.empty()) {
      faults_.Add(EntryPath("", "emits", static_cast<int>(at)),
                  "without key columns this event needs a field with a row_id");
    }
  }
}

void EmitCompiler::CompilePairings(const api::ImportProfile& profile) {
  for (CompiledEmit& emit : profile_.emits) {
    std::vector<std::vector<std::string>> rules;
    for (const api::PairingRule& rule : profile.pairings()) {
      rules.emplace_back(rule.fields().begin(), rule.fields().end());
    }
    if (rules.empty() && emit.event_type == pb::EventPayload::kPurchaseRecorded) {
      rules = {{"supplier_id", "invoice_date"}, {"supplier_id", "amount"}};
    } else if (rules.empty() && emit.event_type == pb::EventPayload::kSupplierCreditRecorded) {
      rules = {{"supplier_id", "credit_date"}, {"supplier_id", "amount"}};
    }
    for (const std::vector<std::string>& rule : rules) {
      std::vector<FieldTarget> targets;
      for (const std::string& field : rule) {
        base::StatusOr<FieldTarget> target =
            FieldTarget::Create(*emit.member->message_type(), field, {});
        if (target.ok()) targets.push_back(*std::move(target));
      }
      // A rule suits the event types that have all of its fields.
      if (!targets.empty() && targets.size() == rule.size()) {
        emit.pairings.push_back(std::move(targets));
      }
    }
  }
  for (int at = 0; at < profile.pairings_size(); ++at) {
    if (profile.pairings(at).fields().empty()) {
      faults_.Add(EntryPath("", "pairings", at) + ".fields", "at least one field is required");
    }
  }
}

}  // namespace anchorledger::importing
