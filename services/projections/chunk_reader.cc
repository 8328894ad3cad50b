#include "services/projections/chunk_reader.h"

#include <string>
#include <utility>
#include <vector>

#include "proto/runtime/thread_name.h"

namespace anchorledger::projections {
namespace {

constexpr std::size_t kChunksAhead = 4;

}  // namespace

base::StatusOr<std::unique_ptr<EventChunk>> ReadChunk(const storage::EventLog& log,
                                                      base::Position from, std::size_t records_max,
                                                      const PayloadFilter& wanted) {
  storage::ReadLimit limit;
  limit.records = records_max;
  AL_ASSIGN_OR_RETURN(std::vector<storage::Record> records,
                      log.Read(from, limit, storage::Direction::kForward));
  if (records.empty()) return std::unique_ptr<EventChunk>();
  base::Position expected = from;
  for (const storage::Record& record : records) {
    if (record.position != expected) {
      return base::MakeError(base::ErrorReason::kDataCorrupt,
                             "the log has no position " + std::to_string(expected.value()) +
                                 "; the next one is " + std::to_string(record.position.value()));
    }
    expected = expected.Next();
  }
  return EventChunk::Decode(std::move(records), wanted);
}

ChunkReader::ChunkReader(const storage::EventLog& log, base::Position from, PayloadFilter wanted)
    : log_(log), wanted_(std::move(wanted)), from_(from) {
  thread_ = std::jthread([this](const std::stop_token& stop) { Run(stop); });
}

ChunkReader::~ChunkReader() {
  thread_.request_stop();
  {
    base::MutexLock lock(mutex_);
    changed_.NotifyAll();
  }
  thread_.join();
}

base::StatusOr<std::unique_ptr<EventChunk>> ChunkReader::Next(std::unique_ptr<EventChunk> used) {
  base::MutexLock lock(mutex_);
  used_.push_back(std::move(used));
  while (ready_.empty()) changed_.Wait(mutex_);
  Item item = std::move(ready_.front());
  const bool last = !item.ok() || *item == nullptr;
  if (!last) ready_.pop_front();
  changed_.NotifyAll();
  if (last) return item.ok() ? Item(std::unique_ptr<EventChunk>()) : Item(item.status());
  return item;
}

void ChunkReader::Run(const std::stop_token& stop) {
  runtime::NameThread("read-ahead");
  bool more = true;
  while (more) {
    Item item = ReadChunk(log_, from_, kAheadChunkEvents, wanted_);
    more = item.ok() && *item != nullptr;
    if (more) from_ = (*item)->events().back().position.Next();
    more = Push(stop, std::move(item)) && more;
  }
}

bool ChunkReader::Push(const std::stop_token& stop, Item item) {
  std::vector<std::unique_ptr<EventChunk>> used;  // freed without the lock
  base::MutexLock lock(mutex_);
  used.swap(used_);
  while (ready_.size() >= kChunksAhead && !stop.stop_requested()) changed_.Wait(mutex_);
  if (stop.stop_requested()) return false;
  ready_.push_back(std::move(item));
  changed_.NotifyAll();
  return true;
}

}  // namespace anchorledger::projections
