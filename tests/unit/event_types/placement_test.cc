#include <catch2/catch.hpp>
#include <string>

#include "anchorledger/event/v1/rules.pb.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "tests/support/events/sample_events.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;
using Payload = pb::EventPayload;

std::string StreamOfSample(int type) {
  const Payload payload = testing::SamplePayload(type);
  return StreamFor(testing::SampleHeader(payload), payload)->value();
}

TEST_CASE("every event that is no correction has a stream named by immutable ids") {
  for (const EventType& type : AllEventTypes()) {
    INFO(std::string(type.name));
    const Payload payload = testing::SamplePayload(type.number);
    const auto stream = StreamFor(testing::SampleHeader(payload), payload);
    CHECK(LiesInTargetStream(type.number) == !stream.ok());
    if (!stream.ok()) continue;
    CHECK(stream->value().find('/') != std::string::npos);
    CHECK(stream->value().find_first_of("{}|") == std::string::npos);
  }
}

TEST_CASE("streams are named by the template of the type") {
  CHECK(StreamOfSample(Payload::kPurchaseReversed) == "purchase/purchase_id-1");
  CHECK(StreamOfSample(Payload::kPhaseEntered) == "partnership/partnership_id-1");
  CHECK(StreamOfSample(Payload::kBaselineReported) == "baseline/anchor_id-1/total_spend");
  CHECK(StreamOfSample(Payload::kPeriodClosed) == PeriodStream("anchor_id-1").value());
  CHECK(StreamNamed("investment", "loan-7").value() == "investment/loan-7");
}

TEST_CASE("the first alternative of a template whose fields are set wins") {
  Payload payload = testing::SamplePayload(Payload::kHousingUnitsReported);
  const pb::EventHeader header = testing::SampleHeader(payload);
  CHECK(StreamFor(header, payload)->value() == "housing/deal_id-1");
  payload.mutable_housing_units_reported()->clear_deal_id();
  CHECK(StreamFor(header, payload)->value() == "partner-housing/partner_id-1");
  payload.mutable_housing_units_reported()->clear_partner_id();
  CHECK_REASON(StreamFor(header, payload), kFieldMissing);
}

TEST_CASE("without an event there is no stream") {
  CHECK_REASON(StreamFor(pb::EventHeader(), Payload()), kFieldMissing);
  CHECK_REASON(StreamFor(pb::EventHeader(), testing::SamplePayload(Payload::kEventVoided)),
               kFieldInvalid);
}

TEST_CASE("the business date is the field that the type names, of a period its last day") {
  Payload loan;
  loan.mutable_loan_disbursed()->mutable_funded_on()->set_days(100);
  CHECK(BusinessDateOf(loan) == base::Date{100});
  Payload interest;
  interest.mutable_loan_interest_accrued()->mutable_period()->mutable_from()->set_days(1);
  interest.mutable_loan_interest_accrued()->mutable_period()->mutable_to()->set_days(31);
  CHECK(BusinessDateOf(interest) == base::Date{31});
  Payload baseline;
  baseline.mutable_baseline_reported()->mutable_as_of()->set_days(7);
  CHECK(BusinessDateOf(baseline) == base::Date{7});
  Payload hire;
  hire.mutable_hire_recorded();
  CHECK(BusinessDateOf(hire) == std::nullopt);
  Payload unset;
  unset.mutable_loan_disbursed();
  CHECK(BusinessDateOf(unset) == std::nullopt);
  CHECK(BusinessDateOf(Payload()) == std::nullopt);
}

TEST_CASE("completing a header fills what follows from the payload and keeps what is set") {
  Payload payload;
  payload.mutable_partnership_proposed()->set_partnership_id("p-1");
  pb::EventHeader header;
  header.set_event_type(1);
  CompleteHeader(payload, {500}, header);
  CHECK(header.event_type() == Payload::kPartnershipProposed);
  CHECK(header.schema_version() == 1);
  CHECK(header.partnership_id() == "p-1");
  CHECK_FALSE(header.has_effective_on());
  CHECK(header.basis() == pb::BASIS_ACTUAL);
  CHECK(header.assurance() == pb::ASSURANCE_SELF_REPORTED);
  CHECK(header.visibility() == pb::VISIBILITY_ANCHOR);

  header.set_partnership_id("other");
  header.set_basis(pb::BASIS_ESTIMATED);
  header.mutable_effective_on()->set_days(3);
  CompleteHeader(payload, {500}, header);
  CHECK(header.partnership_id() == "other");
  CHECK(header.basis() == pb::BASIS_ESTIMATED);
  CHECK(header.effective_on().days() == 3);
}

TEST_CASE("an undated header gets the business date, a correction today") {
  Payload loan;
  loan.mutable_loan_disbursed()->mutable_funded_on()->set_days(100);
  pb::EventHeader header;
  CompleteHeader(loan, {500}, header);
  CHECK(header.effective_on().days() == 100);
  Payload voided;
  voided.mutable_event_voided();
  pb::EventHeader correction;
  CompleteHeader(voided, {500}, correction);
  CHECK(correction.effective_on().days() == 500);
  CHECK(IsDatedToday(Payload::kEventVoided));
  CHECK_FALSE(IsDatedToday(Payload::kLoanDisbursed));
}

}  // namespace
}  // namespace anchorledger::event_types
