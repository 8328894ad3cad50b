#include "services/projections/lookup_projection.h"

#include <algorithm>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/history.h"
#include "services/projections/stream_history.h"
#include "storage/projection_store/row_batch.h"

namespace anchorledger::projections {
namespace {

std::string NamePrefix(std::string_view tenant, domain::NameIndex index, std::string_view key) {
  std::string row = "n";
  row.append(tenant).push_back('\0');
  row.push_back(static_cast<char>(index));
  row.append(key).push_back('\0');
  return row;
}

std::string ReferencePrefix(std::string_view tenant, std::string_view stream) {
  std::string row = "r";
  row.append(tenant).push_back('\0');
  row.append(stream).push_back('\0');
  return row;
}

void AppendBigEndian(std::uint64_t number, std::string* out) {
  for (int shift = 56; shift >= 0; shift -= 8) out->push_back(static_cast<char>(number >> shift));
}

std::uint64_t ReadBigEndian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes.substr(0, sizeof(number)))
    number = number << 8U | static_cast<unsigned char>(byte);
  return number;
}

// Differences of 7 bits a byte, the lowest first, the top bit saying that more follow.
std::string PackRising(const std::vector<std::uint64_t>& positions) {
  std::string packed;
  std::uint64_t last = positions.front();
  for (const std::uint64_t position : positions) {
    std::uint64_t step = position - last;
    last = position;
    for (; step >= 0x80; step >>= 7U) packed.push_back(static_cast<char>(step | 0x80U));
    packed.push_back(static_cast<char>(step));
  }
  return packed;
}

void UnpackRising(std::uint64_t first, std::string_view packed, std::size_t limit,
                  std::vector<base::Position>* positions) {
  std::uint64_t position = first;
  std::uint64_t step = 0;
  unsigned shift = 0;
  for (const char c : packed) {
    const auto byte = static_cast<unsigned char>(c);
    step |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    shift += 7;
    if ((byte & 0x80U) != 0) continue;
    position += step;
    step = 0;
    shift = 0;
    if (positions->size() == limit) return;
    positions->push_back(base::Position(position));
  }
}

}  // namespace

LookupProjection::LookupProjection(const storage::EventLog& log,
                                   std::shared_ptr<storage::ProjectionStore> store,
                                   const storage::ResumePoint& point)
    : log_(log), store_(std::move(store)), committed_(point) {}

storage::ResumePoint LookupProjection::committed() const {
  const base::MutexLock lock(mutex_);
  return committed_;
}

bool LookupProjection::NeedsPayload(std::uint32_t) const { return true; }

void LookupProjection::ApplyOne(const RecordedEvent& event) {
  if (event.payload == nullptr) return;  // erased: names nothing any more
  const std::uint64_t position = event.position.value();
  for (const base::StreamId& stream : domain::StreamsNamedBy(*event.header, *event.payload)) {
    if (stream.value() == event.stream) continue;
    std::vector<std::uint64_t>& positions = named_[ReferencePrefix(event.tenant, stream.value())];
    if (positions.empty() || positions.back() != position) positions.push_back(position);
  }
  if (event.payload->has_event_amended()) {
    const base::Position target(event.payload->event_amended().target_position());
    amended_.push_back({std::string(event.tenant), std::string(event.stream), target});
    return;
  }
  for (const domain::NameEntry& entry : domain::NameKeysOf(*event.payload)) {
    names_.insert(NamePrefix(event.tenant, entry.index, entry.key).append(event.stream));
  }
}

// An amended event may name something else than before: what it names now is added.
base::Status LookupProjection::AddAmended(const Amended& amended, base::Position until,
                                          storage::RowBatch* batch) const {
  AL_ASSIGN_OR_RETURN(
      const domain::History history,
      ReadHistory(log_, base::TenantId(amended.tenant), base::StreamId(amended.stream), until));
  const domain::Entry* entry = history.Find(amended.target);
  if (entry == nullptr || !entry->in_force()) return absl::OkStatus();
  for (const domain::NameEntry& name : domain::NameKeysOf(*entry->payload)) {
    batch->Put(NamePrefix(amended.tenant, name.index, name.key).append(amended.stream), "");
  }
  for (const base::StreamId& named : domain::StreamsNamedBy(*entry->header, *entry->payload)) {
    if (named.value() == amended.stream) continue;
    std::string key = ReferencePrefix(amended.tenant, named.value());
    AppendBigEndian(amended.target.value(), &key);
    key.push_back('a');
    batch->Put(key, PackRising({amended.target.value()}));
  }
  return absl::OkStatus();
}

base::Status LookupProjection::Apply(std::span<const RecordedEvent> events) {
  for (const RecordedEvent& event : events) ApplyOne(event);
  return absl::OkStatus();
}

base::Status LookupProjection::Commit(const storage::ResumePoint& point) {
  storage::RowBatch batch;
  for (const std::string& row : names_) batch.Put(row, "");
  for (const auto& [prefix, positions] : named_) {
    std::string key = prefix;
    AppendBigEndian(positions.front(), &key);
    batch.Put(key, PackRising(positions));
  }
  for (const Amended& amended : amended_) {
    AL_RETURN_IF_ERROR(AddAmended(amended, point.position, &batch));
  }
  names_.clear();
  named_.clear();
  amended_.clear();
  AL_RETURN_IF_ERROR(store_->Commit(batch, point.position));
  const base::MutexLock lock(mutex_);
  committed_ = point;
  return absl::OkStatus();
}

base::StatusOr<std::vector<base::StreamId>> StreamsNamed(const storage::ProjectionSnapshot& rows,
                                                         const base::TenantId& tenant,
                                                         domain::NameIndex index,
                                                         std::string_view key) {
  const std::string prefix = NamePrefix(tenant.value(), index, key);
  std::vector<base::StreamId> streams;
  AL_RETURN_IF_ERROR(rows.Scan(prefix, [&](std::string_view row, std::string_view) {
    streams.emplace_back(std::string(row.substr(prefix.size())));
    return true;
  }));
  return streams;
}

base::StatusOr<std::vector<base::Position>> EventsNaming(const storage::ProjectionSnapshot& rows,
                                                         const base::TenantId& tenant,
                                                         const base::StreamId& stream,
                                                         std::size_t limit) {
  const std::string prefix = ReferencePrefix(tenant.value(), stream.value());
  std::vector<base::Position> positions;
  AL_RETURN_IF_ERROR(rows.Scan(prefix, [&](std::string_view row, std::string_view packed) {
    UnpackRising(ReadBigEndian(row.substr(prefix.size())), packed, limit, &positions);
    return positions.size() < limit;
  }));
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  return positions;
}

}  // namespace anchorledger::projections
