// What is asked of the header, alone and by the type of its payload.
#include <catch2/catch.hpp>

#include "anchorledger/event/v1/rules.pb.h"
#include "tests/unit/event_types/checking.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;
using base::ErrorReason;
using Payload = pb::EventPayload;

TEST_CASE("each required field of the header is missed") {
  const auto* const name =
      GENERATE("event_type", "schema_version", "effective_on", "actor_ref", "actor_org_id",
               "actor_role", "basis", "assurance", "visibility");
  Checked checked(Payload::kPurchaseRecorded);
  const auto* field = pb::EventHeader::descriptor()->FindFieldByName(name);
  checked.header.GetReflection()->ClearField(&checked.header, field);
  INFO(name << "\n" << Listed(checked.Violations()));
  CHECK(Has(checked.Violations(), std::string("e.") + name, ErrorReason::kFieldMissing));
}

TEST_CASE("the header names an anchor and a partnership where the type asks for them") {
  for (const EventType& type : AllEventTypes()) {
    INFO(std::string(type.name));
    Checked without(type.number);
    without.header.clear_anchor_id();
    without.header.clear_facility_id();
    without.header.clear_partnership_id();
    const auto missing = without.Violations();
    CHECK(Has(missing, "e.anchor_id", ErrorReason::kFieldMissing) ==
          (type.rule->anchor() == pb::PRESENCE_REQUIRED));
    CHECK(Has(missing, "e.partnership_id", ErrorReason::kFieldMissing) ==
          (type.rule->partnership() == pb::PRESENCE_REQUIRED));
    Checked with(type.number);
    with.header.set_partnership_id("partnership_id-1");
    CHECK(Has(with.Violations(), "e.partnership_id") ==
          (type.rule->partnership() == pb::PRESENCE_FORBIDDEN));
  }
}

TEST_CASE("effective_on equals the business date of the event") {
  Checked checked(Payload::kLoanDisbursed);
  checked.header.mutable_effective_on()->set_days(checked.header.effective_on().days() - 1);
  CHECK(Has(checked.Violations(), "e.effective_on"));
  Checked hire(Payload::kHireRecorded);
  hire.header.mutable_effective_on()->set_days(3);
  CHECK(hire.Violations().empty());
}

TEST_CASE("effective_on lies at most a day ahead, except for what is announced") {
  for (const EventType& type : AllEventTypes()) {
    if (!type.rule->business_date().empty()) continue;
    INFO(std::string(type.name));
    Checked checked(type.number);
    checked.header.mutable_effective_on()->set_days(testing::kSampleToday.days + 1);
    CHECK_FALSE(Has(checked.Violations(), "e.effective_on"));
    checked.header.mutable_effective_on()->set_days(testing::kSampleToday.days + 2);
    CHECK(Has(checked.Violations(), "e.effective_on") == !type.rule->may_lie_in_future());
  }
  Checked due(Payload::kPartnerReportDue);
  due.payload.mutable_partner_report_due()->mutable_due_on()->set_days(30'000);
  due.header.mutable_effective_on()->set_days(30'000);
  CHECK(due.Violations().empty());
}

TEST_CASE("a correction is dated on the day it is made") {
  const int type = GENERATE(as<int>(), Payload::kEventAmended, Payload::kEventVoided);
  Checked checked(type);
  CHECK(checked.header.effective_on().days() == testing::kSampleToday.days);
  checked.header.mutable_effective_on()->set_days(testing::kSampleToday.days - 1);
  CHECK(checked.Violations().empty());
  checked.header.mutable_effective_on()->set_days(testing::kSampleToday.days - 2);
  CHECK(Has(checked.Violations(), "e.effective_on"));
}

TEST_CASE("the type in the header is that of the payload") {
  Checked checked(Payload::kLoanDisbursed);
  checked.header.set_event_type(Payload::kLoanForgiven);
  CHECK(Has(checked.Violations(), "e.event_type"));
  checked.header.set_event_type(902);
  CHECK(Has(checked.Violations(), "e.event_type", ErrorReason::kFieldUnknown));
}

TEST_CASE("a version of the payload's meaning that this server does not know is refused") {
  Checked checked(Payload::kLoanDisbursed);
  checked.header.set_schema_version(2);
  CHECK(Has(checked.Violations(), "e.schema_version", ErrorReason::kFieldUnknown));
}

TEST_CASE("a payload without an event, or with one that is unknown, is refused") {
  Checked checked(Payload::kLoanDisbursed);
  checked.payload.Clear();
  CHECK(Has(checked.Violations(), "e", ErrorReason::kFieldMissing));
  Payload unknown;
  REQUIRE(unknown.ParseFromString(std::string("\xb2\x38\x00", 3)));  // field 902, empty
  checked.payload = unknown;
  CHECK(Has(checked.Violations(), "e", ErrorReason::kFieldUnknown));
  CHECK_FALSE(Has(checked.Violations(), "e", ErrorReason::kFieldMissing));
}

TEST_CASE("fields of the header that need each other come together") {
  Checked checked(Payload::kConveningHeld);
  checked.header.clear_anchor_id();
  CHECK(Has(checked.Violations(), "e.anchor_id", ErrorReason::kFieldMissing));
  checked.header.clear_facility_id();
  CHECK(checked.Violations().empty());

  checked.header.clear_reason_code();
  CHECK(Has(checked.Violations(), "e.reason_code", ErrorReason::kFieldMissing));
  checked.header.clear_phase_override();
  CHECK(checked.Violations().empty());

  checked.header.clear_late_reason();
  CHECK(Has(checked.Violations(), "e.late_reason", ErrorReason::kFieldMissing));
  checked.header.set_late(false);
  CHECK(checked.Violations().empty());
}

TEST_CASE("ids that the payload repeats are those of the header") {
  Checked proposed(Payload::kPartnershipProposed);
  proposed.header.set_partnership_id("another");
  CHECK(Has(proposed.Violations(), "e.partnership_proposed.partnership_id"));
  Checked anchor(Payload::kAnchorRegistered);
  anchor.header.set_anchor_id("another");
  CHECK(Has(anchor.Violations(), "e.anchor_registered.anchor_id"));
}

TEST_CASE("at most twenty references to evidence are kept") {
  Checked checked(Payload::kPurchaseRecorded);
  while (checked.header.evidence_refs_size() < 20) {
    *checked.header.add_evidence_refs() = checked.header.evidence_refs(0);
  }
  CHECK(checked.Violations().empty());
  checked.header.mutable_evidence_refs(3)->set_sha256("short");
  CHECK(Has(checked.Violations(), "e.evidence_refs[3].sha256"));
  checked.header.mutable_evidence_refs(3)->clear_sha256();
  *checked.header.add_evidence_refs() = checked.header.evidence_refs(0);
  CHECK(Has(checked.Violations(), "e.evidence_refs"));
}

}  // namespace
}  // namespace anchorledger::event_types
