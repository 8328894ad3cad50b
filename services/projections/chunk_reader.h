// Reads and decodes the log ahead of a projection that is far behind.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <thread>
#include <vector>

#include "proto/base/mutex.h"
#include "proto/base/status.h"
#include "services/projections/recorded_event.h"
#include "storage/log/event_log.h"

namespace anchorledger::projections {

// Events of a chunk that is read ahead. A decoded event takes almost two kilobytes: larger chunks
// fall out of the cache between the thread that decodes and the one that applies.
inline constexpr std::size_t kAheadChunkEvents = 1'024;

// Reads the chunk of events from `from` on; null when `from` is beyond the head. GAP in positions
// is DATA_CORRUPT.
base::StatusOr<std::unique_ptr<EventChunk>> ReadChunk(const storage::EventLog& log,
                                                      base::Position from, std::size_t records_max,
                                                      const PayloadFilter& wanted);

// A thread that keeps a few decoded chunks ready, from a position up to the head at the time of
// asking. Used by one consumer.
class ChunkReader {
 public:
  ChunkReader(const storage::EventLog& log, base::Position from, PayloadFilter wanted);
  ~ChunkReader();
  ChunkReader(const ChunkReader&) = delete;
  ChunkReader& operator=(const ChunkReader&) = delete;

  // The next chunk, waiting for it; null at the head, after which the reader is done. Takes the
  // chunk before it back: freeing one is a good part of the work, and this thread has time.
  base::StatusOr<std::unique_ptr<EventChunk>> Next(std::unique_ptr<EventChunk> used);

 private:
  using Item = base::StatusOr<std::unique_ptr<EventChunk>>;
  void Run(const std::stop_token& stop);
  bool Push(const std::stop_token& stop, Item item);  // false when nobody wants more

  const storage::EventLog& log_;
  const PayloadFilter wanted_;
  base::Position from_;  // of the reading thread

  base::Mutex mutex_;
  base::CondVar changed_;
  std::deque<Item> ready_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::unique_ptr<EventChunk>> used_ ABSL_GUARDED_BY(mutex_);

  std::jthread thread_;
};

}  // namespace anchorledger::projections
