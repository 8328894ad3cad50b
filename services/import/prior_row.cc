#include "services/import/prior_row.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <algorithm>
#include <utility>

#include "anchorledger/event/v1/corrections.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/event_types/field_access.h"

namespace anchorledger::importing {
namespace {

namespace pb = anchorledger::event::v1;
namespace proto = google::protobuf;

// Whether an import voided the event at `position`, and whether it was this one.
struct VoidedBy {
  bool import = false;
  bool this_batch = false;
};

VoidedBy WhoVoided(const domain::History& history, base::Position position,
                   std::string_view this_batch) {
  VoidedBy by;
  history.Each<pb::EventVoided>([&](const domain::Entry& entry, const pb::EventVoided& voided) {
    if (voided.target_position() != position.value()) return;
    by.import = by.import || !entry.header->batch_id().empty();
    by.this_batch = by.this_batch || entry.header->batch_id() == this_batch;
  });
  return by;
}

PriorItem MakeItem(std::shared_ptr<const domain::History> history, const domain::Entry& entry,
                   std::string_view this_batch, PriorRow& row) {
  PriorItem item;
  item.entry = &entry;
  item.imported = {entry.recorded_header, entry.recorded_payload};
  for (const domain::Entry* amendment : history->AmendmentsOf(entry.position)) {
    if (amendment->header->batch_id().empty()) continue;
    item.imported = domain::Amend(item.imported, *amendment->As<pb::EventAmended>());
    row.amended_by_this_batch =
        row.amended_by_this_batch || amendment->header->batch_id() == this_batch;
  }
  const bool recorded_now = entry.recorded_header->batch_id() == this_batch;
  bool voided_now = false;
  if (entry.voided) {
    const VoidedBy by = WhoVoided(*history, entry.position, this_batch);
    item.gone = by.import;
    voided_now = by.this_batch;
  }
  row.voided_by_this_batch = row.voided_by_this_batch || voided_now;
  row.by_this_batch = row.by_this_batch || recorded_now;
  row.before_this_batch = row.before_this_batch || (!recorded_now && (!item.gone || voided_now));
  item.history = std::move(history);
  return item;
}

const PriorItem* FindItem(const MappedEvent& event, const PriorRow& prior,
                          std::vector<bool>& taken) {
  for (std::size_t at = 0; at < prior.items.size(); ++at) {
    const PriorItem& item = prior.items[at];
    if (taken[at] || item.gone || item.entry->type != event.emit->event_type) continue;
    taken[at] = true;
    return &item;
  }
  return nullptr;
}

// Adds the fields in which two messages differ, by path; messages on both sides are compared field
// by field, everything else as one value.
void Differences(const proto::Message& before, const proto::Message& after,
                 const std::string& prefix, std::vector<std::string>& paths) {
  const proto::Descriptor& type = *before.GetDescriptor();
  const proto::Reflection& old_fields = *before.GetReflection();
  const proto::Reflection& new_fields = *after.GetReflection();
  for (int at = 0; at < type.field_count(); ++at) {
    const proto::FieldDescriptor& field = *type.field(at);
    const std::string path = prefix + field.name();
    const bool message = field.message_type() != nullptr && !field.is_repeated();
    if (message && old_fields.HasField(before, &field) && new_fields.HasField(after, &field)) {
      Differences(old_fields.GetMessage(before, &field), new_fields.GetMessage(after, &field),
                  path + ".", paths);
      continue;
    }
    const auto old_json = event_types::GetFieldJson(before, field.name());
    const auto new_json = event_types::GetFieldJson(after, field.name());
    if (old_json.ok() && new_json.ok() && *old_json != *new_json) paths.push_back(path);
  }
}

void SetChange(const std::optional<std::string>& before, const std::optional<std::string>& after,
               const std::string& path, pb::EventAmended& amended) {
  pb::FieldChange& change = *amended.add_field_changes();
  change.set_path(path);
  if (before.has_value()) {
    change.set_old_json(*before);
  } else {
    change.mutable_old_absent();
  }
  if (after.has_value()) {
    change.set_new_json(*after);
  } else {
    change.mutable_new_absent();
  }
}

bool Amendable(int event_type, const std::string& path) {
  const auto chain = event_types::ResolveEventPath(event_type, path);
  return chain.ok() && event_types::IsAmendable(*chain);
}

// The header fields that the profile maps, as paths of an amendment.
std::vector<std::string> MappedHeaderPaths(const CompiledEmit& emit) {
  std::vector<std::string> paths;
  for (const CompiledField& field : emit.fields) {
    if (field.in_header) paths.push_back(field.target.path());
  }
  return paths;
}

append::BulkEvent Correction(std::shared_ptr<pb::EventPayload> payload) {
  append::BulkEvent event;
  event.header = std::make_shared<pb::EventHeader>();
  event.payload = std::move(payload);
  return event;
}

append::BulkEvent VoidOf(const domain::Entry& entry) {
  auto payload = std::make_shared<pb::EventPayload>();
  pb::EventVoided& voided = *payload->mutable_event_voided();
  voided.set_target_position(entry.position.value());
  voided.set_target_event_type(static_cast<std::uint32_t>(entry.type));
  voided.set_reason(pb::VOID_REASON_NOT_REAL);
  append::BulkEvent event = Correction(std::move(payload));
  // A correction belongs to the anchor and partnership of what it corrects.
  event.header->set_anchor_id(entry.header->anchor_id());
  event.header->set_partnership_id(entry.header->partnership_id());
  return event;
}

// Compares what imports said last with the row; the change starts from what is in force.
bool AmendEvent(const MappedEvent& event, const PriorItem& item,
                std::vector<append::BulkEvent>& changes, RowProblem& problem) {
  const proto::Message& wanted = *event_types::EventOf(*event.payload);
  std::vector<std::string> paths;
  Differences(*event_types::EventOf(*item.imported.payload), wanted, "", paths);
  auto payload = std::make_shared<pb::EventPayload>();
  pb::EventAmended& amended = *payload->mutable_event_amended();
  const auto add = [&](const proto::Message& in_force, const proto::Message& desired,
                       const std::string& field, const std::string& path) {
    const auto before = event_types::GetFieldJson(in_force, field);
    const auto after = event_types::GetFieldJson(desired, field);
    if (!before.ok() || !after.ok() || *before == *after) return true;
    if (!Amendable(event.emit->event_type, path)) {
      problem = MakeProblem(ProblemCode::kNotAmendable, "",
                            "The row differs from the ledger in '" + path +
                                "', which no amendment can change; void event " +
                                std::to_string(item.entry->position.value()) +
                                " and enter the row anew.");
      return false;
    }
    SetChange(*before, *after, path, amended);
    return true;
  };
  for (const std::string& path : MappedHeaderPaths(*event.emit)) {
    if (*event_types::GetFieldJson(*item.imported.header, path) ==
        *event_types::GetFieldJson(*event.header, path)) {
      continue;
    }
    if (!add(*item.entry->header, *event.header, path, "header." + path)) return false;
  }
  for (const std::string& path : paths) {
    if (!add(*item.entry->event, wanted, path, path)) return false;
  }
  if (amended.field_changes().empty()) return true;
  std::sort(amended.mutable_field_changes()->begin(), amended.mutable_field_changes()->end(),
            [](const pb::FieldChange& a, const pb::FieldChange& b) { return a.path() < b.path(); });
  amended.set_target_position(item.entry->position.value());
  amended.set_target_event_type(static_cast<std::uint32_t>(item.entry->type));
  amended.set_reason(pb::AMEND_REASON_LATE_INFO);
  append::BulkEvent change = Correction(std::move(payload));
  change.header->set_anchor_id(item.entry->header->anchor_id());
  change.header->set_partnership_id(item.entry->header->partnership_id());
  changes.push_back(std::move(change));
  return true;
}

}  // namespace

bool PriorRow::alive() const {
  return std::any_of(items.begin(), items.end(), [](const PriorItem& item) { return !item.gone; });
}

bool PriorRow::HasOfType(int event_type) const {
  return std::any_of(items.begin(), items.end(), [event_type](const PriorItem& item) {
    return item.entry->type == event_type;
  });
}

base::StatusOr<PriorRow> ReadPriorRow(const storage::EventLog& log, const base::TenantId& tenant,
                                      std::span<const PriorRows::Event> events,
                                      std::string_view this_batch, const StreamReader& streams) {
  PriorRow row;
  for (const PriorRows::Event& event : events) {
    AL_ASSIGN_OR_RETURN(const std::vector<storage::Record> records,
                        log.Read(event.position(), {.records = 1}, storage::Direction::kForward));
    if (records.empty() || records.front().tenant != tenant) continue;
    AL_ASSIGN_OR_RETURN(auto history, streams(records.front().stream));
    const domain::Entry* entry = history->Find(event.position());
    if (entry == nullptr || entry->recorded_payload == nullptr) continue;  // erased
    if (row.row_key.empty()) {
      row.row_key = entry->recorded_header->correlation_id().substr(kRowReferencePrefix.size());
    }
    row.items.push_back(MakeItem(std::move(history), *entry, this_batch, row));
  }
  return row;
}

base::Status AddFromStream(const MappedEvent& event, const base::StreamId& stream,
                           std::string_view this_batch, const StreamReader& streams,
                           PriorRow& row) {
  AL_ASSIGN_OR_RETURN(auto history, streams(stream));
  const std::string wanted = ContentOf(*event.emit, *event.header, *event.payload);
  std::optional<PriorItem> found;
  for (std::size_t at = 0; at < history->size(); ++at) {
    const domain::Entry& entry = history->at(at);
    if (entry.type != event.emit->event_type || !entry.in_force()) continue;
    PriorRow ignored;
    PriorItem item = MakeItem(history, entry, this_batch, ignored);
    const bool equal = ImportedContent(*event.emit, item) == wanted;
    if (equal || event.emit->opens_stream) found = std::move(item);
    if (equal) break;
  }
  if (!found.has_value()) return absl::OkStatus();
  // Other rows of the batch may have recorded and amended it, too.
  const std::string reference = std::string(kRowReferencePrefix) + row.row_key;
  for (const domain::Entry* amendment : history->AmendmentsOf(found->entry->position)) {
    row.amended_by_this_batch =
        row.amended_by_this_batch || (amendment->header->batch_id() == this_batch &&
                                      amendment->header->correlation_id() == reference);
  }
  row.before_this_batch = true;
  row.items.push_back(*std::move(found));
  return absl::OkStatus();
}

std::string ImportedContent(const CompiledEmit& emit, const PriorItem& item) {
  return ContentOf(emit, *item.imported.header, *item.imported.payload);
}

bool SaysTheSame(const MappedRow& row, const PriorRow& prior) {
  std::vector<bool> taken(prior.items.size(), false);
  for (const MappedEvent& event : row.events) {
    if (event.emit->first_use) continue;
    const PriorItem* item = FindItem(event, prior, taken);
    if (item == nullptr || ImportedContent(*event.emit, *item) !=
                               ContentOf(*event.emit, *event.header, *event.payload)) {
      return false;
    }
  }
  for (std::size_t at = 0; at < taken.size(); ++at) {
    if (!taken[at] && !prior.items[at].gone) return false;
  }
  return true;
}

base::StatusOr<bool> MakeChanges(const MappedRow& row, const PriorRow& prior,
                                 std::vector<append::BulkEvent>& changes, RowProblem& problem) {
  std::vector<bool> taken(prior.items.size(), false);
  for (const MappedEvent& event : row.events) {
    if (event.emit->first_use) continue;
    const PriorItem* item = FindItem(event, prior, taken);
    if (item == nullptr) {
      changes.push_back({.header = event.header, .payload = event.payload});
      continue;
    }
    if (item->entry->voided) continue;  // a person took it out; it stays out
    if (!AmendEvent(event, *item, changes, problem)) return false;
  }
  for (std::size_t at = prior.items.size(); at-- > 0;) {
    const PriorItem& item = prior.items[at];
    if (!taken[at] && !item.gone && !item.entry->voided) changes.push_back(VoidOf(*item.entry));
  }
  return true;
}

std::vector<append::BulkEvent> MakeVoids(const PriorRow& prior) {
  std::vector<append::BulkEvent> voids;
  for (std::size_t at = prior.items.size(); at-- > 0;) {
    if (!prior.items[at].entry->voided) voids.push_back(VoidOf(*prior.items[at].entry));
  }
  return voids;
}

}  // namespace anchorledger::importing
