#include "services/append/bulk_appender.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/rules.pb.h"
#include "proto/base/check.h"
#include "proto/base/limits.h"
#include "proto/base/mutex.h"
#include "services/append/event_completion.h"
#include "services/append/request_digest.h"
#include "services/append/staged_world.h"
#include "services/domain/batch.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"

namespace anchorledger::append {
namespace {

using storage::Expectation;

constexpr std::size_t kCommitStreamsSoftMax = base::kCommitStreamsMax * 3 / 4;
constexpr std::size_t kCommitBytesSoftMax = base::kCommitBytesMax / 2;
constexpr std::chrono::milliseconds kQueueRetryDelay{5};

storage::RequestDigest DigestOf(const std::vector<const CommandEvent*>& events) {
  RequestDigestBuilder digest;
  digest.AddText("anchorledger.bulk.v1");
  digest.AddNumber(events.size());
  for (const CommandEvent* event : events) {
    digest.AddText(event->stream.value());
    digest.AddText(event->payload_bytes);
  }
  return digest.Finish();
}

}  // namespace

bool IsRefusal(const base::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kOutOfRange:
    case absl::StatusCode::kAborted:
      return true;
    default:
      return false;
  }
}

// The rows of one open commit and the world they were accepted in.
class BulkAppender::Staging {
 public:
  struct Row {
    std::uint64_t tag = 0;
    std::vector<BulkEvent> source;     // to decide again
    std::vector<BulkEvent> kept;       // of these, what was not there yet
    std::vector<CommandEvent> events;  // one for each of `kept`
  };

  Staging(const WorldParts& parts, const base::TenantId& tenant, base::Date today,
          const StagedWorld::Histories& kept, StagedWorld::BeforeRead before_read)
      : world_(parts, tenant, today, kept, std::move(before_read)) {}

  StagedWorld& world() { return world_; }
  const StagedWorld& world() const { return world_; }
  const std::vector<Row>& rows() const { return rows_; }
  std::vector<Row>& rows() { return rows_; }
  std::size_t event_count() const { return event_count_; }
  bool IsFull() const {
    return event_count_ >= base::kImportCommitEventsMax || bytes_ >= kCommitBytesSoftMax ||
           world_.streams_read() >= kCommitStreamsSoftMax;
  }

  void Add(Row row) {
    for (const CommandEvent& event : row.events) bytes_ += event.payload_bytes.size();
    event_count_ += row.events.size();
    rows_.push_back(std::move(row));
  }

 private:
  StagedWorld world_;
  std::vector<Row> rows_;
  std::size_t event_count_ = 0;
  std::size_t bytes_ = 0;
};

struct BulkAppender::Flight {
  std::string request_id;
  std::unique_ptr<Staging> staging;
  int attempts = 0;
  base::Mutex mutex;
  base::CondVar landed;
  std::optional<storage::AppendResult> result ABSL_GUARDED_BY(mutex);
};

BulkAppender::BulkAppender(const Parts& parts, Actor actor, Mode mode, LandOthers before_waiting)
    : parts_(parts),
      actor_(std::move(actor)),
      mode_(mode),
      before_waiting_(std::move(before_waiting)) {}

BulkAppender::~BulkAppender() {
  // Whoever destroys the appender in the middle of its work has no use for the outcome, but the log
  // still refers to the flight.
  if (flight_ != nullptr) Land().IgnoreError();
}

base::StatusOr<std::shared_ptr<const domain::History>> BulkAppender::Read(
    const base::StreamId& stream) {
  return Open().world().Latest(stream);
}

BulkAppender::Staging& BulkAppender::Open() {
  if (open_ == nullptr) open_ = MakeStaging();
  return *open_;
}

std::unique_ptr<BulkAppender::Staging> BulkAppender::MakeStaging() {
  return std::make_unique<Staging>(
      WorldParts{parts_.log, parts_.cache, parts_.lookups}, actor_.tenant, parts_.clock.Today(),
      kept_, [this](const base::StreamId& stream) { return BeforeRead(stream); });
}

base::Status BulkAppender::BeforeRead(const base::StreamId& stream) {
  const bool is_written = flight_ != nullptr && flight_->staging->world().IsStaged(stream);
  return is_written ? Land() : absl::OkStatus();
}

base::Status BulkAppender::Add(std::vector<BulkEvent> row, std::uint64_t tag) {
  return AddTo(Open(), std::move(row), tag);
}

base::Status BulkAppender::AddTo(Staging& staging, std::vector<BulkEvent> row, std::uint64_t tag) {
  std::vector<BulkEvent> source = row;
  AL_ASSIGN_OR_RETURN(Divided divided, Divide(std::move(row), staging));
  AL_ASSIGN_OR_RETURN(std::vector<CommandEvent> events, CheckNames(divided, staging));
  for (std::size_t at = 0; at < events.size(); ++at) {
    const base::Position position = kFirstStagedPosition.Plus(staged_count_++);
    staging.world().Stage(events[at], position);
    if (mode_ == Mode::kDryRun && divided.fresh[at].keep) {
      AL_ASSIGN_OR_RETURN(keep_next_[events[at].stream], staging.world().Latest(events[at].stream));
    }
  }
  staging.Add({tag, std::move(source), std::move(divided.fresh), std::move(events)});
  return absl::OkStatus();
}

base::StatusOr<std::vector<CommandEvent>> BulkAppender::Check(const Divided& row,
                                                              Staging& staging) const {
  for (const BulkEvent& event : row.known) AL_RETURN_IF_ERROR(CheckKnown(event, staging));
  StagedWorld& world = staging.world();
  std::vector<CommandEvent> events;
  events.reserve(row.fresh.size());
  std::vector<base::FieldViolation> violations;
  for (const BulkEvent& event : row.fresh) {
    AL_ASSIGN_OR_RETURN(CommandEvent command,
                        CompleteEvent(actor_, {event.header, event.payload}, world,
                                      std::to_string(events.size()), violations));
    events.push_back(std::move(command));
  }
  if (!violations.empty()) return base::InvalidFields(std::move(violations));
  domain::Batch batch(world);
  for (std::size_t at = 0; at < events.size(); ++at) {
    CommandEvent& event = events[at];
    if (row.fresh[at].new_stream) world.AssumeAbsent(event.stream);
    AL_ASSIGN_OR_RETURN(const domain::Verdict verdict,
                        batch.Add({event.stream, event.header, event.payload}));
    event.header->set_late(verdict.late);
  }
  AL_RETURN_IF_ERROR(batch.Finish());
  return events;
}

// Whoever may record the rest of the row may name what is known: roles are not asked.
base::Status BulkAppender::CheckKnown(const BulkEvent& event, Staging& staging) const {
  Actor registrar = actor_;
  const auto& roles = event_types::TypeOf(*event.payload)->rule->roles();
  registrar.roles.insert(registrar.roles.end(), roles.begin(), roles.end());
  auto header = std::make_shared<event::v1::EventHeader>(*event.header);
  std::vector<base::FieldViolation> violations;
  AL_ASSIGN_OR_RETURN(const CommandEvent command,
                      CompleteEvent(registrar, {std::move(header), event.payload}, staging.world(),
                                    "0", violations));
  if (!violations.empty()) return base::InvalidFields(std::move(violations));
  return domain::CheckAlone({command.stream, command.header, command.payload}, staging.world());
}

// Checks, if need be again when a name is free that somebody is about to take.
base::StatusOr<std::vector<CommandEvent>> BulkAppender::CheckNames(const Divided& row,
                                                                   Staging& staging) {
  bool others_landed = !before_waiting_;
  while (true) {
    auto events = Check(row, staging);
    const std::string name = staging.world().TakeAwaitedName();
    if (name.empty()) return events;
    const bool decided_again = &staging != open_.get();
    if (flight_ != nullptr) {
      AL_RETURN_IF_ERROR(Land());  // it may be the one that takes it
    } else if (!others_landed) {
      AL_RETURN_IF_ERROR(before_waiting_());
      others_landed = true;
    } else if (decided_again && (open_ != nullptr || before_waiting_)) {
      return events;  // decided again while later rows hold names: waiting might be for ourselves
    } else {
      parts_.cache.names_in_flight().WaitUntilFree(name);
    }
  }
}

// Leaves out what is there already; what is left has an order that positions in `row` agree with.
base::StatusOr<BulkAppender::Divided> BulkAppender::Divide(std::vector<BulkEvent> row,
                                                           Staging& staging) const {
  Divided divided;
  divided.fresh.reserve(row.size());
  for (BulkEvent& event : row) {
    if (event.unless_exists) {
      const auto stream = event_types::StreamFor(*event.header, *event.payload);
      if (stream.ok()) {
        AL_ASSIGN_OR_RETURN(const auto history,
                            staging.world().Read(*stream, domain::Reading::kGuard));
        if (history->Opening() != nullptr) {
          divided.known.push_back(std::move(event));
          continue;
        }
      }
    }
    divided.fresh.push_back(std::move(event));
  }
  return divided;
}

bool BulkAppender::IsFull() const { return open_ != nullptr && open_->IsFull(); }

bool BulkAppender::IsEmpty() const { return open_ == nullptr || open_->rows().empty(); }

base::Status BulkAppender::Submit(const std::string& request_id) {
  if (IsEmpty()) return absl::OkStatus();
  if (mode_ == Mode::kDryRun) {
    CountEvents(*open_);
    Propose(*open_);
    for (auto& [stream, history] : keep_next_) kept_[stream] = std::move(history);
    keep_next_.clear();
    open_ = nullptr;
    return absl::OkStatus();
  }
  if (flight_ != nullptr) AL_RETURN_IF_ERROR(Land());
  flight_ = std::make_unique<Flight>();
  flight_->request_id = request_id;
  flight_->staging = std::move(open_);
  return Send(*flight_);
}

base::Status BulkAppender::Send(Flight& flight) {
  while (true) {
    const base::Status taken = parts_.log.Append(BuildCommit(*flight.staging, flight.request_id),
                                                 [&flight](storage::AppendResult result) {
                                                   const base::MutexLock lock(flight.mutex);
                                                   flight.result = std::move(result);
                                                   flight.landed.NotifyAll();
                                                 });
    if (base::ReasonOf(taken) != base::ErrorReason::kQueueFull) {
      if (!taken.ok()) flight_ = nullptr;
      return taken;
    }
    // Others fill the queue; an import is in no hurry.
    const base::MutexLock lock(flight.mutex);
    flight.landed.WaitFor(flight.mutex, kQueueRetryDelay);
  }
}

storage::Commit BulkAppender::BuildCommit(const Staging& staging,
                                          const std::string& request_id) const {
  storage::Commit commit;
  commit.tenant = actor_.tenant;
  commit.request_id = request_id;
  commit.records.reserve(staging.event_count());
  std::vector<const CommandEvent*> events;
  events.reserve(staging.event_count());
  // In the order of the records: the log then finds each stream once for both.
  absl::flat_hash_map<std::string_view, std::size_t> written;  // stream -> its expectation
  for (const Staging::Row& row : staging.rows()) {
    for (std::size_t at = 0; at < row.events.size(); ++at) {
      const CommandEvent& event = row.events[at];
      commit.records.push_back(
          {event.stream, event.header->SerializeAsString(), event.payload_bytes});
      events.push_back(&event);
      const bool is_new = row.kept[at].new_stream;
      if (!written.try_emplace(event.stream.value(), commit.expectations.size()).second) continue;
      commit.expectations.push_back(
          {event.stream, is_new ? Expectation::NoStream() : Expectation::Any()});
    }
  }
  commit.digest = DigestOf(events);
  for (storage::StreamExpectation& seen : staging.world().Guards()) {
    const auto found = written.find(seen.stream.value());
    if (found == written.end()) {
      commit.guards.push_back(std::move(seen));
      continue;
    }
    Expectation& expectation = commit.expectations[found->second].expectation;
    if (expectation.kind == Expectation::Kind::kAny) expectation = seen.expectation;
  }
  return commit;
}

base::Status BulkAppender::Drain() { return flight_ == nullptr ? absl::OkStatus() : Land(); }

base::Status BulkAppender::Land() {
  // The flight is taken out first: deciding its rows again reads the ledger, not the flight.
  const std::unique_ptr<Flight> flight = std::move(flight_);
  while (true) {
    storage::AppendResult result;
    {
      const base::MutexLock lock(flight->mutex);
      while (!flight->result.has_value()) flight->landed.Wait(flight->mutex);
      result = *std::move(flight->result);
      flight->result.reset();
    }
    AL_ASSIGN_OR_RETURN(const bool settled, Settle(*flight, result));
    if (settled) return absl::OkStatus();
  }
}

base::StatusOr<bool> BulkAppender::Settle(Flight& flight, const storage::AppendResult& result) {
  if (const auto* committed = std::get_if<storage::Committed>(&result)) {
    Applied(flight, *committed);
    return true;
  }
  if (const auto* duplicate = std::get_if<storage::Duplicate>(&result)) {
    Applied(flight, duplicate->original);
    return true;
  }
  if (const auto* conflict = std::get_if<storage::Conflict>(&result)) {
    AL_RETURN_IF_ERROR(Repeat(flight, *conflict));
    return flight.staging->rows().empty();
  }
  if (std::holds_alternative<storage::Reused>(result)) {
    return base::MakeError(base::ErrorReason::kRequestIdReused,
                           "the request id " + flight.request_id + " was used for other rows");
  }
  return std::get<storage::Unknown>(result).why;
}

// Decides the rows of a commit again, each on what the ledger holds now, and sends what is left.
base::Status BulkAppender::Repeat(Flight& flight, const storage::Conflict& conflict) {
  parts_.cache.Forget(actor_.tenant, conflict.stream);
  if (++flight.attempts >= base::kAppendAttemptsMax) {
    return base::MakeError(base::ErrorReason::kExpectationFailed,
                           "stream " + conflict.stream.value() + " keeps changing");
  }
  std::vector<Staging::Row> rows = std::move(flight.staging->rows());
  flight.staging = MakeStaging();
  for (Staging::Row& row : rows) {
    for (std::size_t at = 0; at < row.events.size(); ++at) {
      if (row.events[at].stream != conflict.stream || !row.kept[at].new_stream) continue;
      // The stream turned out to exist: the rules have to see it.
      for (BulkEvent& event : row.source) {
        if (event.payload == row.kept[at].payload) event.new_stream = false;
      }
    }
    const base::Status status = AddTo(*flight.staging, std::move(row.source), row.tag);
    if (status.ok()) continue;
    if (!IsRefusal(status)) return status;
    progress_.refused.push_back({row.tag, status});
  }
  return flight.staging->rows().empty() ? absl::OkStatus() : Send(flight);
}

void BulkAppender::CountEvents(const Staging& staging) {
  for (const Staging::Row& row : staging.rows()) {
    for (const CommandEvent& event : row.events) {
      ++progress_.events_by_type[static_cast<int>(event.header->event_type())];
    }
  }
}

void BulkAppender::Propose(Staging& staging) {
  for (Staging::Row& row : staging.rows()) {
    for (std::size_t at = 0; at < row.events.size(); ++at) {
      progress_.proposed.push_back({std::move(row.events[at]), row.kept[at].new_stream});
    }
  }
}

void BulkAppender::Applied(const Flight& flight, const storage::Committed& committed) {
  std::size_t at = 0;
  for (const Staging::Row& row : flight.staging->rows()) {
    for (const CommandEvent& event : row.events) {
      if (at < committed.revisions.size()) {
        parts_.cache.Apply(actor_.tenant, committed.revisions[at],
                           {.position = committed.first.Plus(at),
                            .recorded_at = committed.recorded_at,
                            .stream = event.stream,
                            .header = event.header,
                            .payload = event.payload});
      }
      ++at;
    }
  }
  CountEvents(*flight.staging);
  if (progress_.first.value() == 0) progress_.first = committed.first;
  progress_.last = committed.last();
}

BulkProgress BulkAppender::TakeProgress() { return std::exchange(progress_, BulkProgress{}); }

}  // namespace anchorledger::append
