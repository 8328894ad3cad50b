#include "services/import/row_pipeline.h"

#include <utility>

namespace anchorledger::importing {

RowPipeline::RowPipeline(RowFile& file, const RowMapper& mapper, std::size_t workers)
    : file_(file), mapper_(mapper), blocks_ahead_(2 * workers + 2) {
  for (std::size_t at = 0; at < workers; ++at) {
    workers_.emplace_back([this] { Work(); });
  }
}

RowPipeline::~RowPipeline() {
  const base::MutexLock lock(mutex_);
  stopping_ = true;
  changed_.NotifyAll();
}

std::shared_ptr<RowBlock> RowPipeline::Next() {
  const base::MutexLock lock(mutex_);
  while (!ready_.contains(taken_)) changed_.Wait(mutex_);
  std::shared_ptr<RowBlock> block = std::move(ready_.extract(taken_).mapped());
  ++taken_;
  changed_.NotifyAll();
  return block;
}

bool RowPipeline::MayRead() const {
  return !reading_ && !ended_ && begun_ - taken_ < blocks_ahead_;
}

void RowPipeline::Work() {
  RowMemory memory;
  while (true) {
    std::uint64_t number = 0;
    {
      const base::MutexLock lock(mutex_);
      while (!stopping_ && !ended_ && !MayRead()) changed_.Wait(mutex_);
      if (stopping_ || ended_) return;
      reading_ = true;
      number = begun_++;
    }
    std::shared_ptr<RowBlock> block = ReadBlock();
    {
      const base::MutexLock lock(mutex_);
      reading_ = false;
      ended_ = block->is_last;
      changed_.NotifyAll();
    }
    MapBlock(*block, memory);
    const base::MutexLock lock(mutex_);
    ready_.emplace(number, std::move(block));
    changed_.NotifyAll();
  }
}

std::shared_ptr<RowBlock> RowPipeline::ReadBlock() {
  auto block = std::make_shared<RowBlock>();
  CsvRow csv;
  while (!block->IsFull()) {
    const base::StatusOr<bool> more = file_.Next(csv);
    if (!more.ok()) block->end = more.status();
    if (!more.ok() || !*more) {
      block->is_last = true;
      break;
    }
    block->Add(csv);
  }
  block->Close();
  block->bytes_read = file_.bytes_read();
  return block;
}

void RowPipeline::MapBlock(RowBlock& block, RowMemory& memory) const {
  for (std::size_t at = 0; at < block.rows().size(); ++at) {
    RowBlock::Row& row = block.rows()[at];
    row.outcome = mapper_.Map(block.csv(at).fields, nullptr, row.mapped, row.problem, &memory);
  }
}

}  // namespace anchorledger::importing
