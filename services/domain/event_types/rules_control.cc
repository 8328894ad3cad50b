// Rules of corrections and of import records.
#include <google/protobuf/descriptor.h>

#include <string>

#include "anchorledger/event/v1/corrections.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/imports.pb.h"
#include "proto/base/hash.h"
#include "services/domain/event_types/compare.h"
#include "services/domain/event_types/event_rules.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/event_types/field_access.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;

constexpr int kAmended = pb::EventPayload::kEventAmended;
constexpr int kVoided = pb::EventPayload::kEventVoided;

// Adds a violation unless `json` is the canonical form of a value of the field.
void CheckJson(const google::protobuf::FieldDescriptor& field, std::string_view json,
               std::string_view path, const Violations& out) {
  const base::StatusOr<std::string> canonical = CanonicalJson(field, json);
  if (!canonical.ok()) {
    out.Add(path, "is no value of " + field.full_name() + " in JSON");
  } else if (*canonical != json) {
    out.Add(path, "is not canonical; wanted " + *canonical);
  }
}

void CheckChange(const pb::FieldChange& change, int target_type, const Violations& out) {
  const base::StatusOr<FieldChain> chain = ResolveEventPath(target_type, change.path());
  if (!chain.ok()) {
    out.Add("path", "is " + change.path() + ", which the corrected event does not have");
    return;
  }
  if (!IsAmendable(*chain)) {
    out.Add("path", "is " + change.path() +
                        ", which may not be amended; void the event and enter it again");
    return;
  }
  const google::protobuf::FieldDescriptor& field = *chain->back();
  if (change.old_value_case() == pb::FieldChange::OLD_VALUE_NOT_SET) {
    out.AddMissing("old_json", "is missing; a field that is not set is old_absent");
  }
  if (change.new_value_case() == pb::FieldChange::NEW_VALUE_NOT_SET) {
    out.AddMissing("new_json", "is missing; a field that becomes unset is new_absent");
  }
  if (change.has_old_json()) CheckJson(field, change.old_json(), "old_json", out);
  if (change.has_new_json()) CheckJson(field, change.new_json(), "new_json", out);
  const bool same_text =
      change.has_old_json() && change.has_new_json() && change.old_json() == change.new_json();
  if (same_text || (change.has_old_absent() && change.has_new_absent())) {
    out.Add("new_json", "is the old value; nothing changes");
  }
}

}  // namespace

void CheckRules(const pb::EventAmended& event, const RuleContext& context) {
  const int target = static_cast<int>(event.target_event_type());
  if (target == kAmended || target == kVoided) {
    context.out.Add("target_event_type",
                    "is a correction, which is not amended; void it, or amend its target again");
    return;
  }
  if (FindEventType(target) == nullptr) return;
  for (int i = 0; i < event.field_changes_size(); ++i) {
    const PathStep at{&context.out.step(), "field_changes", i};
    CheckChange(event.field_changes(i), target, context.out.Below(at));
    if (i > 0 && PathsOverlap(event.field_changes(i - 1).path(), event.field_changes(i).path())) {
      context.out.Below(at).Add("path", "lies inside the path before it; one change covers both");
    }
  }
}

void CheckRules(const pb::EventVoided& event, const RuleContext& context) {
  if (static_cast<int>(event.target_event_type()) == kVoided) {
    context.out.Add("target_event_type", "is a void, which is final; enter the fact anew");
  }
}

void CheckRules(const pb::ImportProfileSaved& event, const RuleContext& context) {
  if (base::AsBytes(base::Sha256(event.profile_json())) != event.profile_sha256()) {
    context.out.Add("profile_sha256", "is not the digest of profile_json");
  }
}

void CheckRules(const pb::ImportBatchRecorded& event, const RuleContext& context) {
  const Violations& out = context.out;
  if (event.state() == pb::IMPORT_BATCH_STATE_FINISHED && !event.has_rows()) {
    out.AddMissing("rows", "is missing; a finished batch says what became of its rows");
  }
  if (event.has_rows()) {
    const pb::ImportRowCounts& rows = event.rows();
    const std::int64_t counts[] = {rows.created(), rows.updated(), rows.unchanged(),
                                   rows.rejected()};
    std::int64_t left = rows.read();
    for (const std::int64_t count : counts) {
      if (left >= 0 && count >= 0) left -= count;
    }
    if (left != 0) {
      out.Add("rows.read", "is " + std::to_string(rows.read()) +
                               "; wanted created + updated + unchanged + rejected");
    }
    CheckAtMost({"rows.voided", rows.voided()}, {"rows.vanished", rows.vanished()}, out);
  }
  if (event.has_first_position() != event.has_last_position()) {
    out.AddMissing(event.has_first_position() ? "last_position" : "first_position",
                   "is missing; the positions come in a pair");
  } else if (event.last_position() < event.first_position()) {
    out.Add("last_position", "is before first_position");
  }
}

}  // namespace anchorledger::event_types
