// The rules that each field states, broken one at a time on samples of all types.
#include <catch2/catch.hpp>

#include "anchorledger/event/v1/rules.pb.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/field_table.h"
#include "tests/unit/event_types/checking.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;
using base::ErrorReason;
using google::protobuf::FieldDescriptor;
using Payload = pb::EventPayload;

TEST_CASE("a valid event of each type has nothing against it") {
  for (const EventType& type : AllEventTypes()) {
    const Checked checked(type.number);
    INFO(std::string(type.name) << "\n" << Listed(checked.Violations()));
    CHECK(checked.Violations().empty());
  }
}

TEST_CASE("a valid event of each type with its required fields only has nothing against it") {
  for (const EventType& type : AllEventTypes()) {
    // Rules between fields need some optional fields of these samples.
    const int n = type.number;
    if (n == Payload::kBaselineReported || n == Payload::kSupplierClassified ||
        n == Payload::kInvestmentCommitted || n == Payload::kMilestoneAchieved ||
        n == Payload::kHousingUnitsReported || n == Payload::kImportBatchRecorded) {
      continue;
    }
    Checked checked(type.number);
    for (const CompiledField& field : EventTable(type.number)->fields) {
      if (field.required) continue;
      checked.event().GetReflection()->ClearField(&checked.event(), field.field);
    }
    INFO(std::string(type.name) << "\n" << Listed(checked.Violations()));
    CHECK(checked.Violations().empty());
  }
}

TEST_CASE("a required field that is missing is named") {
  int broken = 0;
  ForEachField([&](Checked& checked, const Place& place) {
    if (!RuleOf(*place.field).required()) return;
    place.holder->GetReflection()->ClearField(place.holder, place.field);
    INFO(place.path << "\n" << Listed(checked.Violations()));
    CHECK(Has(checked.Violations(), place.path, ErrorReason::kFieldMissing));
    ++broken;
  });
  CHECK(broken > 250);
}

TEST_CASE("a value that an enum does not have is refused as unknown") {
  int broken = 0;
  ForEachField([&](Checked& checked, const Place& place) {
    if (place.field->enum_type() == nullptr) return;
    const std::string path = place.field->is_repeated() ? place.path + "[0]" : place.path;
    for (const int value : {60, 1'000'000, -1}) {
      if (place.field->is_repeated()) {
        place.holder->GetReflection()->SetRepeatedEnumValue(place.holder, place.field, 0, value);
      } else {
        place.holder->GetReflection()->SetEnumValue(place.holder, place.field, value);
      }
      INFO(path << "\n" << Listed(checked.Violations()));
      CHECK(Has(checked.Violations(), path, ErrorReason::kFieldUnknown));
    }
    ++broken;
  });
  CHECK(broken > 60);
}

TEST_CASE("a field that this server does not know is refused wherever it stands") {
  int broken = 0;
  ForEachField([&](Checked& checked, const Place& place) {
    if (place.field->message_type() == nullptr) return;
    const auto* reflection = place.holder->GetReflection();
    std::string path = place.path;
    google::protobuf::Message* inner = nullptr;
    if (place.field->is_repeated()) {
      inner = reflection->MutableRepeatedMessage(place.holder, place.field, 0);
      path += "[0]";
    } else {
      inner = reflection->MutableMessage(place.holder, place.field);
    }
    inner->GetReflection()->MutableUnknownFields(inner)->AddVarint(1999, 1);
    INFO(path << "\n" << Listed(checked.Violations()));
    CHECK(Has(checked.Violations(), path, ErrorReason::kFieldUnknown));
    ++broken;
  });
  CHECK(broken > 60);
}

void SetNumber(const Place& place, std::int64_t value) {
  const auto* reflection = place.holder->GetReflection();
  if (place.field->cpp_type() == FieldDescriptor::CPPTYPE_INT32) {
    reflection->SetInt32(place.holder, place.field, static_cast<std::int32_t>(value));
  } else {
    reflection->SetInt64(place.holder, place.field, value);
  }
}

bool IsSignedNumber(const FieldDescriptor& field) {
  return !field.is_repeated() && (field.cpp_type() == FieldDescriptor::CPPTYPE_INT32 ||
                                  field.cpp_type() == FieldDescriptor::CPPTYPE_INT64);
}

// Of an amount it is the field that holds the amount which has the bounds.
bool HasOwnBounds(const FieldDescriptor& field) {
  return field.full_name() != "anchorledger.event.v1.Money.minor";
}

TEST_CASE("a number outside its bounds is refused") {
  int broken = 0;
  ForEachField([&](Checked& checked, const Place& place) {
    if (!IsSignedNumber(*place.field) || !HasOwnBounds(*place.field)) return;
    const pb::FieldRule& rule = RuleOf(*place.field);
    if (rule.kind() == pb::FIELD_KIND_INTEGER && !rule.has_min()) return;
    const bool in_date = place.field->full_name() == "anchorledger.event.v1.Date.days";
    const std::string path =
        in_date ? place.path.substr(0, place.path.size() - 5) : place.path;  // without ".days"
    SetNumber(place, (rule.has_min() ? rule.min() : 0) - 1);
    INFO(path << "\n" << Listed(checked.Violations()));
    const bool zero_is_missing = rule.required() && !place.field->has_presence();
    CHECK(Has(checked.Violations(), path,
              zero_is_missing ? ErrorReason::kFieldMissing : ErrorReason::kFieldInvalid));
    ++broken;
    const bool share = rule.kind() == pb::FIELD_KIND_BASIS_POINTS;
    if (!rule.has_max() && !share) return;
    SetNumber(place, (rule.has_max() ? rule.max() : 10'000) + 1);
    CHECK(Has(checked.Violations(), path));
  });
  CHECK(broken > 120);
}

TEST_CASE("an amount of money below its bound or in no currency is refused") {
  int broken = 0;
  ForEachField([&](Checked& checked, const Place& place) {
    const pb::FieldRule& rule = RuleOf(*place.field);
    if (rule.kind() != pb::FIELD_KIND_MONEY || place.field->is_repeated()) return;
    auto& money = static_cast<pb::Money&>(
        *place.holder->GetReflection()->MutableMessage(place.holder, place.field));
    money.set_minor((rule.has_min() ? rule.min() : 0) - 1);
    money.set_currency("XYZ");
    INFO(place.path << "\n" << Listed(checked.Violations()));
    CHECK(Has(checked.Violations(), place.path + ".minor"));
    CHECK(Has(checked.Violations(), place.path + ".currency"));
    money.clear_currency();
    CHECK(Has(checked.Violations(), place.path + ".currency", ErrorReason::kFieldMissing));
    ++broken;
  });
  CHECK(broken > 20);
}

// Texts that no field of the kind may hold.
std::vector<std::string> BadTexts(const pb::FieldRule& rule) {
  if (rule.digits() != 0) return {"x", std::string(rule.digits(), 'x'), "12345678901234567"};
  switch (rule.kind()) {
    case pb::FIELD_KIND_ID:
      return {" ", "a b", ":a", "-", "a/b", "é", std::string(129, 'a'), std::string("a\0b", 3)};
    case pb::FIELD_KIND_CODE:
      return {" ", "a b", "/a", "_", "a+b", std::string(65, 'a')};
    case pb::FIELD_KIND_NAME:
    case pb::FIELD_KIND_LABEL:
      return {"a\nb", "a\tb", "\x7f", "\xff", "\xc0\xaf", std::string(201, 'a')};
    case pb::FIELD_KIND_REFERENCE:
      return {"a\nb", "\xff", std::string(129, 'a')};
    case pb::FIELD_KIND_TEXT:
      return {"\xff", std::string(501, 'a'), "write to jane@example.org", "call (617) 555-0123"};
    case pb::FIELD_KIND_CURRENCY:
      return {"usd", "US", "ZZZ", "USDX"};
    case pb::FIELD_KIND_TIME_ZONE:
      return {"Boston", "America/New York", std::string(65, 'a')};
    case pb::FIELD_KIND_SHA256:
      return {"x", std::string(31, 'x'), std::string(33, 'x')};
    case pb::FIELD_KIND_JSON:
      return {"\xff", std::string(rule.max_length() + 1, '1')};
    case pb::FIELD_KIND_FIELD_PATH:
      return {"Amount", "a b", std::string(201, 'a')};
    default:
      return {};
  }
}

TEST_CASE("a text that its kind does not allow is refused") {
  int broken = 0;
  ForEachField([&](Checked& checked, const Place& place) {
    if (place.field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) return;
    const auto* reflection = place.holder->GetReflection();
    const std::string path = place.field->is_repeated() ? place.path + "[0]" : place.path;
    for (const std::string& text : BadTexts(RuleOf(*place.field))) {
      if (place.field->is_repeated()) {
        reflection->SetRepeatedString(place.holder, place.field, 0, text);
      } else {
        reflection->SetString(place.holder, place.field, text);
      }
      INFO(path << " = " << text << "\n" << Listed(checked.Violations()));
      CHECK(Has(checked.Violations(), path));
      ++broken;
    }
  });
  CHECK(broken > 1'000);
}

TEST_CASE("a list that is too long, has an empty entry or repeats one is refused") {
  int broken = 0;
  ForEachField([&](Checked& checked, const Place& place) {
    const bool text = place.field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
    if (!place.field->is_repeated() || !text) return;
    const auto* reflection = place.holder->GetReflection();
    const std::string first = reflection->GetRepeatedString(*place.holder, place.field, 0);
    reflection->AddString(place.holder, place.field, first);
    CHECK(Has(checked.Violations(), place.path + "[1]"));
    reflection->SetRepeatedString(place.holder, place.field, 1, "");
    CHECK(Has(checked.Violations(), place.path + "[1]", ErrorReason::kFieldMissing));
    for (int i = 0; i < 1'000; ++i) reflection->AddString(place.holder, place.field, first);
    CHECK(Has(checked.Violations(), place.path));
    ++broken;
  });
  CHECK(broken >= 5);
}

TEST_CASE("a list of values with keys has each key once, in rising order") {
  Checked geography(Payload::kGeographyDefined);
  auto& members = *geography.payload.mutable_geography_defined()->mutable_members();
  *members.Add() = members[0];
  CHECK(Has(geography.Violations(), "e.geography_defined.members[1]"));
  members[1].set_code("02120");
  CHECK(geography.Violations().empty());
  members[1].set_scheme(pb::GEO_SCHEME_COUNTY);
  CHECK(geography.Violations().empty());
  members.SwapElements(0, 1);
  CHECK(Has(geography.Violations(), "e.geography_defined.members[1]"));

  Checked rates(Payload::kReferenceSetPublished);
  auto& entries = *rates.payload.mutable_reference_set_published()->mutable_entries();
  *entries.Add() = entries[0];
  CHECK(Has(rates.Violations(), "e.reference_set_published.entries[1]"));
  entries[1].set_variant("variant-2");
  CHECK(rates.Violations().empty());
}

TEST_CASE("counts by code stand in order of the code and are never negative") {
  Checked checked(Payload::kRetentionReported);
  auto& reasons = *checked.payload.mutable_retention_reported()->mutable_reasons_left();
  reasons[0].set_code("moved");
  *reasons.Add() = reasons[0];
  CHECK(Has(checked.Violations(), "e.retention_reported.reasons_left[1]"));
  reasons[1].set_code("other job");
  reasons[1].set_count(-1);
  CHECK(Has(checked.Violations(), "e.retention_reported.reasons_left[1].code"));
  CHECK(Has(checked.Violations(), "e.retention_reported.reasons_left[1].count"));
  reasons[1].clear_code();
  CHECK(Has(checked.Violations(), "e.retention_reported.reasons_left[1].code",
            ErrorReason::kFieldMissing));
}

TEST_CASE("a period ends on or after its first day and has both") {
  Checked checked(Payload::kLoanInterestAccrued);
  pb::Period& period = *checked.payload.mutable_loan_interest_accrued()->mutable_period();
  *period.mutable_from() = period.to();
  CHECK(checked.Violations().empty());
  period.mutable_from()->set_days(period.to().days() + 1);
  CHECK(Has(checked.Violations(), "e.loan_interest_accrued.period.to"));
  period.clear_from();
  CHECK(
      Has(checked.Violations(), "e.loan_interest_accrued.period.from", ErrorReason::kFieldMissing));
}

TEST_CASE("a place has a code in the form of its scheme") {
  using Row = std::tuple<pb::GeoScheme, const char*, bool>;
  const auto [scheme, code, valid] = GENERATE(table<pb::GeoScheme, const char*, bool>({
      Row{pb::GEO_SCHEME_ZCTA5, "02119", true},
      Row{pb::GEO_SCHEME_ZCTA5, "2119", false},
      Row{pb::GEO_SCHEME_ZCTA5, "0211a", false},
      Row{pb::GEO_SCHEME_TRACT2020, "25025080100", true},
      Row{pb::GEO_SCHEME_TRACT2020, "25025", false},
      Row{pb::GEO_SCHEME_COUNTY, "25025", true},
      Row{pb::GEO_SCHEME_COUNTY, "025", false},
      Row{pb::GEO_SCHEME_CUSTOM, "ward-12", true},
      Row{pb::GEO_SCHEME_CUSTOM, "ward 12", false},
  }));
  Checked checked(Payload::kSupplierRegistered);
  pb::GeoRef& place = *checked.payload.mutable_supplier_registered()->mutable_business_geo();
  place.set_scheme(scheme);
  place.set_code(code);
  INFO(code);
  CHECK(checked.Violations().empty() == valid);
  CHECK(Has(checked.Violations(), "e.supplier_registered.business_geo.code") == !valid);
}

TEST_CASE("one event has one currency") {
  Checked checked(Payload::kLoanRepaymentReceived);
  checked.payload.mutable_loan_repayment_received()->mutable_fees()->set_currency("GBP");
  CHECK(Has(checked.Violations(), "e.loan_repayment_received.fees.currency"));
  CHECK(checked.Violations().size() == 1);
}

TEST_CASE("a name of two hundred characters is long enough in any script") {
  Checked checked(Payload::kPartnerOnboarded);
  std::string name;
  for (int i = 0; i < 200; ++i) name += "é";
  checked.payload.mutable_partner_onboarded()->set_org_name(name);
  CHECK(checked.Violations().empty());
  checked.payload.mutable_partner_onboarded()->set_org_name(name + "e");
  CHECK(Has(checked.Violations(), "e.partner_onboarded.org_name"));
  checked.payload.mutable_partner_onboarded()->set_org_name("   ");
  CHECK(Has(checked.Violations(), "e.partner_onboarded.org_name", ErrorReason::kFieldMissing));
}

TEST_CASE("names and references may look like numbers of people, narrative may not") {
  Checked checked(Payload::kLoanDisbursed);
  checked.payload.mutable_loan_disbursed()->set_ledger_ref("4111 1111 1111");
  CHECK(checked.Violations().empty());
  Checked undone(Payload::kImportBatchUndone);
  undone.payload.mutable_import_batch_undone()->set_reason("ask 4111 1111 1111");
  undone.payload.mutable_import_batch_undone()->set_reason("SSN 123-45-6789");
  CHECK(Has(undone.Violations(), "e.import_batch_undone.reason"));
}

TEST_CASE("all that is wrong is reported at once") {
  Checked checked(Payload::kPurchaseRecorded);
  pb::PurchaseRecorded& purchase = *checked.payload.mutable_purchase_recorded();
  purchase.clear_supplier_id();
  purchase.mutable_amount()->set_minor(0);
  purchase.clear_addressable();
  checked.header.clear_anchor_id();
  checked.header.clear_facility_id();
  checked.header.mutable_effective_on()->set_days(purchase.invoice_date().days() - 1);
  const auto violations = checked.Violations();
  INFO(Listed(violations));
  CHECK(violations.size() == 5);
  CHECK(Has(violations, "e.purchase_recorded.supplier_id", ErrorReason::kFieldMissing));
  CHECK(Has(violations, "e.purchase_recorded.amount.minor"));
  CHECK(Has(violations, "e.purchase_recorded.addressable", ErrorReason::kFieldMissing));
  CHECK(Has(violations, "e.anchor_id", ErrorReason::kFieldMissing));
  CHECK(Has(violations, "e.effective_on"));
}

TEST_CASE("paths have no prefix when none is given") {
  Checked checked(Payload::kPurchaseRecorded);
  checked.payload.mutable_purchase_recorded()->clear_supplier_id();
  checked.header.clear_actor_ref();
  const auto violations =
      CheckFields(checked.header, checked.payload, {.today = testing::kSampleToday});
  CHECK(Has(violations, "purchase_recorded.supplier_id", ErrorReason::kFieldMissing));
  CHECK(Has(violations, "actor_ref", ErrorReason::kFieldMissing));
}

}  // namespace
}  // namespace anchorledger::event_types
