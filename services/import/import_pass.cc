#include "services/import/import_pass.h"

#include <algorithm>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/limits.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "services/import/batch_record.h"
#include "services/import/refusal.h"

namespace anchorledger::importing {
namespace {

constexpr std::uint64_t kProgressRows = 4096;
constexpr std::string_view kVanishedCode = "VANISHED";
constexpr std::string_view kCreditCode = "UNMATCHED_CREDIT";

bool LineBefore(const LeftRow& row, std::uint64_t line) { return row.line < line; }

}  // namespace

std::string RejectedListPath(const std::string& folder) { return folder + "/rejected.rows"; }
std::string VanishedListPath(const std::string& folder) { return folder + "/vanished.rows"; }
std::string CreditListPath(const std::string& folder) { return folder + "/credits.rows"; }

ImportPass::ImportPass(const ImportJob& job, const ImportLedger& ledger, RowFile& file,
                       const RowMapper& mapper, PriorRows& prior, append::BulkAppender::Mode mode,
                       PassObserver observer)
    : job_(job),
      file_(file),
      mapper_(mapper),
      prior_(prior),
      mode_(mode),
      today_(ledger.clock.Today()),
      observer_(std::move(observer)),
      appender_({ledger.log, ledger.cache, ledger.lookups, ledger.clock}, job.actor, mode),
      decider_(job, ledger.log, mapper, prior,
               [this](const base::StreamId& stream) { return appender_.Read(stream); }) {}

PassProgress ImportPass::progress() const {
  return {tally_, file_.bytes_read(), rows_done_, first_, last_};
}

base::Status ImportPass::Run(std::stop_token stop) {
  AL_RETURN_IF_ERROR(OpenLists());
  if (mode_ == append::BulkAppender::Mode::kDryRun) AL_RETURN_IF_ERROR(AssumeBatch());
  if (mapper_.profile().asks_for_purchases()) AL_RETURN_IF_ERROR(ExpectPurchases());
  AL_RETURN_IF_ERROR(FirstReading(stop));
  AL_RETURN_IF_ERROR(FindVanished());
  if (!left_.empty() || !deferred_.empty()) AL_RETURN_IF_ERROR(SecondReading(stop));
  AL_RETURN_IF_ERROR(HandleVanished());
  AL_RETURN_IF_ERROR(Submit());
  AL_RETURN_IF_ERROR(appender_.Drain());
  AL_RETURN_IF_ERROR(TakeOutcome());
  for (const auto* list : {&rejected_, &vanished_list_, &credits_}) {
    AL_RETURN_IF_ERROR((*list)->Flush());
  }
  observer_(progress());
  return absl::OkStatus();
}

base::Status ImportPass::OpenLists() {
  AL_ASSIGN_OR_RETURN(rejected_,
                      RowListWriter::Create(RejectedListPath(job_.result_folder), file_.columns()));
  AL_ASSIGN_OR_RETURN(vanished_list_,
                      RowListWriter::Create(VanishedListPath(job_.result_folder), {}));
  AL_ASSIGN_OR_RETURN(credits_,
                      RowListWriter::Create(CreditListPath(job_.result_folder), file_.columns()));
  return absl::OkStatus();
}

// Every event of the import names its batch, which a dry run does not record.
base::Status ImportPass::AssumeBatch() {
  AL_RETURN_IF_ERROR(appender_.Add({MakeBatchRecord(job_, today_)}, 0));
  AL_RETURN_IF_ERROR(appender_.Submit(job_.import_id));
  appender_.TakeProgress();
  return absl::OkStatus();
}

// A dry run has to remember the purchases that rows of the same file reverse.
base::Status ImportPass::ExpectPurchases() {
  CsvRow csv;
  while (true) {
    AL_ASSIGN_OR_RETURN(const bool more, file_.Next(csv));
    if (!more) return file_.Rewind();
    mapper_.CollectPurchases(csv.fields,
                             [this](std::string_view id) { decider_.ExpectPurchase(id); });
  }
}

base::Status ImportPass::FirstReading(const std::stop_token& stop) {
  CsvRow csv;
  while (true) {
    AL_ASSIGN_OR_RETURN(const bool more, file_.Next(csv));
    if (!more) return Submit();
    if (++rows_done_ > base::kImportRowsMax) {
      return base::MakeError(base::ErrorReason::kQuotaExceeded,
                             "the file has more than " + std::to_string(base::kImportRowsMax) +
                                 " rows; cut it by period or source");
    }
    if (rows_done_ % kProgressRows == 0) AL_RETURN_IF_ERROR(CheckStop(stop));
    AL_RETURN_IF_ERROR(ReadRow(csv));
  }
}

base::Status ImportPass::CheckStop(const std::stop_token& stop) {
  observer_(progress());
  return stop.stop_requested()
             ? base::MakeError(base::ErrorReason::kCancelled, "the import was stopped")
             : absl::OkStatus();
}

base::Status ImportPass::ReadRow(const CsvRow& csv) {
  MappedRow row;
  RowProblem problem;
  switch (mapper_.Map(csv.fields, nullptr, row, problem)) {
    case RowMapper::Outcome::kSkipped:
      ++tally_.counts.skipped;
      return absl::OkStatus();
    case RowMapper::Outcome::kRejected:
      ++tally_.counts.read;
      return Reject(csv, problem);
    case RowMapper::Outcome::kDeferred:
      deferred_.push_back(csv.line);
      return absl::OkStatus();
    case RowMapper::Outcome::kMapped:
      break;
  }
  AL_ASSIGN_OR_RETURN(RowDecision decision, decider_.Decide(csv.fields, row));
  if (decision.kind == RowDecision::Kind::kLeave) {
    decision.left.line = csv.line;
    left_.push_back(decision.left);
    return absl::OkStatus();
  }
  ++tally_.counts.read;
  return Settle(csv, row, std::move(decision));
}

base::Status ImportPass::FindVanished() {
  return prior_.EachUnseen([this](std::span<const PriorRows::Event> events) -> base::Status {
    AL_ASSIGN_OR_RETURN(const PriorRow prior, decider_.ReadPrior(events));
    if (prior.voided_by_this_batch) {  // done before this run was interrupted
      ++tally_.counts.vanished;
      ++tally_.counts.voided;
    }
    const std::optional<RowFeatures> features = FeaturesOf(mapper_.profile(), prior);
    if (features.has_value()) vanished_.push_back({events, *features});
    return absl::OkStatus();
  });
}

base::Status ImportPass::SecondReading(const std::stop_token& stop) {
  const std::vector<std::optional<RowPair>> pairs = PairRows(left_, vanished_);
  for (std::size_t at = 0; at < pairs.size(); ++at) {
    if (pairs[at].has_value()) prior_.MarkSeen(vanished_[pairs[at]->vanished].events);
  }
  AL_RETURN_IF_ERROR(file_.Rewind());
  CsvRow csv;
  std::uint64_t rows = 0;
  while (true) {
    AL_ASSIGN_OR_RETURN(const bool more, file_.Next(csv));
    if (!more) return absl::OkStatus();
    if (++rows % kProgressRows == 0) AL_RETURN_IF_ERROR(CheckStop(stop));
    const auto left = std::lower_bound(left_.begin(), left_.end(), csv.line, LineBefore);
    const bool is_left = left != left_.end() && left->line == csv.line;
    if (!is_left && !std::binary_search(deferred_.begin(), deferred_.end(), csv.line)) continue;
    const auto index = static_cast<std::size_t>(left - left_.begin());
    AL_RETURN_IF_ERROR(ReadAgain(csv, is_left ? &*left : nullptr,
                                 is_left ? pairs[index] : std::optional<RowPair>()));
  }
}

base::Status ImportPass::ReadAgain(const CsvRow& csv, const LeftRow* left,
                                   const std::optional<RowPair>& pair) {
  base::Status failure;
  const auto knows_purchase = [&](std::string_view id) {
    const auto history = appender_.Read(event_types::StreamNamed("purchase", id));
    if (!history.ok()) failure = history.status();
    return history.ok() && (*history)->Opening() != nullptr;
  };
  MappedRow row;
  RowProblem problem;
  const RowMapper::Outcome outcome = mapper_.Map(csv.fields, knows_purchase, row, problem);
  AL_RETURN_IF_ERROR(failure);
  if (outcome == RowMapper::Outcome::kSkipped) {
    ++tally_.counts.skipped;
    return absl::OkStatus();
  }
  ++tally_.counts.read;
  if (outcome == RowMapper::Outcome::kRejected) return Reject(csv, problem);
  if (left != nullptr) {
    AL_ASSIGN_OR_RETURN(RowDecision decision, decider_.DecideLeft(*left, pair, vanished_, row));
    return Settle(csv, row, std::move(decision));
  }
  AL_ASSIGN_OR_RETURN(RowDecision decision, decider_.Decide(csv.fields, row));
  if (decision.kind == RowDecision::Kind::kLeave) {
    AL_ASSIGN_OR_RETURN(decision, decider_.DecideLeft(decision.left, std::nullopt, vanished_, row));
  }
  return Settle(csv, row, std::move(decision));
}

base::Status ImportPass::Settle(const CsvRow& csv, MappedRow& row, RowDecision decision) {
  if (decision.kind == RowDecision::Kind::kReject) return Reject(csv, decision.problem);
  if (!decision.events.empty()) {
    RowProblem problem;
    AL_RETURN_IF_ERROR(Append(csv, row, decision, problem));
    if (!problem.code.empty()) return Reject(csv, problem);
  }
  return Accept(csv, row, decision);
}

base::Status ImportPass::Append(const CsvRow& csv, MappedRow& row, RowDecision& decision,
                                RowProblem& problem) {
  if (appender_.IsEmpty()) commit_name_ = std::to_string(csv.line);
  base::Status status = appender_.Add(decision.events, csv.line);
  if (base::ReasonOf(status) == base::ErrorReason::kPeriodClosed &&
      !job_.parameters.late_reason.empty()) {
    for (append::BulkEvent& event : decision.events) {
      event.header->set_late_reason(job_.parameters.late_reason);
    }
    status = appender_.Add(decision.events, csv.line);
  }
  if (append::IsRefusal(status)) {
    problem = ProblemOf(status, row);
    return absl::OkStatus();
  }
  AL_RETURN_IF_ERROR(status);
  if (mode_ == append::BulkAppender::Mode::kAppend) {
    open_rows_.push_back({csv.line,
                          decision.kind == RowDecision::Kind::kCreate,
                          {csv.fields.begin(), csv.fields.end()},
                          row});
  }
  return SubmitWhenFull();
}

base::Status ImportPass::Accept(const CsvRow& csv, const MappedRow& row,
                                const RowDecision& decision) {
  switch (decision.kind) {
    case RowDecision::Kind::kCreate:
      ++tally_.counts.created;
      break;
    case RowDecision::Kind::kUpdate:
      ++tally_.counts.updated;
      break;
    default:
      ++tally_.counts.unchanged;
  }
  if (!decision.counts_money) return absl::OkStatus();
  AL_RETURN_IF_ERROR(tally_.AddMoney(row));
  return NoteCredits(csv, row);
}

base::Status ImportPass::Reject(const CsvRow& csv, const RowProblem& problem) {
  ++tally_.counts.rejected;
  tally_.AddRejection(problem);
  return rejected_->Add({csv.line, problem, 0, {csv.fields.begin(), csv.fields.end()}});
}

base::Status ImportPass::NoteCredits(const CsvRow& csv, const MappedRow& row) {
  for (const MappedEvent& event : row.events) {
    if (event.emit->money != MoneyRole::kUnmatchedCredit) continue;
    AL_RETURN_IF_ERROR(credits_->Add({csv.line,
                                      {.code = std::string(kCreditCode),
                                       .column = "",
                                       .message = "The credit names no purchase."},
                                      0,
                                      {csv.fields.begin(), csv.fields.end()}}));
  }
  return absl::OkStatus();
}

base::Status ImportPass::HandleVanished() {
  for (const VanishedRow& vanished : vanished_) {
    if (prior_.IsSeen(vanished.events)) continue;
    ++tally_.counts.vanished;
    NotedRow noted;
    noted.position = vanished.events.front().position().value();
    noted.problem = {.code = std::string(kVanishedCode),
                     .column = "",
                     .message =
                         "An earlier file of this source and period has this row, the file "
                         "at hand has not."};
    if (job_.void_vanished) {
      AL_ASSIGN_OR_RETURN(RowDecision decision, decider_.Void(vanished));
      if (appender_.IsEmpty()) commit_name_ = "v" + std::to_string(noted.position);
      const base::Status status = appender_.Add(decision.events, 0);
      if (status.ok()) {
        ++tally_.counts.voided;
        AL_RETURN_IF_ERROR(SubmitWhenFull());
      } else if (append::IsRefusal(status)) {
        noted.problem = ProblemOf(status, {});
      } else {
        return status;
      }
    }
    AL_RETURN_IF_ERROR(vanished_list_->Add(noted));
  }
  return absl::OkStatus();
}

base::Status ImportPass::SubmitWhenFull() {
  return appender_.IsFull() ? Submit() : absl::OkStatus();
}

base::Status ImportPass::Submit() {
  AL_RETURN_IF_ERROR(appender_.Submit(job_.import_id + "." + commit_name_));
  AL_RETURN_IF_ERROR(TakeOutcome());
  flying_rows_ = std::exchange(open_rows_, {});
  observer_(progress());
  return absl::OkStatus();
}

// Submitting waits for the commit before, so `flying_rows_` is what the outcome is about.
base::Status ImportPass::TakeOutcome() {
  const append::BulkProgress outcome = appender_.TakeProgress();
  tally_.AddEvents(outcome.events_by_type);
  if (first_.value() == 0) first_ = outcome.first;
  if (outcome.last.value() != 0) last_ = outcome.last;
  for (const append::RefusedRow& refused : outcome.refused) {
    AL_RETURN_IF_ERROR(TakeRefused(refused));
  }
  return absl::OkStatus();
}

// A row that was accepted and then lost a race: its counts and sums are taken back.
base::Status ImportPass::TakeRefused(const append::RefusedRow& refused) {
  for (const std::deque<Waiting>* rows : {&flying_rows_, &open_rows_}) {
    for (const Waiting& waiting : *rows) {
      if (waiting.line != refused.tag) continue;
      --(waiting.created ? tally_.counts.created : tally_.counts.updated);
      ++tally_.counts.rejected;
      AL_RETURN_IF_ERROR(tally_.SubtractMoney(waiting.row));
      const RowProblem problem = ProblemOf(refused.status, waiting.row);
      tally_.AddRejection(problem);
      return rejected_->Add({waiting.line, problem, 0, waiting.values});
    }
  }
  return absl::OkStatus();
}

}  // namespace anchorledger::importing
