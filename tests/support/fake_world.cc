#include "tests/support/fake_world.h"

#include <google/protobuf/message.h>

#include <algorithm>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/event_types/check_fields.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/event_types/field_access.h"

namespace anchorledger::testing {
namespace {

using domain::ValueForm;
namespace pb = ::anchorledger::event::v1;
using event_types::kHeaderPathPrefix;

std::uint64_t TargetOf(const Draft& draft) {
  if (draft.payload().has_event_amended()) return draft.payload().event_amended().target_position();
  if (draft.payload().has_event_voided()) return draft.payload().event_voided().target_position();
  return 0;
}

// The old values that a test did not state are those in force.
void FillOldValues(const domain::Entry& target, pb::EventAmended& amended) {
  for (pb::FieldChange& change : *amended.mutable_field_changes()) {
    if (change.old_value_case() != pb::FieldChange::OLD_VALUE_NOT_SET) continue;
    std::string_view path = change.path();
    const google::protobuf::Message* root = target.event;
    if (path.starts_with(kHeaderPathPrefix)) {
      path.remove_prefix(kHeaderPathPrefix.size());
      root = target.header.get();
    }
    const auto json = event_types::GetFieldJson(*root, path);
    if (json.ok() && json->has_value()) {
      change.set_old_json(**json);
    } else {
      change.mutable_old_absent();
    }
  }
}

}  // namespace

FakeWorld::FakeWorld()
    : today_(Day("2026-11-01")),
      now_(base::StartOfDay(today_)),
      metrics_{{"H-01", {{{"", ValueForm::kCount}}}},
               {"H-03", {{{"", ValueForm::kShare}}}},
               {"P-10", {{{"", ValueForm::kMoney}, {"self_certified", ValueForm::kMoney}}}},
               {"I-04", {{{"loans", ValueForm::kMoney}}}},
               {"I-05", {{{"", ValueForm::kShare}}}},
               {"X-20", {}}} {}

domain::ProposedEvent FakeWorld::Propose(const Draft& draft) const {
  const std::uint64_t target = TargetOf(draft);
  if (target == 0 || target > events_.size()) {
    return draft.Propose(today_, base::StreamId("unknown/target"));
  }
  const base::StreamId& stream = events_[target - 1].stream;
  const domain::Entry* entry = streams_.at(stream)->Find(base::Position(target));
  Draft complete = draft;
  if (complete.payload().has_event_amended()) {
    pb::EventAmended& amended = *complete.payload().mutable_event_amended();
    amended.set_target_event_type(static_cast<std::uint32_t>(entry->type));
    std::sort(amended.mutable_field_changes()->begin(), amended.mutable_field_changes()->end(),
              [](const auto& a, const auto& b) { return a.path() < b.path(); });
    if (entry->event != nullptr) FillOldValues(*entry, amended);
  } else {
    complete.payload().mutable_event_voided()->set_target_event_type(
        static_cast<std::uint32_t>(entry->type));
  }
  return complete.Propose(today_, stream);
}

base::StatusOr<std::vector<base::Position>> FakeWorld::Append(const std::vector<Draft>& drafts) {
  guards_.clear();
  std::vector<domain::ProposedEvent> proposed;
  for (const Draft& draft : drafts) {
    proposed.push_back(Propose(draft));
    const std::string prefix = "events[" + std::to_string(proposed.size() - 1) + "]";
    auto violations = event_types::CheckFields(*proposed.back().header, *proposed.back().payload,
                                               {.prefix = prefix, .today = today_});
    if (!violations.empty()) return base::InvalidFields(std::move(violations));
  }
  std::vector<domain::Verdict> verdicts;
  {
    domain::Batch batch(*this);
    for (const domain::ProposedEvent& event : proposed) {
      AL_ASSIGN_OR_RETURN(domain::Verdict verdict, batch.Add(event));
      verdicts.push_back(std::move(verdict));
    }
    AL_RETURN_IF_ERROR(batch.Finish());
  }
  std::vector<base::Position> positions;
  for (std::size_t i = 0; i < proposed.size(); ++i) {
    Record(proposed[i], verdicts[i].late);
    positions.push_back(events_.back().position);
  }
  verdicts_ = std::move(verdicts);
  return positions;
}

void FakeWorld::Record(const domain::ProposedEvent& event, bool late) {
  auto header = std::make_shared<pb::EventHeader>(*event.header);
  header->set_late(late);
  domain::RecordedEvent recorded{base::Position(events_.size() + 1), now_, event.stream,
                                 std::move(header), event.payload};
  now_ = now_.PlusMicros(1);
  std::shared_ptr<domain::History>& history = streams_[event.stream];
  if (history == nullptr) {
    history = std::make_shared<domain::History>();
  } else if (history.use_count() > 1) {
    history = std::make_shared<domain::History>(*history);
  }
  history->Apply(recorded);
  Index(recorded);
  events_.push_back(std::move(recorded));
}

// A correction enters its target as it stands now under the target's position.
void FakeWorld::Index(const domain::RecordedEvent& event) {
  base::Position position = event.position;
  const pb::EventHeader* header = event.header.get();
  const pb::EventPayload* payload = event.payload.get();
  if (payload->has_event_amended()) {
    position = base::Position(payload->event_amended().target_position());
    const domain::Entry* entry = streams_.at(event.stream)->Find(position);
    header = entry->header.get();
    payload = entry->payload.get();
  }
  for (domain::NameEntry& entry : domain::NameKeysOf(*payload)) {
    names_[{entry.index, std::move(entry.key)}].insert(event.stream);
  }
  for (const base::StreamId& stream : domain::StreamsNamedBy(*header, *payload)) {
    if (stream != event.stream) referrers_[stream].push_back(position);
  }
}

std::shared_ptr<const domain::History> FakeWorld::HistoryOf(std::string_view stream) const {
  const auto found = streams_.find(base::StreamId(stream));
  if (found == streams_.end()) return std::make_shared<const domain::History>();
  return found->second;
}

base::StatusOr<std::shared_ptr<const domain::History>> FakeWorld::Read(const base::StreamId& stream,
                                                                       domain::Reading reading) {
  std::shared_ptr<const domain::History> history = HistoryOf(stream.value());
  if (reading == domain::Reading::kGuard) guards_[stream] = history->revision();
  return history;
}

base::StatusOr<std::optional<base::StreamId>> FakeWorld::StreamOf(base::Position position) {
  if (position.value() == 0 || position.value() > events_.size()) {
    return std::optional<base::StreamId>();
  }
  return std::optional<base::StreamId>(events_[position.value() - 1].stream);
}

base::StatusOr<std::vector<base::StreamId>> FakeWorld::Named(domain::NameIndex index,
                                                             std::string_view key) {
  const auto found = names_.find({index, std::string(key)});
  if (found == names_.end()) return std::vector<base::StreamId>();
  return std::vector<base::StreamId>(found->second.begin(), found->second.end());
}

base::StatusOr<std::vector<base::Position>> FakeWorld::Referrers(const base::StreamId& stream,
                                                                 std::size_t limit) {
  const auto found = referrers_.find(stream);
  if (found == referrers_.end()) return std::vector<base::Position>();
  std::vector<base::Position> positions = found->second;
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  if (positions.size() > limit) positions.resize(limit);
  return positions;
}

const domain::MetricShape* FakeWorld::FindMetric(std::string_view metric_id) const {
  const auto found = metrics_.find(metric_id);
  return found == metrics_.end() ? nullptr : &found->second;
}

}  // namespace anchorledger::testing
