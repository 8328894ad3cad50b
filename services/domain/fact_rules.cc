#include "services/domain/fact_rules.h"

#include <algorithm>

#include "anchorledger/event/v1/corrections.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/in_words.h"
#include "services/domain/references.h"
#include "services/domain/rule_errors.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;

// Groups are the hundreds of the event numbers.
constexpr int kGroupSize = 100;

base::Status CheckFacility(const Subject& subject, BatchView& view) {
  const std::string& facility_id = subject.header.facility_id();
  if (facility_id.empty()) return base::Status();
  AL_ASSIGN_OR_RETURN(const History* history,
                      view.Read(event_types::StreamNamed("anchor", subject.header.anchor_id())));
  const Entry* opening = history->Opening();
  const auto* anchor = opening == nullptr ? nullptr : opening->As<pb::AnchorRegistered>();
  if (anchor != nullptr && std::find(anchor->facility_ids().begin(), anchor->facility_ids().end(),
                                     facility_id) != anchor->facility_ids().end()) {
    return base::Status();
  }
  return UnknownReference("header.facility_id",
                          "facility of anchor \"" + subject.header.anchor_id() + "\"", facility_id);
}

// One fact has one primary record; others of the same type, by other organisations, point to it.
base::Status CheckCorroborates(const Subject& subject, BatchView& view) {
  if (!subject.header.has_corroborates_position()) return base::Status();
  const base::Position position(subject.header.corroborates_position());
  AL_ASSIGN_OR_RETURN(const Entry* primary, view.FindEvent(position, Reading::kInformation));
  Refusal refusal{
      .rule = "corroborates", .field = "header.corroborates_position", .events = {position}};
  if (primary == nullptr) {
    return UnknownReference(refusal.field, "event", std::to_string(position.value()));
  }
  if (!primary->in_force()) {
    refusal.message = EventInWords(position) + " is voided, there is nothing to corroborate";
  } else if (primary->type != subject.type) {
    refusal.message = EventInWords(position) + " is of another type, so it is another fact";
  } else if (primary->header->has_corroborates_position()) {
    refusal.message = EventInWords(position) + " itself corroborates event " +
                      std::to_string(primary->header->corroborates_position()) + "; name that one";
  } else if (primary->header->actor_org_id() == subject.header.actor_org_id()) {
    refusal.message = EventInWords(position) +
                      " was recorded by the same organisation; an organisation does not "
                      "corroborate itself";
  } else {
    return base::Status();
  }
  return Refuse(refusal);
}

// A period is closed after its end.
base::Status CheckClosing(const Subject& subject, BatchView& view) {
  const auto* closed = subject.As<pb::PeriodClosed>();
  if (closed == nullptr || ToDate(closed->period().to()) <= view.Today()) return base::Status();
  return Refuse({.rule = "period_over",
                 .field = "period.to",
                 .message = InWords(ToDate(closed->period().to())) +
                            " lies ahead; a period is closed after its last day"});
}

base::Status CheckGroup(const Subject& subject, BatchView& view,
                        std::vector<std::string>& notices) {
  switch (subject.type / kGroupSize) {
    case 1:
      return CheckRegistryFact(subject, view);
    case 2:
      return CheckPartnershipFact(subject, view);
    case 7:
      return CheckHiringFact(subject, view, notices);
    case 8:
      return CheckPurchasingFact(subject, view);
    case 9:
      return CheckInvestingFact(subject, view);
    case 10:
      return CheckOutcomeFact(subject, view);
    case 12:
      return CheckClosing(subject, view);
    default:
      return base::Status();  // support and evaluation have rules of reference and stream only
  }
}

}  // namespace

base::Status CheckHeaderFact(const Subject& subject, BatchView& view) {
  AL_RETURN_IF_ERROR(CheckFacility(subject, view));
  return CheckCorroborates(subject, view);
}

base::Status CheckFact(const Subject& subject, BatchView& view, std::vector<std::string>& notices) {
  AL_RETURN_IF_ERROR(CheckReferences(subject, view));
  AL_RETURN_IF_ERROR(CheckHeaderFact(subject, view));
  return CheckGroup(subject, view, notices);
}

}  // namespace anchorledger::domain
