// Rules of outcome events.
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/outcomes.pb.h"
#include "services/domain/event_types/compare.h"
#include "services/domain/event_types/event_rules.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;

// Adds a violation unless the bands add up to the homes.
void CheckBands(const pb::HousingUnitsReported& event, const Violations& out) {
  const pb::AmiBandUnits& bands = event.ami_band_units();
  const auto* descriptor = pb::AmiBandUnits::descriptor();
  std::int64_t left = event.units();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const std::int64_t band = bands.GetReflection()->GetInt64(bands, descriptor->field(i));
    if (band < 0) return;
    if (band > left) {
      left = -1;
      break;
    }
    left -= band;
  }
  if (left == 0) return;
  out.Add("ami_band_units", "does not add up to units, " + std::to_string(event.units()) +
                                (left < 0 ? ": too many" : ": too few") +
                                "; homes without a known band are unknown");
}

}  // namespace

void CheckRules(const pb::HousingUnitsReported& event, const RuleContext& context) {
  const Violations& out = context.out;
  if (event.deal_id().empty() && event.partner_id().empty()) {
    out.AddMissing("deal_id", "is missing; wanted a deal or a partner");
  }
  const bool projected_stage = event.stage() == pb::HOUSING_STAGE_PROJECTED;
  const bool projected_basis = context.header.basis() == pb::BASIS_PROJECTED;
  if (event.stage() != pb::HOUSING_STAGE_UNSPECIFIED && projected_stage != projected_basis) {
    out.Add("stage", projected_stage ? "is projected; then the basis of the event is too"
                                     : "is not projected although the basis of the event is");
  }
  CheckAtMost({"affordable_units", event.affordable_units()}, {"units", event.units()}, out);
  CheckAtMost({"permanently_affordable_units", event.permanently_affordable_units()},
              {"affordable_units", event.affordable_units()}, out);
  if (event.has_units() && event.has_ami_band_units()) CheckBands(event, out);
  const bool lost = event.stage() == pb::HOUSING_STAGE_LOST;
  const bool has_reason = event.loss_reason() != pb::HOUSING_LOSS_REASON_UNSPECIFIED;
  if (lost && !has_reason) out.AddMissing("loss_reason", "is missing; lost homes need a reason");
  if (!lost && has_reason) out.Add("loss_reason", "is given although no homes were lost");
}

void CheckRules(const pb::JobsReported& event, const RuleContext& context) {
  const Violations& out = context.out;
  const Named total{"fte_x100_total", event.fte_x100_total()};
  CheckAtMost({"fte_x100_low_income_area", event.fte_x100_low_income_area()}, total, out);
  CheckAtMost({"fte_x100_at_living_wage", event.fte_x100_at_living_wage()}, total, out);
  const Named moved{"fte_x100_transferred_in", event.fte_x100_transferred_in()};
  CheckAtMost(moved, total, out);
  if (event.has_fte_x100_transferred_in_low_income_area()) {
    CheckAtMost({"fte_x100_transferred_in_low_income_area",
                 event.fte_x100_transferred_in_low_income_area()},
                moved, out);
  }
}

}  // namespace anchorledger::event_types
