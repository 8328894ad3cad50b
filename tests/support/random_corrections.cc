// Amendments, voids and voided amendments of a random history.
#include <google/protobuf/descriptor.h>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/event_types/event_type.h"
#include "tests/support/random_actions.h"

namespace anchorledger::testing {
namespace {

namespace pb = ::anchorledger::event::v1;

// A valid new value for a field of the event, if there is one to change.
std::optional<Change> NewValueOf(RandomStage& stage, const domain::RecordedEvent& event) {
  Random& random = stage.random;
  const auto day = [&] { return Json(Day(stage.Day())); };
  const auto amount = [&] { return JsonNumber(random.Between(1, 400'000'00)); };
  switch (event.payload->event_case()) {
    case pb::EventPayload::kPurchaseRecorded:
      if (random.Chance(30)) return Change{"invoice_date", day()};
      if (random.Chance(30)) return Change{"supplier_id", JsonText(random.Pick(stage.suppliers))};
      if (random.Chance(30)) return Change{"addressable", "false"};
      return Change{"amount.minor", amount()};
    case pb::EventPayload::kPurchaseReversed:
    case pb::EventPayload::kSupplierCreditRecorded:
    case pb::EventPayload::kGrantDisbursed:
    case pb::EventPayload::kGrantReturned:
    case pb::EventPayload::kEquityFunded:
    case pb::EventPayload::kDepositPlaced:
    case pb::EventPayload::kCoInvestmentReported:
      return Change{"amount.minor", amount()};
    case pb::EventPayload::kLoanDisbursed:
      return random.Chance(50) ? Change{"amount.minor", amount()} : Change{"funded_on", day()};
    case pb::EventPayload::kLoanRepaymentReceived:
      return random.Chance(50) ? Change{"principal.minor", amount()} : Change{"received_on", day()};
    case pb::EventPayload::kInvestmentCommitted:
      return random.Chance(50) ? Change{"amount.minor", JsonNumber(random.Between(1, 9'000'000'00))}
                               : Change{"payee_org_id", JsonText(random.Pick(stage.partners))};
    case pb::EventPayload::kCapitalAllocated:
      return Change{"amount.minor", JsonNumber(random.Between(1, 90'000'000'00))};
    case pb::EventPayload::kHireRecorded:
      if (random.Chance(30)) return Change{"header.effective_on", day()};
      if (random.Chance(30)) return Change{"residence_geo", ""};
      return Change{"count", JsonNumber(random.Between(11, 50))};
    case pb::EventPayload::kPromotionRecorded:
      return Change{"count", JsonNumber(random.Between(1, 9))};
    case pb::EventPayload::kRetentionReported:
      return Change{"header.effective_on", day()};
    case pb::EventPayload::kSupplierRegistered:
      return Change{"business_geo.code", JsonText("0212" + std::to_string(random.Below(4)))};
    case pb::EventPayload::kSupplierClassified:
      return Change{"valid_from", day()};
    case pb::EventPayload::kPhaseEntered:
    case pb::EventPayload::kPhaseExited:
      return Change{"header.effective_on", day()};
    case pb::EventPayload::kJobsReported:
      return Change{"fte_x100_total", JsonNumber(random.Between(0, 20'000))};
    case pb::EventPayload::kBaselineReported:
      if (!event.payload->baseline_reported().value().has_money()) return std::nullopt;
      return Change{"value.money.minor", amount()};
    case pb::EventPayload::kConveningHeld:
      return Change{"orgs_count", JsonNumber(random.Between(0, 30))};
    case pb::EventPayload::kGeographyDefined:
      return Change{"population", JsonNumber(random.Between(1, 90'000))};
    case pb::EventPayload::kPartnerReportDue:
      return Change{"due_on", day()};
    default:
      return std::nullopt;
  }
}

// Any event may come to belong to another partnership or to none.
Change NewPartnership(RandomStage& stage) {
  if (stage.random.Chance(30)) return {"header.partnership_id", ""};
  return {"header.partnership_id", JsonText(stage.random.Pick(stage.partnerships))};
}

bool MayChangePartnership(const domain::RecordedEvent& event) {
  const auto* type = event_types::TypeOf(*event.payload);
  return type->rule->partnership() == pb::PRESENCE_OPTIONAL;
}

// A void and the fact entered anew, in one request.
bool EnterAnew(RandomStage& stage, const domain::RecordedEvent& event) {
  if (!event.payload->has_purchase_recorded()) return false;
  Draft again(*event.payload);
  again.Anchor(event.header->anchor_id()).Partnership(event.header->partnership_id());
  again.Set("amount.minor", stage.random.Between(1, 400'000'00));
  return stage.Try({EventVoided(event.position.value()), again});
}

}  // namespace

void CorrectSomething(RandomStage& stage) {
  Random& random = stage.random;
  const auto& events = stage.world.events();
  const domain::RecordedEvent event = events[random.Below(events.size())];
  const std::uint64_t position = event.position.value();
  const std::size_t choice = random.Below(100);
  if (choice < 25 || event.payload->has_event_amended()) {
    stage.Try(EventVoided(position));
    return;
  }
  if (choice < 32 && EnterAnew(stage, event)) return;
  if (choice < 45 && MayChangePartnership(event)) {
    stage.Try(EventAmended(position, {NewPartnership(stage)}));
    return;
  }
  if (const std::optional<Change> change = NewValueOf(stage, event)) {
    stage.Try(EventAmended(position, {*change}));
  }
}

}  // namespace anchorledger::testing
