#include "services/import/import_run.h"

#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/append/bulk_appender.h"
#include "services/import/batch_record.h"
#include "services/import/metric_outlook.h"

namespace anchorledger::importing {
namespace {

bool SamePeriod(const std::optional<base::Period>& a, const std::optional<base::Period>& b) {
  return a.has_value() == b.has_value() && (!a.has_value() || *a == *b);
}

}  // namespace

base::Status ImportRun::Run(std::stop_token stop) {
  AL_RETURN_IF_ERROR(Open());
  AL_RETURN_IF_ERROR(LoadPrior());
  if (job_.dry_run || job_.all_or_nothing) {
    Tell(RunPhase::kChecking);
    if (job_.dry_run) return DryRun(stop);
    AL_RETURN_IF_ERROR(Pass(append::BulkAppender::Mode::kDryRun, stop));
    if (IsRefused()) return Refuse();
    prior_.ForgetSeen();
    AL_RETURN_IF_ERROR(file_->Rewind());
  }
  Tell(RunPhase::kRunning);
  AL_RETURN_IF_ERROR(RecordBatch(/*finished=*/false));
  AL_RETURN_IF_ERROR(Pass(append::BulkAppender::Mode::kAppend, stop));
  if (IsRefused()) return HalfDone();  // the ledger has changed since the check
  AL_RETURN_IF_ERROR(RecordBatch(/*finished=*/true));
  Tell(RunPhase::kCompleted);
  return absl::OkStatus();
}

// What a run before this one has appended cannot be refused any more.
base::Status ImportRun::Refuse() {
  progress_.tally.ForgetEvents();
  progress_.tally.AddEvents(appended_.by_type);
  progress_.tally.counts.voided = 0;
  progress_.first = appended_.first;
  progress_.last = appended_.last;
  if (progress_.tally.counts.events == 0) {
    Tell(RunPhase::kRefused);
    return absl::OkStatus();
  }
  observer_(progress_);
  return HalfDone();
}

base::Status ImportRun::HalfDone() const {
  const RowCounts& counts = progress_.tally.counts;
  return base::MakeError(
      base::ErrorReason::kRuleBroken,
      "all or nothing was asked for, and the ledger has changed since the file was checked: rows "
      "that are rejected now: " +
          std::to_string(counts.rejected) +
          ", events that were appended before and stand in the ledger: " +
          std::to_string(counts.events) +
          "; undo the import, or mend what the rows are rejected for and make the same request "
          "again",
      {{"rule", "all_or_nothing"}});
}

base::Status ImportRun::DryRun(const std::stop_token& stop) {
  AL_ASSIGN_OR_RETURN(const auto changes, ChangeListWriter::Create(job_.result_folder));
  std::unique_ptr<ProposalSpool> proposals;
  if (ledger_.outlook != nullptr && !job_.leave_out_metric_changes) {
    AL_ASSIGN_OR_RETURN(proposals, ProposalSpool::Create(job_.result_folder + "/proposed.events",
                                                         kMetricChangesEventsMax));
  }
  AL_RETURN_IF_ERROR(Pass(append::BulkAppender::Mode::kDryRun, stop, proposals.get()));
  ChangeSummary summary;
  if (proposals != nullptr) {
    AL_RETURN_IF_ERROR(proposals->Finish());
    AL_ASSIGN_OR_RETURN(summary, FindChanges(*proposals, *changes, stop));
  }
  summary.events = progress_.tally.counts.events;
  AL_RETURN_IF_ERROR(changes->Finish(std::move(summary)));
  Tell(IsRefused() ? RunPhase::kRefused : RunPhase::kCompleted);
  return absl::OkStatus();
}

// A dry run has its counts whatever becomes of the metrics: only its own end is an error.
base::StatusOr<ChangeSummary> ImportRun::FindChanges(ProposalSpool& proposals,
                                                     ChangeListWriter& changes,
                                                     const std::stop_token& stop) {
  ChangeSummary summary;
  summary.state = api::v1::METRIC_CHANGES_STATE_COMPUTED;
  if (IsRefused()) return summary;  // nothing would be appended
  if (!proposals.is_complete()) {
    summary.state = api::v1::METRIC_CHANGES_STATE_TOO_MANY_EVENTS;
    summary.limit = kMetricChangesEventsMax;
    return summary;
  }
  const auto outcome =
      ledger_.outlook->Compare({job_.actor.tenant, proposals, ledger_.log.Head().position, stop},
                               [&](const FoundMetricChange& found) { return changes.Add(found); });
  if (stop.stop_requested()) {
    return base::MakeError(base::ErrorReason::kCancelled, "the import was stopped");
  }
  if (!outcome.ok()) {
    summary.state = api::v1::METRIC_CHANGES_STATE_FAILED;
    summary.failure = std::string(outcome.status().message());
    return summary;
  }
  summary.state = outcome->state;
  summary.computed_at = outcome->computed_at.value();
  summary.limit = outcome->limit;
  return summary;
}

bool ImportRun::IsRefused() const {
  return job_.all_or_nothing && progress_.tally.counts.rejected > 0;
}

base::Status ImportRun::Open() {
  AL_ASSIGN_OR_RETURN(file_, RowFile::Open(job_.file.path, job_.profile->format));
  progress_.encoding = file_->dialect().encoding;
  progress_.delimiter = file_->dialect().delimiter;
  std::vector<const LookupTable*> tables;
  for (std::size_t at = 0; at < job_.profile->lookups.size(); ++at) {
    const CompiledLookup& lookup = job_.profile->lookups[at];
    AL_ASSIGN_OR_RETURN(const auto rows,
                        RowFile::OpenAtNames(job_.lookups[at].path, lookup.format));
    AL_ASSIGN_OR_RETURN(LookupTable table,
                        LookupTable::Load(rows->reader(), lookup.key_column, lookup.match_as_name));
    tables_.push_back(std::move(table));
  }
  for (const LookupTable& table : tables_) tables.push_back(&table);
  AL_ASSIGN_OR_RETURN(RowMapper mapper, RowMapper::Create(*job_.profile, file_->columns(),
                                                          std::move(tables), job_.parameters));
  mapper_.emplace(std::move(mapper));
  return absl::OkStatus();
}

// A row with a key is the same in every file of its source; without one, in every file of its
// source and period. Rows vanish from files of the same source and period only.
base::Status ImportRun::LoadPrior() {
  AL_ASSIGN_OR_RETURN(const std::vector<RecordedBatch> batches,
                      LoadBatches(ledger_.log, ledger_.finder, job_.actor.tenant));
  PriorScope scope;
  for (const RecordedBatch& batch : batches) {
    if (batch.batch_id == job_.import_id) {
      AL_ASSIGN_OR_RETURN(appended_, CountBatchEvents(ledger_.log, ledger_.finder,
                                                      job_.actor.tenant, job_.import_id));
    }
    if (batch.source != job_.parameters.source) continue;
    const bool replaced = SamePeriod(batch.period, job_.parameters.period);
    if (!replaced && !job_.profile->has_key()) continue;
    scope.batches.push_back(&batch);
    scope.replaced.push_back(replaced);
  }
  AL_ASSIGN_OR_RETURN(prior_,
                      PriorRows::Load(ledger_.log, ledger_.finder, job_.actor.tenant, scope));
  return absl::OkStatus();
}

base::Status ImportRun::Pass(append::BulkAppender::Mode mode, std::stop_token stop,
                             ProposalSpool* proposals) {
  ImportPass pass(job_, ledger_, *file_, *mapper_, prior_, mode,
                  [this](const PassProgress& progress) {
                    progress_.tally = progress.tally;
                    progress_.bytes_read = progress.bytes_read;
                    progress_.rows_done = progress.rows_done;
                    progress_.first = progress.first;
                    progress_.last = progress.last;
                    observer_(progress_);
                  });
  if (proposals != nullptr) pass.KeepProposals(*proposals);
  if (mode == append::BulkAppender::Mode::kAppend) pass.ContinueFrom(appended_);
  return pass.Run(stop);
}

base::Status ImportRun::RecordBatch(bool finished) {
  append::BulkEvent event = MakeBatchRecord(job_, ledger_.clock.Today());
  if (finished) {
    DescribeResult(progress_.tally, progress_.first, progress_.last,
                   *event.payload->mutable_import_batch_recorded());
  }
  append::BulkAppender appender({ledger_.log, ledger_.cache, ledger_.lookups, ledger_.clock},
                                job_.actor, append::BulkAppender::Mode::kAppend);
  // A run that is made again records its start once more: the ledger shows that it was cut off.
  const std::string request_id = job_.import_id + (finished ? ".end." : ".start.") +
                                 std::to_string(ledger_.log.Head().position.value());
  AL_RETURN_IF_ERROR(appender.Add({std::move(event)}, 0));
  AL_RETURN_IF_ERROR(appender.Submit(request_id));
  return appender.Drain();
}

void ImportRun::Tell(RunPhase phase) {
  progress_.phase = phase;
  observer_(progress_);
}

}  // namespace anchorledger::importing
