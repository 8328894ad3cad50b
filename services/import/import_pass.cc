#include "services/import/import_pass.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/limits.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "services/import/batch_record.h"
#include "services/import/refusal.h"
#include "services/import/row_pipeline.h"

namespace anchorledger::importing {
namespace {

// How often a stop is seen where rows are not read in blocks.
constexpr std::uint64_t kProgressRows = 1024;
// What is not remembered is mapped again.
constexpr std::size_t kFirstUsesMax = 500'000;
// Commits that become durable while the next one is filled, and the one that is filled.
constexpr std::size_t kCommitLanes = 4;
constexpr std::string_view kVanishedCode = "VANISHED";
constexpr std::string_view kCreditCode = "UNMATCHED_CREDIT";

// One core is busy with deciding; more than a few would wait for it.
std::size_t MappingWorkers() {
  return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 2, 5) - 1;
}

base::StatusOr<std::vector<append::BulkEvent>> NothingMore() {
  return std::vector<append::BulkEvent>();
}

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
      lanes_({ledger.log, ledger.cache, ledger.lookups, ledger.clock}, job.actor, mode,
             kCommitLanes,
             job.import_id + "." + std::to_string(ledger.log.Head().position.value()) + ".",
             [this](const LandedCommit& commit) { return Landed(commit); }),
      decider_(job, ledger.log, mapper, prior,
               [this](const base::StreamId& stream) { return lanes_.Read(stream); }),
      vanished_text_(ledger.log.Head().log_id,
                     [this](const base::StreamId& stream) { return lanes_.Read(stream); }) {}

void ImportPass::ContinueFrom(const BatchEvents& appended) {
  tally_.AddEvents(appended.by_type);
  first_ = appended.first;
  last_ = appended.last;
}

PassProgress ImportPass::progress() const {
  return {tally_, bytes_read_, rows_done_, first_, last_};
}

base::Status ImportPass::Run(std::stop_token stop) {
  AL_RETURN_IF_ERROR(OpenLists());
  if (mode_ == append::BulkAppender::Mode::kDryRun) AL_RETURN_IF_ERROR(AssumeBatch());
  if (mapper_.profile().asks_for_purchases()) AL_RETURN_IF_ERROR(ExpectPurchases());
  AL_RETURN_IF_ERROR(FirstReading(stop));
  AL_RETURN_IF_ERROR(FindVanished());
  if (!left_.empty() || !deferred_.empty()) AL_RETURN_IF_ERROR(SecondReading(stop));
  AL_RETURN_IF_ERROR(HandleVanished(stop));
  AL_RETURN_IF_ERROR(lanes_.Finish());
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
  AL_RETURN_IF_ERROR(lanes_.Add({MakeBatchRecord(job_, today_)}, 0, "", NothingMore));
  AL_RETURN_IF_ERROR(lanes_.Submit());
  tally_ = {};  // it is no event of the file
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
  RowPipeline pipeline(file_, mapper_, MappingWorkers());
  while (true) {
    const std::shared_ptr<RowBlock> block = pipeline.Next();
    for (std::size_t at = 0; at < block->rows().size(); ++at) {
      if (++rows_done_ > base::kImportRowsMax) {
        return base::MakeError(base::ErrorReason::kQuotaExceeded,
                               "the file has more than " + std::to_string(base::kImportRowsMax) +
                                   " rows; cut it by period or source");
      }
      AL_RETURN_IF_ERROR(ReadRow({block, at}));
    }
    bytes_read_ = block->bytes_read;
    AL_RETURN_IF_ERROR(CheckStop(stop));
    if (!block->is_last) continue;
    AL_RETURN_IF_ERROR(block->end);
    return lanes_.Submit();
  }
}

base::Status ImportPass::CheckStop(const std::stop_token& stop) {
  observer_(progress());
  return stop.stop_requested()
             ? base::MakeError(base::ErrorReason::kCancelled, "the import was stopped")
             : absl::OkStatus();
}

base::Status ImportPass::ReadRow(const Subject& subject) {
  AL_RETURN_IF_ERROR(Complete(subject));
  const CsvRow csv = subject.csv();
  switch (subject.row().outcome) {
    case RowMapper::Outcome::kSkipped:
      ++tally_.counts.skipped;
      return absl::OkStatus();
    case RowMapper::Outcome::kRejected:
      ++tally_.counts.read;
      return Reject(csv, subject.row().problem);
    case RowMapper::Outcome::kDeferred:
      deferred_.push_back(csv.line);
      return absl::OkStatus();
    case RowMapper::Outcome::kMapped:
      break;
  }
  AL_ASSIGN_OR_RETURN(RowDecision decision, decider_.Decide(subject.mapped()));
  if (decision.kind == RowDecision::Kind::kLeave) {
    decision.left.line = csv.line;
    left_.push_back(decision.left);
    return absl::OkStatus();
  }
  ++tally_.counts.read;
  return Settle(subject, std::move(decision));
}

// What a row before this one was to record first may have been rejected with that row.
base::Status ImportPass::Complete(const Subject& subject) {
  RowBlock::Row& row = subject.row();
  const bool complete =
      std::all_of(row.mapped.left_out.begin(), row.mapped.left_out.end(),
                  [this](FirstUse first_use) { return first_uses_.contains(first_use); });
  if (!complete) {
    row.outcome = mapper_.Map(subject.csv().fields, nullptr, row.mapped, row.problem);
  }
  return absl::OkStatus();
}

// Somebody may have taken out what an earlier row has recorded: then this row needs it anew.
base::StatusOr<std::vector<append::BulkEvent>> ImportPass::FirstUsesOf(const Subject& subject) {
  if (subject.mapped().left_out.empty()) return std::vector<append::BulkEvent>();
  MappedRow whole;
  RowProblem problem;
  mapper_.Map(subject.csv().fields, nullptr, whole, problem);
  return decider_.FirstUsesOf(whole);
}

base::Status ImportPass::FindVanished() {
  return prior_.EachUnseen([this](std::span<const PriorRows::Event> events) -> base::Status {
    AL_ASSIGN_OR_RETURN(const PriorRow prior, decider_.ReadPrior(events));
    if (prior.voided_by_this_batch) {  // done before this run was interrupted
      ++tally_.counts.vanished;
      ++tally_.counts.voided;
      voided_before_.push_back(events);
      vanished_text_.Note(prior);
    }
    const std::optional<RowFeatures> features = FeaturesOf(mapper_.profile(), prior);
    if (!features.has_value()) return absl::OkStatus();
    vanished_.push_back({events, *features});
    vanished_text_.Note(prior);
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
    const auto history = lanes_.Read(event_types::StreamNamed("purchase", id));
    if (!history.ok()) failure = history.status();
    return history.ok() && (*history)->Opening() != nullptr;
  };
  const Subject subject{std::make_shared<RowBlock>(), 0};
  subject.block->Add(csv);
  subject.block->Close();
  RowBlock::Row& row = subject.row();
  row.outcome = mapper_.Map(csv.fields, knows_purchase, row.mapped, row.problem);
  AL_RETURN_IF_ERROR(failure);
  if (row.outcome == RowMapper::Outcome::kSkipped) {
    ++tally_.counts.skipped;
    return absl::OkStatus();
  }
  ++tally_.counts.read;
  if (row.outcome == RowMapper::Outcome::kRejected) return Reject(csv, row.problem);
  if (left != nullptr) {
    AL_ASSIGN_OR_RETURN(RowDecision decision,
                        decider_.DecideLeft(*left, pair, vanished_, row.mapped));
    return Settle(subject, std::move(decision));
  }
  AL_ASSIGN_OR_RETURN(RowDecision decision, decider_.Decide(row.mapped));
  if (decision.kind == RowDecision::Kind::kLeave) {
    AL_ASSIGN_OR_RETURN(decision,
                        decider_.DecideLeft(decision.left, std::nullopt, vanished_, row.mapped));
  }
  return Settle(subject, std::move(decision));
}

base::Status ImportPass::Settle(const Subject& subject, RowDecision decision) {
  const CsvRow csv = subject.csv();
  if (decision.kind == RowDecision::Kind::kReject) return Reject(csv, decision.problem);
  if (!decision.events.empty()) {
    RowProblem problem;
    AL_RETURN_IF_ERROR(Append(subject, decision, problem));
    if (!problem.code.empty()) return Reject(csv, problem);
  }
  for (const MappedEvent& event : subject.mapped().events) {
    if (event.emit->first_use && first_uses_.size() < kFirstUsesMax) {
      first_uses_.insert(event.first_use);
    }
  }
  AL_RETURN_IF_ERROR(Accept(csv, subject.mapped(), decision));
  return SubmitWhenFull();
}

base::Status ImportPass::Append(const Subject& subject, RowDecision& decision,
                                RowProblem& problem) {
  const base::Status status =
      lanes_.Add(decision.events, subject.row().line, job_.parameters.late_reason,
                 [&] { return FirstUsesOf(subject); });
  if (append::IsRefusal(status)) {
    problem = ProblemOf(status, subject.mapped());
    return absl::OkStatus();
  }
  AL_RETURN_IF_ERROR(status);
  if (mode_ == append::BulkAppender::Mode::kAppend) {
    lanes_.Remember({subject.block, subject.index, decision.kind == RowDecision::Kind::kCreate});
  }
  return absl::OkStatus();
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

base::Status ImportPass::HandleVanished(const std::stop_token& stop) {
  const RowProblem vanished_problem{
      .code = std::string(kVanishedCode),
      .column = "",
      .message =
          "An earlier file of this source and period has this row, the file at hand has not."};
  vanished_columns_ = vanished_text_.Columns();
  AL_ASSIGN_OR_RETURN(vanished_list_, RowListWriter::Create(VanishedListPath(job_.result_folder),
                                                            vanished_columns_));
  for (const std::span<const PriorRows::Event> events : voided_before_) {
    AL_ASSIGN_OR_RETURN(const PriorRow prior, decider_.ReadPrior(events));
    AL_RETURN_IF_ERROR(NoteVanished(prior, vanished_problem));
  }
  for (const VanishedRow& vanished : vanished_) {
    if (prior_.IsSeen(vanished.events)) continue;
    AL_ASSIGN_OR_RETURN(const PriorRow prior, decider_.ReadPrior(vanished.events));
    if (RecordedRowText::FirstEventOf(prior).value() == 0) continue;  // a person took it out
    if (++tally_.counts.vanished % kProgressRows == 0) AL_RETURN_IF_ERROR(CheckStop(stop));
    RowProblem problem = vanished_problem;
    if (job_.void_vanished) AL_RETURN_IF_ERROR(VoidVanished(vanished, problem));
    AL_RETURN_IF_ERROR(NoteVanished(prior, std::move(problem)));
  }
  return absl::OkStatus();
}

// Sets the problem when the ledger refuses.
base::Status ImportPass::VoidVanished(const VanishedRow& vanished, RowProblem& problem) {
  AL_ASSIGN_OR_RETURN(const RowDecision decision, decider_.Void(vanished));
  const base::Status status =
      lanes_.Add(decision.events, 0, job_.parameters.late_reason, NothingMore);
  if (append::IsRefusal(status)) {
    problem = ProblemOf(status, {});
    return absl::OkStatus();
  }
  AL_RETURN_IF_ERROR(status);
  ++tally_.counts.voided;
  return SubmitWhenFull();
}

base::Status ImportPass::NoteVanished(const PriorRow& prior, RowProblem problem) {
  AL_ASSIGN_OR_RETURN(std::vector<std::string> values,
                      vanished_text_.ValuesOf(prior, vanished_columns_));
  return vanished_list_->Add({.line = 0,  // the ledger does not keep it
                              .problem = std::move(problem),
                              .position = RecordedRowText::FirstEventOf(prior).value(),
                              .values = std::move(values)});
}

base::Status ImportPass::SubmitWhenFull() {
  return lanes_.IsFull() ? lanes_.Submit() : absl::OkStatus();
}

base::Status ImportPass::Landed(const LandedCommit& commit) {
  tally_.AddEvents(commit.progress.events_by_type);
  if (proposals_ != nullptr) {
    for (const append::BulkProposal& proposal : commit.progress.proposed) {
      AL_RETURN_IF_ERROR(proposals_->Add(proposal));
    }
  }
  if (first_.value() == 0) first_ = commit.progress.first;
  if (commit.progress.last.value() != 0) last_ = commit.progress.last;
  for (const append::RefusedRow& refused : commit.progress.refused) {
    AL_RETURN_IF_ERROR(TakeRefused(refused, commit.rows));
  }
  observer_(progress());
  return absl::OkStatus();
}

// A row that was accepted and then lost a race: its counts and sums are taken back.
base::Status ImportPass::TakeRefused(const append::RefusedRow& refused,
                                     const std::vector<WaitingRow>& rows) {
  if (refused.tag == 0) --tally_.counts.voided;  // no line: a row that has vanished
  for (const WaitingRow& waiting : rows) {
    const CsvRow csv = waiting.block->csv(waiting.index);
    if (csv.line != refused.tag) continue;
    const MappedRow& row = waiting.block->rows()[waiting.index].mapped;
    --(waiting.created ? tally_.counts.created : tally_.counts.updated);
    AL_RETURN_IF_ERROR(tally_.SubtractMoney(row));
    return Reject(csv, ProblemOf(refused.status, row));
  }
  return absl::OkStatus();
}

}  // namespace anchorledger::importing
