#include "services/projections/metrics_projection.h"

#include <utility>
#include <vector>

#include "proto/base/hash.h"
#include "services/projections/context_log.h"
#include "services/projections/event_folder.h"
#include "services/projections/journal_loader.h"
#include "services/projections/paged_rows.h"
#include "services/projections/stored_ledger.h"
#include "services/projections/thing_keys.h"

namespace anchorledger::projections {
namespace {

// Row tables, by the first byte of the key; 'C', 'J' and 'P' are named where they are packed.
constexpr char kSymbolRows = 'S';             // pages of texts
constexpr char kDimensionRows = 'D';          // pages of dimensions
constexpr char kDayRows = 'T';                // day since 1900 as 4 bytes -> varint last position
constexpr std::string_view kResumeKey = "M";  // fixed log id, epoch, position as varints

constexpr std::uint32_t kSymbolsAPage = 256;
constexpr std::uint32_t kDimensionsAPage = 128;

std::string DayKey(base::Date day) {
  std::string key(1, kDayRows);
  PackKey32(static_cast<std::uint32_t>(day.days - base::kFirstDate.days), key);
  return key;
}

}  // namespace

struct MetricsProjection::Fold {
  Fold(SharedState& shared, const storage::EventLog& log)
      : journals(kJournalTable, *shared.rows),
        postings(kPostingTable, *shared.rows),
        context_log(kContextTable, *shared.rows),
        keeper(shared.context, shared.desk, shared.symbols, &context_log),
        records(log),
        in_force(records, shared.context.corrections, shared.symbols),
        writer(shared.dimensions, journals, tables),
        ledger({postings, journals, tables, shared.dimensions, writer}),
        affected({shared.context, in_force, ledger, shared.symbols}),
        things(records, shared.symbols),
        folder({shared.symbols, shared.context, keeper, in_force, affected, ledger, &things}) {}

  FactTables tables;
  Cow<std::vector<DayEnd>> days;
  std::vector<DayEnd> new_days;  // to be written
  Journals journals;
  PostingLists postings;
  ContextLog context_log;
  ContextKeeper keeper;
  LogRecords records;
  InForce in_force;
  FactWriter writer;
  StoredLedger ledger;
  AffectedEvents affected;
  ThingKeys things;
  EventFolder folder;
  std::uint32_t symbols_written = 0;
  std::uint32_t dimensions_written = 0;
};

MetricsProjection::MetricsProjection(std::shared_ptr<SharedState> shared,
                                     const storage::EventLog& log)
    : shared_(std::move(shared)), log_(log), fold_(std::make_unique<Fold>(*shared_, log)) {}

MetricsProjection::~MetricsProjection() = default;

base::StatusOr<std::unique_ptr<MetricsProjection>> MetricsProjection::Open(
    std::unique_ptr<RowStore> rows, const storage::EventLog& log) {
  auto shared = std::make_shared<SharedState>();
  shared->rows = std::move(rows);
  std::unique_ptr<MetricsProjection> projection(new MetricsProjection(std::move(shared), log));
  AL_RETURN_IF_ERROR(projection->Load());
  return projection;
}

base::Status MetricsProjection::Load() {
  const RowStore& rows = *shared_->rows;
  AL_ASSIGN_OR_RETURN(const std::optional<std::string> resume, rows.Get(kResumeKey));
  if (resume.has_value()) {
    Unpacker bytes(*resume);
    committed_.log_id.value = bytes.Varint();
    committed_.epoch = bytes.Varint32();
    committed_.position = base::Position(bytes.Varint());
  }
  base::Currency recent;
  AL_RETURN_IF_ERROR(LoadPages(kDimensionRows, rows, [&](Unpacker& bytes) {
    shared_->dimensions.Intern(UnpackDimensions(bytes, recent));
  }));
  // Journals refer to dimensions and to nothing else, so their thread may begin.
  JournalLoader loader(rows, shared_->dimensions, fold_->tables);
  AL_RETURN_IF_ERROR(loader.Start());
  AL_RETURN_IF_ERROR(LoadPages(kSymbolRows, rows,
                               [&](Unpacker& bytes) { shared_->symbols.Restore(bytes.Text()); }));
  fold_->symbols_written = shared_->symbols.size();
  fold_->dimensions_written = shared_->dimensions.size();
  base::Status replayed;
  AL_RETURN_IF_ERROR(fold_->context_log.Visit({}, [&](const ContextEntry& entry) {
    replayed = fold_->keeper.Replay(entry);
    return replayed.ok();
  }));
  AL_RETURN_IF_ERROR(replayed);
  AL_ASSIGN_OR_RETURN(const JournalLoader::Ends ends, loader.Finish());
  for (const auto& [key, row] : ends) AL_RETURN_IF_ERROR(fold_->journals.Restore(key, row));
  AL_RETURN_IF_ERROR(LoadDays());
  Publish(committed_.position);
  return base::Status();
}

base::Status MetricsProjection::LoadDays() {
  return shared_->rows->Scan(
      std::string(1, kDayRows), [&](std::string_view key, std::string_view row) {
        Unpacker bytes(row);
        const auto since = static_cast<std::int32_t>(UnpackKey32(key.substr(1)));
        fold_->days.Mutable().push_back(
            {base::kFirstDate.PlusDays(since), base::Position(bytes.Varint())});
        return true;
      });
}

base::Status MetricsProjection::Apply(std::span<const RecordedEvent> events) {
  for (const RecordedEvent& event : events) {
    AL_RETURN_IF_ERROR(fold_->folder.Fold(event));
    NoteDay(event);
  }
  return base::Status();
}

// recorded_at never goes back, so days come in order.
void MetricsProjection::NoteDay(const RecordedEvent& event) {
  std::vector<DayEnd>& days = fold_->new_days;
  const base::Date day = base::UtcDateOf(event.recorded_at);
  if (days.empty() || days.back().day != day) days.push_back({day, event.position});
  days.back().last = event.position;
}

base::Status MetricsProjection::Commit(const storage::ResumePoint& point) {
  RowChanges changes;
  fold_->journals.EachSealed([&](const TableKey& key, const BlockMark& mark) {
    fold_->tables.Mutable(key).AddMark(mark);
  });
  fold_->journals.Flush(changes);
  fold_->postings.Flush(changes);
  fold_->context_log.Flush(changes);
  FlushPages(
      kSymbolRows, kSymbolsAPage, shared_->symbols.size(), fold_->symbols_written,
      [&](std::uint32_t i, std::string& row) { PackText(shared_->symbols.Text(i + 1), row); },
      changes);
  FlushPages(
      kDimensionRows, kDimensionsAPage, shared_->dimensions.size(), fold_->dimensions_written,
      [&](std::uint32_t i, std::string& row) { PackDimensions(shared_->dimensions[i + 1], row); },
      changes);
  for (const DayEnd& end : std::exchange(fold_->new_days, {})) {
    std::vector<DayEnd>& days = fold_->days.Mutable();
    if (days.empty() || days.back().day != end.day) days.push_back(end);
    days.back().last = end.last;
    std::string row;
    PackVarint(end.last.value(), row);
    changes.puts.emplace_back(DayKey(end.day), std::move(row));
  }
  std::string resume;
  PackVarint(point.log_id.value, resume);
  PackVarint(point.epoch, resume);
  PackVarint(point.position.value(), resume);
  changes.puts.emplace_back(kResumeKey, std::move(resume));
  AL_RETURN_IF_ERROR(shared_->rows->Commit(std::move(changes), point.position));
  // Only now: what readers look up in the rows has to be there.
  committed_ = point;
  Publish(point.position);
  return base::Status();
}

void MetricsProjection::Publish(base::Position position) {
  Published next{position, fold_->tables, fold_->days};
  fold_->writer.Forget();
  base::MutexLock lock(mutex_);
  std::swap(published_, next);
}

std::shared_ptr<const FactView> MetricsProjection::View() const {
  base::MutexLock lock(mutex_);
  return std::make_shared<FactReader>(shared_, published_);
}

EventIndex MetricsProjection::Index() const {
  base::MutexLock lock(mutex_);
  return EventIndex(shared_, published_.position, log_);
}

std::unique_ptr<Shadow> MetricsProjection::CastShadow(base::TenantId tenant,
                                                      ProposedEvents& proposed) const {
  Published live;
  {
    base::MutexLock lock(mutex_);
    live = published_;
  }
  return std::make_unique<Shadow>(shared_, std::move(live), log_, std::move(tenant), proposed);
}

MetricsProjectionSize MetricsProjection::Size() const {
  FactTables tables;
  {
    base::MutexLock lock(mutex_);
    tables = published_.tables;
  }
  return {.cells = tables.cells(),
          .cell_bytes = tables.bytes(),
          .dimensions = shared_->dimensions.size(),
          .symbols = shared_->symbols.size(),
          .symbol_bytes = shared_->symbols.bytes()};
}

base::StatusOr<std::string> MetricsProjection::Digest() const {
  base::Sha256Hasher hasher;
  AL_RETURN_IF_ERROR(shared_->rows->Scan("", [&](std::string_view key, std::string_view value) {
    if (key == kResumeKey) return true;
    std::string head;
    PackText(key, head);
    PackVarint(value.size(), head);
    hasher.Update(head);
    hasher.Update(value);
    return true;
  }));
  return base::HexEncode(base::AsBytes(hasher.Finish()));
}

}  // namespace anchorledger::projections
