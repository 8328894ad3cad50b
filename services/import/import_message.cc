#include "services/import/import_message.h"

#include <algorithm>
#include <string>
#include <utility>

#include "anchorledger/event/v1/imports.pb.h"
#include "proto/base/error_reason.h"

namespace anchorledger::importing {
namespace {

namespace api = anchorledger::api::v1;
namespace pb = anchorledger::event::v1;

constexpr int kRejectionKindsMax = 100;
constexpr int kEarlierImportsMax = 10;

void SetInstant(base::Instant instant, google::protobuf::Timestamp& stamp) {
  stamp.set_seconds(instant.micros / base::kMicrosPerSecond);
  stamp.set_nanos(static_cast<std::int32_t>(instant.micros % base::kMicrosPerSecond * 1000));
}

void SetPeriod(const base::Period& period, pb::Period& message) {
  message.mutable_from()->set_days(period.from.days);
  message.mutable_to()->set_days(period.to.days);
}

api::ImportState StateOf(JobState state) {
  switch (state) {
    case JobState::kQueued:
      return api::IMPORT_STATE_QUEUED;
    case JobState::kChecking:
      return api::IMPORT_STATE_CHECKING;
    case JobState::kRunning:
      return api::IMPORT_STATE_RUNNING;
    case JobState::kCompleted:
      return api::IMPORT_STATE_COMPLETED;
    case JobState::kRefused:
      return api::IMPORT_STATE_REFUSED;
    case JobState::kFailed:
      return api::IMPORT_STATE_FAILED;
  }
  return api::IMPORT_STATE_UNSPECIFIED;
}

void SetCounts(const RowCounts& counts, api::ImportCounts& message) {
  message.set_read(counts.read);
  message.set_created(counts.created);
  message.set_updated(counts.updated);
  message.set_unchanged(counts.unchanged);
  message.set_rejected(counts.rejected);
  message.set_skipped(counts.skipped);
  message.set_vanished(counts.vanished);
  message.set_voided(counts.voided);
  message.set_events(counts.events);
}

void SetTotals(const std::string& currency, const MoneyTotals& totals, api::ImportTotals& message) {
  message.set_currency(currency);
  message.set_payment_count(totals.payment_count);
  message.set_payments_minor(totals.payments_minor);
  message.set_credit_count(totals.credit_count);
  message.set_credits_minor(totals.credits_minor);
  message.set_net_minor(totals.net_minor());
  message.set_unmatched_credit_count(totals.unmatched_credit_count);
  message.set_unmatched_credits_minor(totals.unmatched_credits_minor);
}

void SetRejections(const ImportTally& tally, api::Import& message) {
  for (const auto& [kind, rows] : tally.rejections()) {
    api::RejectionCount& count = *message.add_rejections();
    count.set_code(kind.first);
    count.set_column(kind.second);
    count.set_rows(rows);
  }
  std::stable_sort(message.mutable_rejections()->begin(), message.mutable_rejections()->end(),
                   [](const api::RejectionCount& a, const api::RejectionCount& b) {
                     return a.rows() > b.rows();
                   });
  while (message.rejections_size() > kRejectionKindsMax) {
    message.mutable_rejections()->RemoveLast();
  }
}

void SetEventTypes(const ImportTally& tally, api::Import& message) {
  message.clear_events();
  for (const auto& [type, events] : tally.events()) {
    api::EventTypeCount& count = *message.add_events();
    count.set_event_type(type);
    count.set_events(events);
  }
}

void SetTally(const ImportTally& tally, api::Import& message) {
  SetCounts(tally.counts, *message.mutable_counts());
  for (const auto& [currency, totals] : tally.totals()) {
    SetTotals(currency, totals, *message.add_totals());
  }
  SetEventTypes(tally, message);
  SetRejections(tally, message);
}

void SetRecordedCounts(const pb::ImportBatchRecorded& record, api::ImportCounts& message) {
  const auto number = [](std::int64_t value) { return static_cast<std::uint64_t>(value); };
  message.set_read(number(record.rows().read()));
  message.set_created(number(record.rows().created()));
  message.set_updated(number(record.rows().updated()));
  message.set_unchanged(number(record.rows().unchanged()));
  message.set_rejected(number(record.rows().rejected()));
  message.set_vanished(number(record.rows().vanished()));
  message.set_voided(number(record.rows().voided()));
  message.set_events(number(record.events_count()));
}

MoneyTotals TotalsOf(const pb::ImportTotals& totals) {
  return {.payment_count = static_cast<std::uint64_t>(totals.payment_count()),
          .payments_minor = totals.payments().minor(),
          .credit_count = static_cast<std::uint64_t>(totals.credit_count()),
          .credits_minor = totals.credits().minor(),
          .unmatched_credit_count = static_cast<std::uint64_t>(totals.unmatched_credit_count()),
          .unmatched_credits_minor = totals.unmatched_credits().minor()};
}

}  // namespace

api::Import ImportMessageOf(const JobSnapshot& snapshot) {
  const ImportJob& job = *snapshot.job;
  api::Import message;
  message.set_import_id(job.import_id);
  message.set_state(StateOf(snapshot.state));
  message.set_dry_run(job.dry_run);
  message.set_source(job.parameters.source);
  if (job.parameters.period.has_value()) {
    SetPeriod(*job.parameters.period, *message.mutable_period());
  }
  message.set_file_name(job.file.file_name);
  message.set_file_sha256(std::string(base::AsBytes(job.file.sha256)));
  message.set_profile_name(job.profile->name);
  message.set_anchor_id(job.parameters.anchor_id);
  SetTally(snapshot.progress.tally, message);
  message.set_encoding(std::string(NameOf(snapshot.progress.encoding)));
  message.set_delimiter(std::string(1, snapshot.progress.delimiter));
  SetInstant(snapshot.started_at, *message.mutable_started_at());
  if (snapshot.ended()) SetInstant(snapshot.ended_at, *message.mutable_ended_at());
  message.set_actor_ref(job.actor.actor.value());
  if (!snapshot.failure.ok()) {
    message.set_failure_code(std::string(base::ReasonName(base::ReasonOf(snapshot.failure))));
    message.set_failure(base::ToString(snapshot.failure));
  }
  message.set_first_position(snapshot.progress.first.value());
  message.set_last_position(snapshot.progress.last.value());
  return message;
}

api::ImportProgress ProgressMessageOf(const JobSnapshot& snapshot) {
  const ImportJob& job = *snapshot.job;
  // An import of all or nothing reads the file twice.
  const bool twice = job.all_or_nothing && !job.dry_run;
  const bool second = twice && snapshot.state != JobState::kChecking;
  const std::uint64_t total = job.file.size * (twice ? 2 : 1);
  std::uint64_t done = snapshot.progress.bytes_read + (second ? job.file.size : 0);
  if (snapshot.ended()) done = total;
  done = std::min(done, total);
  api::ImportProgress message;
  message.set_bytes_done(done);
  message.set_bytes_total(total);
  message.set_rows_done(snapshot.progress.rows_done);
  const auto micros =
      static_cast<std::uint64_t>(std::max<std::int64_t>(snapshot.running_micros, 1));
  message.set_rows_per_second(snapshot.progress.rows_done * 1'000'000 / micros);
  if (done > 0) {
    message.set_remaining_ms(micros / 1000 * (total - done) / done);
  }
  return message;
}

api::ImportProgress ProgressMessageOf(const UndoState& undo) {
  const auto [done, total] = undo.progress;
  const auto micros = static_cast<std::uint64_t>(std::max<std::int64_t>(undo.running_micros, 1));
  api::ImportProgress message;
  message.set_bytes_done(done);
  message.set_bytes_total(total);
  message.set_rows_done(undo.outcome.voided + undo.outcome.restored);
  message.set_rows_per_second(done * 1'000'000 / micros);
  if (done > 0) message.set_remaining_ms(micros / 1000 * (total - done) / done);
  return message;
}

api::Import ImportMessageOf(const RecordedBatch& batch) {
  const pb::ImportBatchRecorded& record = *batch.record;
  api::Import message;
  message.set_import_id(batch.batch_id);
  message.set_state(batch.undone     ? api::IMPORT_STATE_UNDONE
                    : batch.finished ? api::IMPORT_STATE_COMPLETED
                                     : api::IMPORT_STATE_INTERRUPTED);
  message.set_source(batch.source);
  if (batch.period.has_value()) SetPeriod(*batch.period, *message.mutable_period());
  message.set_file_name(record.file_name());
  message.set_file_sha256(record.file_sha256());
  message.set_profile_name(record.profile_name().empty() ? record.import_kind()
                                                         : record.profile_name());
  message.set_anchor_id(batch.anchor_id);
  SetRecordedCounts(record, *message.mutable_counts());
  if (record.has_totals()) {
    SetTotals(record.totals().payments().currency(), TotalsOf(record.totals()),
              *message.add_totals());
  }
  SetInstant(batch.started_at, *message.mutable_started_at());
  if (batch.finished) SetInstant(batch.ended_at, *message.mutable_ended_at());
  message.set_actor_ref(batch.actor_ref);
  message.set_first_position(record.first_position());
  message.set_last_position(record.last_position());
  return message;
}

void SetRecordedEvents(const BatchEvents& events, bool finished, api::Import& message) {
  ImportTally tally;
  tally.AddEvents(events.by_type);
  SetEventTypes(tally, message);
  message.mutable_counts()->set_events(tally.counts.events);
  if (!finished) message.mutable_counts()->set_recorded_rows(events.rows);
  message.set_first_position(events.first.value());
  message.set_last_position(events.last.value());
}

void SetEarlierImports(std::span<const RecordedBatch> batches, api::Import& message) {
  message.clear_earlier_imports();
  const auto itself = std::find_if(batches.begin(), batches.end(), [&](const RecordedBatch& batch) {
    return !message.dry_run() && batch.batch_id == message.import_id();
  });
  for (auto batch = itself; batch != batches.begin();) {
    --batch;
    const pb::ImportBatchRecorded& record = *batch->record;
    if (batch->undone || record.file_sha256() != message.file_sha256()) continue;
    // How much an import recorded that did not come to its end is not known here.
    if (batch->finished && record.events_count() == 0) continue;
    api::EarlierImport& earlier = *message.add_earlier_imports();
    earlier.set_import_id(batch->batch_id);
    SetInstant(batch->started_at, *earlier.mutable_started_at());
    earlier.set_actor_ref(batch->actor_ref);
    earlier.set_file_name(record.file_name());
    earlier.set_source(batch->source);
    const bool all_days = !batch->period.has_value() || (batch->period->from == base::kFirstDate &&
                                                         batch->period->to == base::kLastDate);
    if (!all_days) SetPeriod(*batch->period, *earlier.mutable_period());
    if (message.earlier_imports_size() == kEarlierImportsMax) return;
  }
}

}  // namespace anchorledger::importing
