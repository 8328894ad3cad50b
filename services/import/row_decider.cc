#include "services/import/row_decider.h"

#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/rules.pb.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"

namespace anchorledger::importing {
namespace {

namespace pb = anchorledger::event::v1;

// How often one row may have been changed into another and come back again.
constexpr std::uint32_t kGenerationsMax = 1000;

using Kind = RowDecision::Kind;

RowDecision Rejected(RowProblem problem) {
  RowDecision decision;
  decision.kind = Kind::kReject;
  decision.problem = std::move(problem);
  return decision;
}

const MappedEvent* FirstOf(const MappedRow& row) {
  for (const MappedEvent& event : row.events) {
    if (!event.emit->first_use) return &event;
  }
  return nullptr;
}

// Whether an event of this type in its stream can only be the one that a row speaks of.
bool StreamNamesEvent(const CompiledEmit& emit) {
  return emit.opens_stream || emit.event_type == pb::EventPayload::kSupplierRegistered ||
         emit.event_type == pb::EventPayload::kSupplierClassified;
}

}  // namespace

base::StatusOr<RowDecision> RowDecider::Decide(MappedRow& row) {
  if (!mapper_.profile().has_key()) return DecideByContent(row);
  if (!identities_.IsRepeated(row.identity)) return DecideByKey(row);
  if (mapper_.profile().first_key_wins) {
    RowDecision repeated;
    repeated.counts_money = false;
    return repeated;
  }
  return Rejected(MakeProblem(ProblemCode::kKeyRepeated, mapper_.profile().key.front().label,
                              "A row before this one has the same key."));
}

base::StatusOr<RowDecision> RowDecider::DecideByKey(MappedRow& row) {
  const std::string row_key = KeyText(row.identity);
  const std::span<const PriorRows::Event> events = prior_.Find(row_key);
  if (events.empty()) return DecideByStreams(row, row_key);
  prior_.MarkSeen(events);
  AL_ASSIGN_OR_RETURN(PriorRow prior, ReadPrior(events));
  if (!prior.alive()) return Create(row, row_key, /*new_streams=*/false);
  // When the row came first, a part of it may have been there by its ids.
  AL_RETURN_IF_ERROR(AddFromStreams(row, prior));
  return Compare(row, prior);
}

// No import of this source has recorded the row; its ids may still name things that are there.
base::StatusOr<RowDecision> RowDecider::DecideByStreams(MappedRow& row,
                                                        const std::string& row_key) {
  const MappedEvent* first = FirstOf(row);
  if (!first->emit->row_ids.empty()) return Create(row, row_key, /*new_streams=*/true);
  PriorRow prior;
  prior.row_key = row_key;
  AL_RETURN_IF_ERROR(AddFromStreams(row, prior));
  if (prior.items.empty()) return Create(row, row_key, /*new_streams=*/false);
  return Compare(row, prior);
}

base::Status RowDecider::AddFromStreams(const MappedRow& row, PriorRow& prior) const {
  for (const MappedEvent& event : row.events) {
    const CompiledEmit& emit = *event.emit;
    if (emit.first_use || !StreamNamesEvent(emit) || prior.HasOfType(emit.event_type)) continue;
    const auto stream = event_types::StreamFor(*event.header, *event.payload);
    if (!stream.ok()) continue;  // the checks will say what is missing
    AL_RETURN_IF_ERROR(AddFromStream(event, *stream, job_.import_id, streams_, prior));
  }
  return absl::OkStatus();
}

base::StatusOr<RowDecision> RowDecider::DecideByContent(MappedRow& row) {
  const std::uint32_t ordinal = identities_.NextOrdinal(row.content);
  for (std::uint32_t generation = 0; generation < kGenerationsMax; ++generation) {
    const std::string row_key = identities_.OfContent(row.content, ordinal, generation);
    const std::span<const PriorRows::Event> events = prior_.Find(row_key);
    if (events.empty() && prior_.empty()) {
      WriteRowIds(row_key, row);
      return Create(row, row_key, /*new_streams=*/true);
    }
    bool left = events.empty();
    if (!left) {
      AL_ASSIGN_OR_RETURN(const PriorRow prior, ReadPrior(events));
      left = !prior.alive();
      if (!left && SaysTheSame(row, prior)) {
        prior_.MarkSeen(events);
        return Known(prior);
      }
    }
    if (!left) continue;  // that row was changed into another one
    RowDecision decision;
    decision.kind = Kind::kLeave;
    decision.left = {.ordinal = ordinal, .generation = generation, .features = FeaturesOf(row)};
    return decision;
  }
  return base::MakeError(base::ErrorReason::kInternal, "a row was changed too often");
}

base::StatusOr<RowDecision> RowDecider::DecideLeft(const LeftRow& left,
                                                   const std::optional<RowPair>& pair,
                                                   std::span<const VanishedRow> vanished,
                                                   MappedRow& row) {
  if (!pair.has_value()) {
    const std::string row_key = identities_.OfContent(row.content, left.ordinal, left.generation);
    WriteRowIds(row_key, row);
    return Create(row, row_key, /*new_streams=*/prior_.Find(row_key).empty());
  }
  AL_ASSIGN_OR_RETURN(const PriorRow prior, ReadPrior(vanished[pair->vanished].events));
  if (pair->equal) return Known(prior);
  WriteRowIds(prior.row_key, row);
  return Compare(row, prior);
}

base::StatusOr<RowDecision> RowDecider::Void(const VanishedRow& vanished) {
  AL_ASSIGN_OR_RETURN(const PriorRow prior, ReadPrior(vanished.events));
  RowDecision decision;
  decision.kind = Kind::kUpdate;
  decision.events = MakeVoids(prior);
  for (append::BulkEvent& event : decision.events) Stamp(event, prior.row_key);
  return decision;
}

base::StatusOr<RowDecision> RowDecider::Compare(MappedRow& row, const PriorRow& prior) {
  if (SaysTheSame(row, prior)) return Known(prior);
  RowDecision decision;
  decision.kind = Kind::kUpdate;
  std::vector<append::BulkEvent> changes;
  AL_ASSIGN_OR_RETURN(const bool possible, MakeChanges(row, prior, changes, decision.problem));
  if (!possible) return Rejected(std::move(decision.problem));
  if (changes.empty()) return Known(prior);  // somebody has made the same change by hand
  for (const MappedEvent& event : row.events) {
    if (!event.emit->first_use) continue;
    decision.events.push_back(EventOf(event, prior.row_key, /*new_stream=*/false));
  }
  for (append::BulkEvent& change : changes) {
    Stamp(change, prior.row_key);
    decision.events.push_back(std::move(change));
  }
  return decision;
}

RowDecision RowDecider::Known(const PriorRow& prior) const {
  RowDecision decision;
  // What this batch did before it was interrupted counts as done by it.
  if (prior.touched_by_this_batch()) {
    decision.kind = prior.before_this_batch ? Kind::kUpdate : Kind::kCreate;
  }
  return decision;
}

RowDecision RowDecider::Create(const MappedRow& row, const std::string& row_key,
                               bool new_streams) const {
  RowDecision decision;
  decision.kind = Kind::kCreate;
  decision.events.reserve(row.events.size());
  for (const MappedEvent& event : row.events) {
    decision.events.push_back(EventOf(event, row_key, new_streams));
  }
  return decision;
}

std::vector<append::BulkEvent> RowDecider::FirstUsesOf(const MappedRow& row) const {
  std::vector<append::BulkEvent> events;
  for (const MappedEvent& event : row.events) {
    if (event.emit->first_use) events.push_back(EventOf(event, {}, /*new_stream=*/false));
  }
  return events;
}

append::BulkEvent RowDecider::EventOf(const MappedEvent& event, const std::string& row_key,
                                      bool new_stream) const {
  append::BulkEvent result;
  result.header = event.header;
  result.payload = event.payload;
  const CompiledEmit& emit = *event.emit;
  result.new_stream = new_stream && emit.opens_stream && !emit.first_use && !emit.row_ids.empty();
  result.unless_exists = emit.first_use;
  result.keep = emit.first_use ||
                (event.payload->has_purchase_recorded() &&
                 expected_purchases_.contains(event.payload->purchase_recorded().purchase_id()));
  Stamp(result, emit.first_use ? std::string_view() : std::string_view(row_key));
  return result;
}

void RowDecider::Stamp(append::BulkEvent& event, std::string_view row_key) const {
  pb::EventHeader& header = *event.header;
  const event_types::EventType* type = event_types::TypeOf(*event.payload);
  if (header.anchor_id().empty() && type->rule->anchor() != pb::PRESENCE_FORBIDDEN) {
    header.set_anchor_id(job_.parameters.anchor_id);
  }
  if (header.partnership_id().empty() && type->rule->partnership() != pb::PRESENCE_FORBIDDEN) {
    header.set_partnership_id(job_.parameters.partnership_id);
  }
  header.set_batch_id(job_.import_id);
  if (row_key.empty()) return;
  header.set_correlation_id(std::string(kRowReferencePrefix).append(row_key));
}

}  // namespace anchorledger::importing
