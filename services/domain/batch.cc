#include "services/domain/batch.h"

#include <google/protobuf/message.h>

#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/batch_view.h"
#include "services/domain/corrections.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/fact_rules.h"
#include "services/domain/periods.h"
#include "services/domain/roles.h"
#include "services/domain/rule_errors.h"
#include "services/domain/stream_rules.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;

base::Status CheckRole(const pb::EventHeader& header, int type) {
  if (RoleMay(header.actor_role(), type)) return base::Status();
  const auto* known = event_types::FindEventType(type);
  return Refuse({.rule = "role",
                 .field = "header.actor_role",
                 .message = std::string(known->name) + " is recorded by " + RolesInWords(type),
                 .reason = base::ErrorReason::kPermissionDenied});
}

Subject SubjectOf(const ProposedEvent& event, int type, const BatchView& view) {
  return {.stream = event.stream,
          .position = view.NextPosition(),
          .type = type,
          .effective_on = base::Date{event.header->effective_on().days()},
          .header = *event.header,
          .event = *event_types::EventOf(*event.payload),
          .event_type = event_types::FindEventType(type)->descriptor};
}

base::StatusOr<bool> CheckNew(const ProposedEvent& event, int type, BatchView& view,
                              std::vector<std::string>& notices) {
  const Subject subject = SubjectOf(event, type, view);
  AL_RETURN_IF_ERROR(CheckFact(subject, view, notices));
  return CheckPeriod(subject, view);
}

base::StatusOr<bool> CheckOne(const ProposedEvent& event, int type, BatchView& view,
                              std::vector<std::string>& notices) {
  if (type == pb::EventPayload::kEventAmended) return CheckAmendment(event, view);
  if (type == pb::EventPayload::kEventVoided) return CheckVoid(event, view);
  return CheckNew(event, type, view, notices);
}

base::StatusOr<Verdict> AddNext(const ProposedEvent& event, BatchView& view) {
  const int type = static_cast<int>(event.payload->event_case());
  if (event_types::FindEventType(type) == nullptr) {
    return base::MakeError(base::ErrorReason::kUnimplementedEvent, "the payload holds no event");
  }
  AL_RETURN_IF_ERROR(CheckRole(*event.header, type));
  Verdict verdict;
  AL_ASSIGN_OR_RETURN(verdict.late, CheckOne(event, type, view, verdict.notices));
  view.Apply(event);
  if (HasStreamRules(event.stream) && !view.IsCorrected(event.stream)) {
    AL_ASSIGN_OR_RETURN(const History* history, view.Read(event.stream));
    AL_RETURN_IF_ERROR(CheckStream(event.stream, *history));
  }
  return verdict;
}

// The same refusal, saying which event of the request it is about.
base::Status WithIndex(const base::Status& refusal, std::uint64_t index) {
  base::Metadata metadata = base::MetadataOf(refusal);
  if (refusal.ok() || metadata.empty()) return refusal;
  metadata.emplace_back("event_index", std::to_string(index));
  return base::MakeError(base::ReasonOf(refusal), base::MessageOf(refusal), std::move(metadata));
}

}  // namespace

Batch::Batch(World& world) : view_(std::make_unique<BatchView>(world)) {}

Batch::~Batch() = default;

base::StatusOr<Verdict> Batch::Add(const ProposedEvent& event) {
  const std::uint64_t index = view_->NextPosition().value() - kProvisionalPosition;
  base::StatusOr<Verdict> verdict = AddNext(event, *view_);
  if (!verdict.ok()) return WithIndex(verdict.status(), index);
  return verdict;
}

base::Status Batch::Finish() { return CheckAftermath(*view_); }

base::Status CheckAlone(const ProposedEvent& event, World& world) {
  BatchView view(world);
  const int type = static_cast<int>(event.payload->event_case());
  std::vector<std::string> notices;
  return CheckFact(SubjectOf(event, type, view), view, notices);
}

base::StatusOr<Verdict> Check(const ProposedEvent& event, World& world) {
  Batch batch(world);
  AL_ASSIGN_OR_RETURN(Verdict verdict, batch.Add(event));
  AL_RETURN_IF_ERROR(batch.Finish());
  return verdict;
}

}  // namespace anchorledger::domain
