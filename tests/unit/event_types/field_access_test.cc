#include <catch2/catch.hpp>
#include <string>

#include "services/domain/event_types/event_type.h"
#include "services/domain/event_types/field_access.h"
#include "tests/support/events/sample_events.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;
using Payload = pb::EventPayload;

pb::PurchaseRecorded Purchase() {
  pb::PurchaseRecorded purchase;
  purchase.set_purchase_id("p-1");
  purchase.mutable_amount()->set_minor(12'345);
  purchase.mutable_amount()->set_currency("USD");
  purchase.mutable_category()->set_scheme(pb::CATEGORY_SCHEME_INTERNAL);
  purchase.mutable_category()->set_code("Food & \"drink\"");
  purchase.set_is_construction(false);
  purchase.mutable_invoice_date()->set_days(19'000);
  return purchase;
}

std::string Json(const google::protobuf::Message& message, std::string_view path) {
  const auto json = GetFieldJson(message, path);
  if (!json.ok()) return base::ToString(json.status());
  return json->value_or("absent");
}

TEST_CASE("a field reads as canonical JSON") {
  const pb::PurchaseRecorded purchase = Purchase();
  CHECK(Json(purchase, "purchase_id") == R"("p-1")");
  CHECK(Json(purchase, "amount.minor") == R"("12345")");
  CHECK(Json(purchase, "amount") == R"({"minor":"12345","currency":"USD"})");
  CHECK(Json(purchase, "category.scheme") == R"("CATEGORY_SCHEME_INTERNAL")");
  CHECK(Json(purchase, "category.code") == R"("Food & \"drink\"")");
  CHECK(Json(purchase, "is_construction") == "false");
  CHECK(Json(purchase, "invoice_date.days") == "19000");
}

TEST_CASE("what is not set reads as absent, and zero inside a value that is set as zero") {
  pb::PurchaseRecorded purchase = Purchase();
  CHECK(Json(purchase, "contract_id") == "absent");
  CHECK(Json(purchase, "addressable") == "absent");
  CHECK(Json(purchase, "paid_date") == "absent");
  CHECK(Json(purchase, "paid_date.days") == "absent");
  purchase.mutable_paid_date();
  CHECK(Json(purchase, "paid_date") == "{}");
  CHECK(Json(purchase, "paid_date.days") == "0");
  purchase.mutable_amount()->set_minor(0);
  CHECK(Json(purchase, "amount.minor") == R"("0")");
}

TEST_CASE("a path that leads nowhere is refused") {
  const pb::PurchaseRecorded purchase = Purchase();
  const auto* const path =
      GENERATE("", ".", "amount.", "amount.major", "amount.minor.x", "nothing", "purchase_id.x");
  CHECK_REASON(GetFieldJson(purchase, path), kFieldInvalid);
  pb::PurchaseRecorded changed = purchase;
  CHECK_REASON(SetFieldJson(&changed, path, "1"), kFieldInvalid);
  CHECK(changed.SerializeAsString() == purchase.SerializeAsString());
}

TEST_CASE("a list is one value and no path leads into it") {
  pb::GeographyDefined geography;
  CHECK(Json(geography, "members") == "absent");
  CHECK_OK(
      SetFieldJson(&geography, "members", R"([{"scheme":"GEO_SCHEME_ZCTA5","code":"02119"}])"));
  CHECK(geography.members(0).code() == "02119");
  CHECK(Json(geography, "members") == R"([{"scheme":"GEO_SCHEME_ZCTA5","code":"02119"}])");
  CHECK_REASON(SetFieldJson(&geography, "members", "[]"), kFieldInvalid);  // that is absent
  CHECK_OK(SetFieldJson(&geography, "members", std::nullopt));
  CHECK(geography.members().empty());
  CHECK_REASON(GetFieldJson(geography, "members.code"), kFieldInvalid);
}

TEST_CASE("every field of every sample survives being read, cleared and set again") {
  for (const EventType& type : AllEventTypes()) {
    const Payload sample = testing::SamplePayload(type.number);
    const google::protobuf::Message& event = *EventOf(sample);
    Payload changed = sample;
    for (int i = 0; i < type.descriptor->field_count(); ++i) {
      const std::string& path = type.descriptor->field(i)->name();
      INFO(std::string(type.name) << "." << path);
      const auto json = GetFieldJson(event, path);
      REQUIRE_OK(json);
      if (!json->has_value()) continue;
      CHECK(*CanonicalJson(*type.descriptor->field(i), **json) == **json);
      const bool has_absence = SetFieldJson(MutableEventOf(changed), path, std::nullopt).ok();
      if (has_absence) CHECK(Json(*EventOf(changed), path) == "absent");
      CHECK_OK(SetFieldJson(MutableEventOf(changed), path, *json));
    }
    CHECK(changed.SerializeAsString() == sample.SerializeAsString());
  }
}

TEST_CASE("setting creates the messages around a field and clearing leaves them") {
  pb::InvestmentCommitted committed;
  CHECK_OK(SetFieldJson(&committed, "terms.rate_bp", "350"));
  CHECK(committed.terms().rate_bp() == 350);
  CHECK_OK(SetFieldJson(&committed, "terms.rate_bp", std::nullopt));
  CHECK(committed.has_terms());
  CHECK_FALSE(committed.terms().has_rate_bp());
  CHECK_OK(SetFieldJson(&committed, "terms", std::nullopt));
  CHECK_FALSE(committed.has_terms());
  CHECK_OK(SetFieldJson(&committed, "terms.rate_bp", std::nullopt));
  CHECK_FALSE(committed.has_terms());
}

TEST_CASE("text that is no value of the field is refused and changes nothing") {
  const pb::PurchaseRecorded before = Purchase();
  const auto [path, json] = GENERATE(table<const char*, const char*>({
      {"amount.minor", "\"many\""},
      {"amount.minor", "1.5"},
      {"amount.minor", "99999999999999999999"},
      {"amount", "{\"minor\":\"1\",\"note\":\"x\"}"},
      {"amount", "7"},
      {"is_construction", "\"maybe\""},
      {"category.scheme", "\"CATEGORY_SCHEME_NONE\""},
      {"purchase_id", "null"},
      {"purchase_id", ""},
      {"purchase_id", "\"x\",\"supplier_id\":\"y\""},
      {"purchase_id", "\"x\"}{"},
  }));
  pb::PurchaseRecorded purchase = before;
  INFO(path << " = " << json);
  CHECK_REASON(SetFieldJson(&purchase, path, json), kFieldInvalid);
  CHECK(purchase.SerializeAsString() == before.SerializeAsString());
}

TEST_CASE("a number that always has a value cannot become absent") {
  pb::PurchaseRecorded purchase = Purchase();
  CHECK_REASON(SetFieldJson(&purchase, "amount.minor", std::nullopt), kFieldInvalid);
  CHECK(purchase.amount().minor() == 12'345);
}

TEST_CASE("other spellings of a value have one canonical form") {
  const auto* amount = pb::PurchaseRecorded::descriptor()->FindFieldByName("amount");
  CHECK(*CanonicalJson(*amount, R"( { "currency" : "USD", "minor" : 12345 } )") ==
        R"({"minor":"12345","currency":"USD"})");
  const auto* scheme = pb::SpendCategory::descriptor()->FindFieldByName("scheme");
  CHECK(*CanonicalJson(*scheme, "3") == R"("CATEGORY_SCHEME_INTERNAL")");
  CHECK_REASON(CanonicalJson(*scheme, "oops"), kFieldInvalid);
}

pb::FieldChange Change(const char* path, const char* from, const char* to) {
  pb::FieldChange change;
  change.set_path(path);
  if (from == nullptr) {
    change.mutable_old_absent();
  } else {
    change.set_old_json(from);
  }
  if (to == nullptr) {
    change.mutable_new_absent();
  } else {
    change.set_new_json(to);
  }
  return change;
}

struct Event {
  pb::EventHeader header;
  Payload payload;
};

Event SampleEvent() {
  Event event;
  *event.payload.mutable_purchase_recorded() = Purchase();
  event.header.mutable_effective_on()->set_days(19'000);
  return event;
}

TEST_CASE("an amendment changes payload and header") {
  Event event = SampleEvent();
  pb::EventAmended amended;
  *amended.add_field_changes() = Change("amount.minor", "\"12345\"", "\"54321\"");
  *amended.add_field_changes() = Change("contract_id", nullptr, "\"c-1\"");
  *amended.add_field_changes() =
      Change("header.effective_on", R"({"days":19000})", R"({"days":19001})");
  *amended.add_field_changes() = Change("is_construction", "false", nullptr);
  CHECK_OK(ApplyFieldChanges(amended, &event.header, &event.payload));
  const pb::PurchaseRecorded& purchase = event.payload.purchase_recorded();
  CHECK(purchase.amount().minor() == 54'321);
  CHECK(purchase.contract_id() == "c-1");
  CHECK_FALSE(purchase.has_is_construction());
  CHECK(event.header.effective_on().days() == 19'001);
}

TEST_CASE("an amendment whose old value is not in force changes nothing at all") {
  Event event = SampleEvent();
  const std::string before = event.payload.SerializeAsString();
  pb::EventAmended amended;
  *amended.add_field_changes() = Change("amount.minor", "\"12345\"", "\"54321\"");
  const auto* const stated = GENERATE("\"c-2\"", "\"\"");
  *amended.add_field_changes() = Change("contract_id", stated, "\"c-1\"");
  const base::Status status = ApplyFieldChanges(amended, &event.header, &event.payload);
  CHECK_REASON(status, kRuleBroken);
  CHECK(base::ToString(status).find("contract_id") != std::string::npos);
  CHECK(event.payload.SerializeAsString() == before);
}

TEST_CASE("an amendment of a field that the event does not have is refused") {
  Event event = SampleEvent();
  const auto* const path = GENERATE("cohort_id", "header.revision", "header", "payload.amount");
  pb::EventAmended amended;
  *amended.add_field_changes() = Change(path, nullptr, "\"x\"");
  CHECK_REASON(ApplyFieldChanges(amended, &event.header, &event.payload), kFieldInvalid);
  Payload none;
  CHECK_REASON(ApplyFieldChanges(amended, &event.header, &none), kFieldInvalid);
}

TEST_CASE("ids of stream and event and what the server set are not amendable") {
  const auto [path, amendable] = GENERATE(table<const char*, bool>({
      {"amount.minor", true},
      {"header.effective_on", true},
      {"header.anchor_id", true},
      {"header.partnership_id", true},
      {"header.basis", true},
      {"purchase_id", false},
      {"header.actor_ref", false},
      {"header.event_type", false},
      {"header.late", false},
      {"header.batch_id", false},
  }));
  INFO(path);
  CHECK(IsAmendable(*ResolveEventPath(Payload::kPurchaseRecorded, path)) == amendable);
}

TEST_CASE("paths overlap when they are equal or one lies inside the other") {
  CHECK(PathsOverlap("amount", "amount"));
  CHECK(PathsOverlap("amount", "amount.minor"));
  CHECK(PathsOverlap("amount.minor", "amount"));
  CHECK_FALSE(PathsOverlap("amount", "amount_total"));
  CHECK_FALSE(PathsOverlap("amount.minor", "amount.currency"));
}

}  // namespace
}  // namespace anchorledger::event_types
