// Reads and maps the rows of a file ahead of the thread that decides and appends them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <thread>
#include <vector>

#include "proto/base/mutex.h"
#include "proto/base/status.h"
#include "services/import/row_block.h"
#include "services/import/row_file.h"
#include "services/import/row_mapper.h"

namespace anchorledger::importing {

// Workers take turns at cutting the next block off the file, and map their blocks at the same time;
// the blocks come out in the order of the file. Only a few blocks exist at any time, however long
// the file is. Next is for one thread; until the pipeline is destroyed the file is its alone.
class RowPipeline {
 public:
  // Both must outlive the pipeline. The file stands before the first row to be read.
  RowPipeline(RowFile& file, const RowMapper& mapper, std::size_t workers);
  ~RowPipeline();
  RowPipeline(const RowPipeline&) = delete;
  RowPipeline& operator=(const RowPipeline&) = delete;

  // The next block; the last one says so. Not to be called after that.
  std::shared_ptr<RowBlock> Next();

 private:
  using Blocks = std::map<std::uint64_t, std::shared_ptr<RowBlock>>;

  void Work();
  bool MayRead() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  std::shared_ptr<RowBlock> ReadBlock();
  void MapBlock(RowBlock& block, RowMemory& memory) const;

  RowFile& file_;  // used by the worker that has set `reading_`
  const RowMapper& mapper_;
  const std::uint64_t blocks_ahead_;
  base::Mutex mutex_;
  base::CondVar changed_;
  bool reading_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::uint64_t begun_ ABSL_GUARDED_BY(mutex_) = 0;  // blocks that were or are being read
  std::uint64_t taken_ ABSL_GUARDED_BY(mutex_) = 0;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  Blocks ready_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::jthread> workers_;  // last: they use all of the above
};

}  // namespace anchorledger::importing
