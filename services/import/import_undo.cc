#include "services/import/import_undo.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "anchorledger/event/v1/corrections.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "services/import/batch_index.h"
#include "services/import/prior_rows.h"
#include "services/projections/stream_history.h"

namespace anchorledger::importing {
namespace {

namespace pb = anchorledger::event::v1;

constexpr std::size_t kReasonsMax = 20;
// Up to here a dry run remembers every void, so that it knows what uses a registration.
constexpr std::size_t kRememberedEventsMax = 100'000;
constexpr std::size_t kProgressUnits = 1'000;

// The events of one row, or one registration.
struct Unit {
  std::string row;  // empty: a registration
  std::vector<base::Position> positions;
};

// What there is to do, and what an undo that was cut off has done of it.
struct Work {
  std::vector<Unit> units;  // in the order in which they are taken back
  std::size_t event_count = 0;
  UndoOutcome done;  // without facts that were entered again, which look like others
};

class Undo {
 public:
  // Counts on from what was done before.
  Undo(const ImportLedger& ledger, const UndoRequest& request, const UndoOutcome& done,
       append::BulkAppender::Mode mode)
      : ledger_(ledger),
        request_(request),
        outcome_(done),
        appender_({ledger.log, ledger.cache, ledger.lookups, ledger.clock}, request.actor, mode) {}

  // Counts on in `progress`.
  base::Status Run(const Work& work, UndoProgress& progress, const UndoObserver& observer,
                   const std::stop_token& stop);
  base::Status RecordUndone();

  const UndoOutcome& outcome() const { return outcome_; }
  const std::vector<std::string>& reasons() const { return reasons_; }

 private:
  base::Status TakeBack(const Unit& unit);
  base::Status TakeBackEvent(base::Position position, std::vector<append::BulkEvent>& events,
                             UndoOutcome& counts);
  append::BulkEvent VoidOf(const domain::RecordedEvent& event) const;
  base::StatusOr<append::BulkEvent> Again(base::Position target);
  void Count(const UndoOutcome& counts);
  base::Status Add(std::vector<append::BulkEvent>& events);
  base::Status Refused(const Unit& unit, const base::Status& status);

  const ImportLedger& ledger_;
  const UndoRequest& request_;
  UndoOutcome outcome_;
  append::BulkAppender appender_;
  std::vector<std::string> reasons_;
  std::string commit_name_;
  bool remember_ = false;
};

base::Status Undo::Run(const Work& work, UndoProgress& progress, const UndoObserver& observer,
                       const std::stop_token& stop) {
  remember_ = work.event_count <= kRememberedEventsMax;
  std::size_t done = 0;
  for (const Unit& unit : work.units) {
    if (stop.stop_requested()) {
      return base::MakeError(base::ErrorReason::kCancelled, "the undo was stopped");
    }
    AL_RETURN_IF_ERROR(TakeBack(unit));
    progress.events_done += unit.positions.size();
    if (++done % kProgressUnits == 0 && observer) observer(progress, outcome_);
    if (reasons_.size() >= kReasonsMax) return absl::OkStatus();
  }
  AL_RETURN_IF_ERROR(appender_.Submit(request_.import_id + ".undo." + commit_name_));
  AL_RETURN_IF_ERROR(appender_.Drain());
  for (const append::RefusedRow& row : appender_.TakeProgress().refused) {
    reasons_.emplace_back(base::MessageOf(row.status));
  }
  return absl::OkStatus();
}

base::Status Undo::TakeBack(const Unit& unit) {
  std::vector<append::BulkEvent> events;
  UndoOutcome counts;
  for (auto at = unit.positions.rbegin(); at != unit.positions.rend(); ++at) {
    AL_RETURN_IF_ERROR(TakeBackEvent(*at, events, counts));
  }
  if (events.empty()) {
    Count(counts);  // by an undo that was cut off
    return absl::OkStatus();
  }
  if (appender_.IsEmpty()) commit_name_ = std::to_string(unit.positions.back().value());
  const base::Status status = Add(events);
  if (append::IsRefusal(status)) return Refused(unit, status);
  AL_RETURN_IF_ERROR(status);
  Count(counts);
  if (!appender_.IsFull()) return absl::OkStatus();
  return appender_.Submit(request_.import_id + ".undo." + commit_name_);
}

void Undo::Count(const UndoOutcome& counts) {
  outcome_.voided += counts.voided;
  outcome_.restored += counts.restored;
}

base::Status Undo::Add(std::vector<append::BulkEvent>& events) {
  const base::Status status = appender_.Add(events, 0);
  if (base::ReasonOf(status) != base::ErrorReason::kPeriodClosed || request_.late_reason.empty()) {
    return status;
  }
  for (append::BulkEvent& event : events) event.header->set_late_reason(request_.late_reason);
  return appender_.Add(events, 0);
}

base::Status Undo::Refused(const Unit& unit, const base::Status& status) {
  if (unit.row.empty()) {
    ++outcome_.kept;
  } else {
    reasons_.emplace_back(base::MessageOf(status));
  }
  return absl::OkStatus();
}

base::Status Undo::TakeBackEvent(base::Position position, std::vector<append::BulkEvent>& events,
                                 UndoOutcome& counts) {
  AL_ASSIGN_OR_RETURN(const std::vector<storage::Record> records,
                      ledger_.log.Read(position, {.records = 1}, storage::Direction::kForward));
  AL_ASSIGN_OR_RETURN(const domain::RecordedEvent event,
                      projections::DecodeRecord(records.front()));
  AL_ASSIGN_OR_RETURN(const auto history, appender_.Read(event.stream));
  const domain::Entry* entry = history->Find(position);
  if (entry == nullptr || event.payload == nullptr) return absl::OkStatus();
  if (event.payload->has_event_voided()) {
    const base::Position target(event.payload->event_voided().target_position());
    // Entered again already, by an undo that was cut off?
    for (std::size_t at = history->size(); at-- > 0;) {
      const domain::Entry& later = history->at(at);
      if (later.position > position && later.in_force() && !later.is_correction() &&
          later.header->causation_position() == position.value()) {
        ++counts.restored;
        return absl::OkStatus();
      }
    }
    AL_ASSIGN_OR_RETURN(append::BulkEvent again, Again(target));
    again.header->set_causation_position(position.value());
    events.push_back(std::move(again));
    ++counts.restored;
    return absl::OkStatus();
  }
  if (entry->voided) return absl::OkStatus();
  events.push_back(VoidOf(event));
  ++(event.payload->has_event_amended() ? counts.restored : counts.voided);
  return absl::OkStatus();
}

append::BulkEvent Undo::VoidOf(const domain::RecordedEvent& event) const {
  append::BulkEvent result;
  result.header = std::make_shared<pb::EventHeader>();
  result.header->set_anchor_id(event.header->anchor_id());
  result.header->set_partnership_id(event.header->partnership_id());
  result.header->set_batch_id(request_.import_id);
  result.header->set_correlation_id(std::string(kUndoReference));
  result.payload = std::make_shared<pb::EventPayload>();
  pb::EventVoided& voided = *result.payload->mutable_event_voided();
  voided.set_target_position(event.position.value());
  voided.set_target_event_type(event.header->event_type());
  voided.set_reason(pb::VOID_REASON_NOT_REAL);
  result.keep = remember_;
  return result;
}

// The fact as it was before it was voided. It belongs to the batch and row that it came with, so
// that its file finds it again.
base::StatusOr<append::BulkEvent> Undo::Again(base::Position target) {
  AL_ASSIGN_OR_RETURN(const std::vector<storage::Record> records,
                      ledger_.log.Read(target, {.records = 1}, storage::Direction::kForward));
  AL_ASSIGN_OR_RETURN(const auto history, appender_.Read(records.front().stream));
  const domain::Entry* entry = history->Find(target);
  if (entry == nullptr || entry->payload == nullptr) {
    return base::MakeError(base::ErrorReason::kRuleBroken,
                           "event " + std::to_string(target.value()) +
                               ", which the import voided, was erased and cannot be entered again");
  }
  append::BulkEvent result;
  result.header = std::make_shared<pb::EventHeader>(*entry->header);
  result.header->clear_late();
  result.payload = std::make_shared<pb::EventPayload>(*entry->payload);
  return result;
}

base::Status Undo::RecordUndone() {
  append::BulkEvent event;
  event.header = std::make_shared<pb::EventHeader>();
  event.header->mutable_effective_on()->set_days(ledger_.clock.Today().days);
  event.payload = std::make_shared<pb::EventPayload>();
  pb::ImportBatchUndone& undone = *event.payload->mutable_import_batch_undone();
  undone.set_batch_id(request_.import_id);
  undone.set_voided_count(static_cast<std::int64_t>(outcome_.voided));
  undone.set_restored_count(static_cast<std::int64_t>(outcome_.restored));
  AL_RETURN_IF_ERROR(appender_.Add({std::move(event)}, 0));
  AL_RETURN_IF_ERROR(appender_.Submit(request_.import_id + ".undone"));
  return appender_.Drain();
}

// Counts a void by an undo of this import.
base::Status CountDone(const storage::Record& record, UndoOutcome& done) {
  AL_ASSIGN_OR_RETURN(const domain::RecordedEvent event, projections::DecodeRecord(record));
  if (event.payload == nullptr || !event.payload->has_event_voided()) return absl::OkStatus();
  const bool amendment = event.payload->event_voided().target_event_type() ==
                         static_cast<std::uint32_t>(pb::EventPayload::kEventAmended);
  ++(amendment ? done.restored : done.voided);
  return absl::OkStatus();
}

// Rows in the order in which they are taken back: the last first, registrations after all rows.
base::StatusOr<Work> WorkOf(const ImportLedger& ledger, const UndoRequest& request) {
  Work work;
  std::vector<Unit>& rows = work.units;
  std::vector<Unit> registrations;
  const auto enter = [&](const storage::Record& record, const pb::EventHeader& header) {
    const std::string& row = header.correlation_id();
    if (row == kUndoReference) return CountDone(record, work.done);
    ++work.event_count;
    if (row.empty()) {
      registrations.push_back({"", {record.position}});
    } else if (!rows.empty() && rows.back().row == row) {
      rows.back().positions.push_back(record.position);
    } else {
      rows.push_back({row, {record.position}});
    }
    return absl::OkStatus();
  };
  AL_RETURN_IF_ERROR(
      ReadBatch(ledger.log, ledger.finder, request.actor.tenant, request.import_id, {}, enter));
  std::reverse(rows.begin(), rows.end());
  rows.insert(rows.end(), registrations.rbegin(), registrations.rend());
  return work;
}

base::Status RefuseFor(const std::vector<std::string>& reasons) {
  std::string message = "the import cannot be undone, because later events depend on it: ";
  for (std::size_t at = 0; at < reasons.size(); ++at) {
    message += (at == 0 ? "" : "; ") + reasons[at];
  }
  return base::MakeError(base::ErrorReason::kRuleBroken, message, {{"rule", "undo_possible"}});
}

}  // namespace

base::StatusOr<UndoOutcome> UndoImport(const ImportLedger& ledger, const UndoRequest& request,
                                       std::stop_token stop, const UndoObserver& observer) {
  AL_ASSIGN_OR_RETURN(const std::vector<RecordedBatch> batches,
                      LoadBatches(ledger.log, ledger.finder, request.actor.tenant));
  const auto batch = std::find_if(
      batches.begin(), batches.end(),
      [&](const RecordedBatch& candidate) { return candidate.batch_id == request.import_id; });
  if (batch == batches.end()) {
    return base::MakeError(base::ErrorReason::kNotFound,
                           "the ledger has no import '" + request.import_id + "'");
  }
  if (batch->undone) return UndoOutcome{.already_undone = true};
  AL_ASSIGN_OR_RETURN(const Work work, WorkOf(ledger, request));
  UndoProgress progress{.events_total = work.event_count * (request.dry_run ? 1 : 2)};
  Undo check(ledger, request, work.done, append::BulkAppender::Mode::kDryRun);
  // While it is checked, nothing is undone yet.
  const UndoObserver check_observer = [&](const UndoProgress& so_far, const UndoOutcome&) {
    if (observer) observer(so_far, {});
  };
  AL_RETURN_IF_ERROR(check.Run(work, progress, check_observer, stop));
  if (!check.reasons().empty()) return RefuseFor(check.reasons());
  if (request.dry_run) return check.outcome();
  Undo undo(ledger, request, work.done, append::BulkAppender::Mode::kAppend);
  AL_RETURN_IF_ERROR(undo.Run(work, progress, observer, stop));
  // Somebody was quicker after the check; the same request goes on with what is left.
  if (!undo.reasons().empty()) return RefuseFor(undo.reasons());
  AL_RETURN_IF_ERROR(undo.RecordUndone());
  return undo.outcome();
}

}  // namespace anchorledger::importing
