// Rules about one event and the things it names, by group. They hold for a proposed event and for
// an earlier one as an amendment would leave it, so they do not look at the other events of its own
// stream unless the comment says so; what a stream must be as a whole is in stream_rules.h.
#pragma once

#include <string>
#include <vector>

#include "proto/base/status.h"
#include "services/domain/batch_view.h"
#include "services/domain/subject.h"

namespace anchorledger::event::v1 {
class TargetSet;
}  // namespace anchorledger::event::v1

namespace anchorledger::domain {

// The rules of the event's group. Accepted events may add notices for a reviewer.
base::Status CheckFact(const Subject& subject, BatchView& view, std::vector<std::string>& notices);

base::Status CheckRegistryFact(const Subject& subject, BatchView& view);
// The goal fits its metric: the part is there, unit and currency are the same.
base::Status CheckTarget(const event::v1::TargetSet& target, BatchView& view);
base::Status CheckPartnershipFact(const Subject& subject, BatchView& view);
// Reads the hires of the cohort that a retention report is about.
base::Status CheckHiringFact(const Subject& subject, BatchView& view,
                             std::vector<std::string>& notices);
base::Status CheckPurchasingFact(const Subject& subject, BatchView& view);
base::Status CheckInvestingFact(const Subject& subject, BatchView& view);
// Reads the earlier reports that a jobs report names as its baseline.
base::Status CheckOutcomeFact(const Subject& subject, BatchView& view);

// The header's own rules: the facility belongs to the anchor, and a corroborated event is one that
// another organisation recorded about the same kind of fact.
base::Status CheckHeaderFact(const Subject& subject, BatchView& view);

}  // namespace anchorledger::domain
