#include "services/projections/event_folder.h"

#include <algorithm>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"

namespace anchorledger::projections {
namespace {

// What a correction is about; 0 for anything else.
base::Position TargetOf(const InForceEvent& event) {
  if (event.payload->has_event_amended()) {
    return base::Position(event.payload->event_amended().target_position());
  }
  if (event.payload->has_event_voided()) {
    return base::Position(event.payload->event_voided().target_position());
  }
  return base::Position();
}

base::Position Before(base::Position at) { return base::Position(at.value() - 1); }

}  // namespace

base::Status EventFolder::Fold(const RecordedEvent& recorded) {
  const InForceEvent event = parts_.in_force.AsRecorded(recorded);
  AL_RETURN_IF_ERROR(List(recorded, event));
  keys_.clear();
  // An erased payload says nothing any more; the header stays listed.
  if (event.payload != nullptr) AL_RETURN_IF_ERROR(FoldPayload(recorded, event));
  return parts_.things == nullptr ? base::Status() : ListThings(recorded, event);
}

base::Status EventFolder::FoldPayload(const RecordedEvent& recorded, const InForceEvent& event) {
  const base::Position target = TargetOf(event);
  if (target.value() != 0) {
    // A target that does not come before the correction cannot have been meant.
    if (target < event.position) AL_RETURN_IF_ERROR(FoldCorrection(event));
    keys_.clear();  // those of the target
    return base::Status();
  }
  AL_RETURN_IF_ERROR(FoldStatement(event));
  const bool anew = recorded.revision.value() > 1 && event.payload->has_purchase_recorded();
  return anew ? FoldEnteredAnew(event) : base::Status();
}

// A purchase that was voided and entered anew carries the reversals that were recorded before it.
base::Status EventFolder::FoldEnteredAnew(const InForceEvent& purchase) {
  const base::Position at = purchase.position;
  AL_RETURN_IF_ERROR(PostDependencies(purchase, at, /*hidden=*/true));
  AL_ASSIGN_OR_RETURN(std::vector<base::Position> stream,
                      parts_.in_force.PositionsOf(purchase.tenant_text, purchase.stream, at));
  return Rederive(std::move(stream), at);
}

base::Status EventFolder::FoldStatement(const InForceEvent& event) {
  std::vector<base::Position> affected;
  if (ContextKeeper::Concerns(event)) {
    AL_RETURN_IF_ERROR(parts_.keeper.Assert(event, event.position));
    AL_RETURN_IF_ERROR(parts_.affected.DependantsOf(nullptr, &event, event.position, affected));
  }
  AL_RETURN_IF_ERROR(PostDependencies(event, event.position, /*hidden=*/false));
  facts_.clear();
  AL_RETURN_IF_ERROR(DeriveAt(event, event.position, facts_));
  for (const Fact& fact : facts_) {
    AL_RETURN_IF_ERROR(parts_.ledger.Write(fact, 1, event.position));
  }
  return affected.empty() ? base::Status() : Rederive(std::move(affected), event.position);
}

base::Status EventFolder::FoldCorrection(const InForceEvent& event) {
  const base::Position at = event.position;
  const base::Position target = TargetOf(event);
  const bool is_void = event.payload->has_event_voided();
  AL_RETURN_IF_ERROR(parts_.keeper.Correct(target, at, is_void));
  // Corrections count from their own position on, so the event before can still be asked for.
  const base::Position root = parts_.context.corrections.RootOf(target);
  Standing standing;
  AL_ASSIGN_OR_RETURN(standing.before, parts_.in_force.At(root, Before(at)));
  AL_ASSIGN_OR_RETURN(standing.after, parts_.in_force.At(root, at));
  AL_RETURN_IF_ERROR(MoveContext(standing, at));

  std::vector<base::Position> affected = {root};
  AL_RETURN_IF_ERROR(parts_.affected.DependantsOf(
      standing.before.has_value() ? &*standing.before : nullptr,
      standing.after.has_value() ? &*standing.after : nullptr, at, affected));
  if (standing.after.has_value()) {
    AL_RETURN_IF_ERROR(PostDependencies(*standing.after, at, /*hidden=*/true));
  }
  // Evidence that is voided no longer carries its milestones.
  const std::vector<base::Position> milestones = parts_.context.evidence.NamedBy(root, at);
  affected.insert(affected.end(), milestones.begin(), milestones.end());
  return Rederive(std::move(affected), at);
}

base::Status EventFolder::MoveContext(const Standing& root, base::Position at) {
  if (root.before.has_value() && ContextKeeper::Concerns(*root.before)) {
    AL_RETURN_IF_ERROR(parts_.keeper.Retract(*root.before, at));
  }
  if (root.after.has_value() && ContextKeeper::Concerns(*root.after)) {
    AL_RETURN_IF_ERROR(parts_.keeper.Assert(*root.after, at));
  }
  return base::Status();
}

base::Status EventFolder::List(const RecordedEvent& recorded, const InForceEvent& event) {
  listed_.clear();
  ListingKeysOf(event, parts_.symbols, listed_);
  for (const DatedKey& key : listed_) {
    AL_RETURN_IF_ERROR(parts_.ledger.Post(
        key.key, {.position = recorded.position.value(), .day = key.day.days, .hidden = false}));
  }
  return base::Status();
}

base::Status EventFolder::ListThings(const RecordedEvent& recorded, const InForceEvent& event) {
  AL_RETURN_IF_ERROR(parts_.things->KeysOf(recorded, event.tenant, things_));
  for (const PostingKey& thing : things_) {
    const PostingKind named = thing.kind == PostingKind::kOfSupplier ? PostingKind::kSupplier
                                                                     : PostingKind::kOrganisation;
    const bool posted = std::any_of(keys_.begin(), keys_.end(), [&](const DatedKey& other) {
      return other.key.kind == named && other.key.id == thing.id;
    });
    if (posted) continue;
    AL_RETURN_IF_ERROR(parts_.ledger.Post(thing, {.position = recorded.position.value(),
                                                  .day = recorded.effective_on.days,
                                                  .hidden = false}));
  }
  return base::Status();
}

base::Status EventFolder::PostDependencies(const InForceEvent& event, base::Position at,
                                           bool hidden) {
  keys_.clear();
  const Knowledge knowledge{parts_.context, at, parts_.in_force, parts_.symbols};
  AL_RETURN_IF_ERROR(DependencyKeysOf(event, knowledge, keys_));
  for (const DatedKey& key : keys_) {
    const bool listed = std::any_of(listed_.begin(), listed_.end(),
                                    [&](const DatedKey& other) { return other.key == key.key; });
    if (listed && !hidden) continue;
    // A reversal under the partnership of its purchase is there for us, not for readers.
    const bool not_for_readers = hidden || key.key.kind == PostingKind::kPartnership;
    AL_RETURN_IF_ERROR(parts_.ledger.Post(
        key.key, {.position = at.value(), .day = key.day.days, .hidden = not_for_readers}));
  }
  return base::Status();
}

base::Status EventFolder::Rederive(std::vector<base::Position> events, base::Position at) {
  std::sort(events.begin(), events.end());
  events.erase(std::unique(events.begin(), events.end()), events.end());
  for (const base::Position event : events) {
    if (event >= at) continue;
    AL_RETURN_IF_ERROR(WriteDifference(event, at));
  }
  return base::Status();
}

base::Status EventFolder::WriteDifference(base::Position event, base::Position at) {
  AL_ASSIGN_OR_RETURN(const std::optional<InForceEvent> before,
                      parts_.in_force.At(event, Before(at)));
  AL_ASSIGN_OR_RETURN(const std::optional<InForceEvent> after, parts_.in_force.At(event, at));
  old_facts_.clear();
  facts_.clear();
  if (before.has_value()) AL_RETURN_IF_ERROR(DeriveAt(*before, Before(at), old_facts_));
  if (after.has_value()) AL_RETURN_IF_ERROR(DeriveAt(*after, at, facts_));
  if (old_facts_ == facts_) return base::Status();
  for (const Fact& fact : old_facts_) AL_RETURN_IF_ERROR(parts_.ledger.Write(fact, -1, at));
  for (const Fact& fact : facts_) AL_RETURN_IF_ERROR(parts_.ledger.Write(fact, 1, at));
  return base::Status();
}

base::Status EventFolder::DeriveAt(const InForceEvent& event, base::Position cut,
                                   std::vector<Fact>& facts) {
  const Knowledge knowledge{parts_.context, cut, parts_.in_force, parts_.symbols};
  return Derive(event, knowledge, facts);
}

}  // namespace anchorledger::projections
