#include "services/domain/corrections.h"

#include <google/protobuf/message.h>

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "anchorledger/event/v1/corrections.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/amendment.h"
#include "services/domain/event_types/check_fields.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/event_types/field_access.h"
#include "services/domain/fact_rules.h"
#include "services/domain/periods.h"
#include "services/domain/roles.h"
#include "services/domain/rule_errors.h"
#include "services/domain/stream_rules.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;

std::string NameOf(const Entry& entry) {
  const event_types::EventType* type = event_types::FindEventType(entry.type);
  return EventInWords(entry.position) + " (" +
         (type == nullptr ? std::string("unknown type") : std::string(type->name)) + ")";
}

base::Status Refuse(std::string_view rule, std::string_view field, std::string message,
                    std::vector<base::Position> events) {
  return domain::Refuse(
      {.rule = rule, .field = field, .message = std::move(message), .events = std::move(events)});
}

// Types that no correction touches, and what is done instead. (That a void is final, and that an
// amendment is not amended, is a matter of form: event_types::CheckFields.)
std::optional<std::string_view> WhyNotCorrectable(int type) {
  switch (type) {
    case pb::EventPayload::kPeriodClosed:
    case pb::EventPayload::kPeriodReopened:
      return "closings are undone by PeriodReopened";
    case pb::EventPayload::kImportProfileSaved:
    case pb::EventPayload::kImportBatchRecorded:
    case pb::EventPayload::kImportBatchUndone:
      return "records of imports stay; save the profile again, or undo the batch";
    default:
      return std::nullopt;
  }
}

// The side that recorded the event corrects it, in a role that may record it; a data steward
// corrects everything.
base::Status CheckOwner(const pb::EventHeader& header, const Entry& target) {
  if (header.actor_role() == pb::ROLE_STW) return base::Status();
  Refusal refusal{.rule = "correction_owner",
                  .field = "header.actor_role",
                  .events = {target.position},
                  .reason = base::ErrorReason::kPermissionDenied};
  if (header.actor_org_id() != target.header->actor_org_id()) {
    refusal.message = NameOf(target) +
                      " was recorded by another organisation; ask it or a data "
                      "steward to correct it";
    return domain::Refuse(refusal);
  }
  if (!RoleMay(header.actor_role(), target.type)) {
    refusal.message = NameOf(target) + " is corrected by " + RolesInWords(target.type) + " or stw";
    return domain::Refuse(refusal);
  }
  return base::Status();
}

// The event that a correction names: recorded, in the correction's stream, and still standing.
base::StatusOr<const Entry*> FindTarget(const ProposedEvent& event, std::uint64_t position,
                                        std::uint32_t type, BatchView& view) {
  const base::Position target_position(position);
  AL_ASSIGN_OR_RETURN(const std::optional<base::StreamId> stream, view.StreamOf(target_position));
  if (!stream.has_value()) {
    return UnknownReference("target_position", "event", std::to_string(position));
  }
  if (*stream != event.stream) {
    return Refuse("correction_stream", "target_position",
                  "event " + std::to_string(position) + " lies in " + stream->value() +
                      ", the correction in " + event.stream.value(),
                  {target_position});
  }
  AL_ASSIGN_OR_RETURN(const History* history, view.Read(event.stream));
  const Entry* target = history->Find(target_position);
  if (target == nullptr || target->event == nullptr) {
    return UnknownReference("target_position", "event", std::to_string(position));
  }
  if (target->type != static_cast<int>(type)) {
    return Refuse("target_type", "target_event_type",
                  NameOf(*target) + " has type " + std::to_string(target->type) + ", not " +
                      std::to_string(type),
                  {target_position});
  }
  if (const auto why = WhyNotCorrectable(target->type)) {
    return Refuse("correctable", "target_position", NameOf(*target) + ": " + std::string(*why),
                  {target_position});
  }
  if (target->voided) {
    return Refuse("target_in_force", "target_position", NameOf(*target) + " is voided already",
                  {target_position});
  }
  AL_RETURN_IF_ERROR(CheckOwner(*event.header, *target));
  return target;
}

// The event by itself is well formed.
base::Status CheckForm(const EventVersion& version, BatchView& view) {
  std::vector<base::FieldViolation> violations = event_types::CheckFields(
      *version.header, *version.payload, {.prefix = "", .today = view.Today()});
  return violations.empty() ? base::Status() : base::InvalidFields(std::move(violations));
}

// The event passes every rule that a new one would.
base::Status CheckEntry(const base::StreamId& stream, const Entry& entry, BatchView& view) {
  const Subject subject{.stream = stream,
                        .position = entry.position,
                        .type = entry.type,
                        .effective_on = entry.effective_on,
                        .header = *entry.header,
                        .event = *entry.event,
                        .event_type = entry.event_type};
  std::vector<std::string> notices;  // said when the event was recorded
  return CheckFact(subject, view, notices);
}

// Changes that events naming the stream depend on.
bool TouchesReferrers(int type, const pb::EventAmended& amended) {
  struct Dependency {
    int type;
    std::string_view path;
  };
  static constexpr std::array kDependencies = {
      Dependency{pb::EventPayload::kContractAwarded, "supplier_id"},
      Dependency{pb::EventPayload::kPartnerOnboarded, "kind"},
      Dependency{pb::EventPayload::kAnchorRegistered, "facility_ids"},
      Dependency{pb::EventPayload::kCapitalAllocated, "header.anchor_id"},
      Dependency{pb::EventPayload::kInvestmentCommitted, "instrument"},
  };
  for (const Dependency& dependency : kDependencies) {
    if (dependency.type != type) continue;
    for (const pb::FieldChange& change : amended.field_changes()) {
      if (event_types::PathsOverlap(change.path(), dependency.path)) return true;
    }
  }
  return false;
}

// Late when the day before or the day after the correction lies in a closed period.
base::StatusOr<bool> CheckDays(const pb::EventHeader& correction, const pb::EventHeader& before,
                               const pb::EventHeader& after, BatchView& view) {
  AL_ASSIGN_OR_RETURN(const bool late_before,
                      CheckCorrectedDay(correction, before.anchor_id(),
                                        base::Date{before.effective_on().days()}, view));
  AL_ASSIGN_OR_RETURN(const bool late_after,
                      CheckCorrectedDay(correction, after.anchor_id(),
                                        base::Date{after.effective_on().days()}, view));
  return late_before || late_after;
}

// Only the last amendment of a field is taken back, or values would return that never stood.
base::Status CheckLastAmendment(const History& history, const Entry& entry,
                                const pb::EventAmended& amended) {
  for (const Entry* later : history.AmendmentsOf(base::Position(amended.target_position()))) {
    if (later->position <= entry.position) continue;
    for (const pb::FieldChange& theirs : later->As<pb::EventAmended>()->field_changes()) {
      for (const pb::FieldChange& ours : amended.field_changes()) {
        if (!event_types::PathsOverlap(ours.path(), theirs.path())) continue;
        return Refuse("last_amendment", "target_position",
                      EventInWords(later->position) + " amended " + theirs.path() +
                          " later; void that one first",
                      {later->position});
      }
    }
  }
  return base::Status();
}

base::StatusOr<bool> CheckVoidOfAmendment(const ProposedEvent& event, const Entry& entry,
                                          BatchView& view) {
  const auto& amended = *entry.As<pb::EventAmended>();
  AL_ASSIGN_OR_RETURN(const History* history, view.Read(event.stream));
  AL_RETURN_IF_ERROR(CheckLastAmendment(*history, entry, amended));
  const base::Position target_position(amended.target_position());
  const Entry* target = history->Find(target_position);
  if (target == nullptr || !target->in_force()) return false;

  EventVersion restored{target->recorded_header, target->recorded_payload};
  for (const Entry* other : history->AmendmentsOf(target_position)) {
    if (other != &entry) restored = Amend(restored, *other->As<pb::EventAmended>());
  }
  if (TouchesReferrers(target->type, amended)) view.aftermath().renamed.insert(event.stream);
  AL_RETURN_IF_ERROR(CheckForm(restored, view));
  view.aftermath().changed.emplace(event.stream, target_position);
  view.Index(event.stream, target_position, restored.header, restored.payload);
  return CheckDays(*event.header, *target->header, *restored.header, view);
}

base::Status CheckChanged(const base::StreamId& stream, base::Position position, BatchView& view) {
  AL_ASSIGN_OR_RETURN(const History* history, view.Read(stream));
  const Entry* entry = history->Find(position);
  if (entry == nullptr || !entry->in_force()) return base::Status();
  return base::Annotate(CheckEntry(stream, *entry, view), NameOf(*entry) + " as corrected");
}

// Nothing in force names a stream that is about nothing any more.
base::Status CheckNotNamed(const base::StreamId& stream, BatchView& view) {
  AL_ASSIGN_OR_RETURN(const std::vector<const Entry*> referrers, view.Referrers(stream));
  if (referrers.empty()) return base::Status();
  std::vector<base::Position> positions;
  positions.reserve(referrers.size());
  for (const Entry* referrer : referrers) positions.push_back(referrer->position);
  std::string message = stream.value() + " is named by " + NameOf(*referrers.front());
  if (referrers.size() > 1) message += " and " + std::to_string(referrers.size() - 1) + " more";
  return Refuse("dependants", "target_position",
                message +
                    "; void what depends on it in the same request, or amend it to name "
                    "something else",
                std::move(positions));
}

base::Status CheckReferrersOf(const base::StreamId& stream, BatchView& view) {
  AL_ASSIGN_OR_RETURN(const std::vector<const Entry*> referrers, view.Referrers(stream));
  for (const Entry* referrer : referrers) {
    if (referrer->is_correction()) continue;
    AL_RETURN_IF_ERROR(base::Annotate(CheckEntry(base::StreamId(), *referrer, view),
                                      NameOf(*referrer) + " depends on the corrected value"));
  }
  return base::Status();
}

}  // namespace

base::StatusOr<bool> CheckAmendment(const ProposedEvent& event, BatchView& view) {
  const pb::EventAmended& amended = event.payload->event_amended();
  AL_ASSIGN_OR_RETURN(const Entry* target, FindTarget(event, amended.target_position(),
                                                      amended.target_event_type(), view));
  const EventVersion before{target->header, target->payload};
  const base::Position position = target->position;
  const int type = target->type;
  {
    // Compares the old values and looks at each path and value; the result is not needed.
    pb::EventHeader header = *before.header;
    pb::EventPayload payload = *before.payload;
    AL_RETURN_IF_ERROR(event_types::ApplyFieldChanges(amended, &header, &payload));
  }
  const EventVersion after = Amend(before, amended);
  AL_ASSIGN_OR_RETURN(const base::StreamId stream,
                      event_types::StreamFor(*after.header, *after.payload));
  if (stream != event.stream) {
    return Refuse(
        "correction_stream", "field_changes",
        "the change would move the event to " + stream.value() + "; void it and enter it again",
        {position});
  }
  AL_RETURN_IF_ERROR(CheckForm(after, view));
  view.aftermath().streams.insert(event.stream);
  view.aftermath().changed.emplace(event.stream, position);
  if (TouchesReferrers(type, amended)) view.aftermath().renamed.insert(event.stream);
  view.Index(event.stream, position, after.header, after.payload);
  return CheckDays(*event.header, *before.header, *after.header, view);
}

base::StatusOr<bool> CheckVoid(const ProposedEvent& event, BatchView& view) {
  const pb::EventVoided& voided = event.payload->event_voided();
  AL_ASSIGN_OR_RETURN(const Entry* target, FindTarget(event, voided.target_position(),
                                                      voided.target_event_type(), view));
  view.aftermath().streams.insert(event.stream);
  if (target->As<pb::EventAmended>() != nullptr) {
    return CheckVoidOfAmendment(event, *target, view);
  }
  return CheckCorrectedDay(*event.header, target->header->anchor_id(), target->effective_on, view);
}

base::Status CheckAftermath(BatchView& view) {
  const BatchView::Aftermath aftermath = view.aftermath();
  for (const base::StreamId& stream : aftermath.streams) {
    AL_ASSIGN_OR_RETURN(const History* history, view.Read(stream));
    AL_RETURN_IF_ERROR(CheckStream(stream, *history));
    if (history->Opening() == nullptr) AL_RETURN_IF_ERROR(CheckNotNamed(stream, view));
  }
  for (const auto& [stream, position] : aftermath.changed) {
    AL_RETURN_IF_ERROR(CheckChanged(stream, position, view));
  }
  for (const base::StreamId& stream : aftermath.renamed) {
    AL_RETURN_IF_ERROR(CheckReferrersOf(stream, view));
  }
  return base::Status();
}

}  // namespace anchorledger::domain
