// The head that was acknowledged, kept outside the database.
#pragma once

#include <memory>
#include <string>

#include "storage/log/log_types.h"

namespace rocksdb {
class Env;
class RandomRWFile;
}  // namespace rocksdb

namespace anchorledger::storage {

struct Watermark {
  LogId log_id;
  uint32_t epoch = 0;  // 0: the database is not created yet
  base::Position head{};
  friend bool operator==(const Watermark&, const Watermark&) = default;
};

// A small file with two slots. Between two syncs one of them is written, again and again, while the
// other keeps what was synced last: whatever a power cut makes of the first, one slot is whole.
// The database alone cannot tell that synced records are missing (a write-ahead log that was
// removed or damaged opens as a shorter log); this file can. The layout is in watermark.cc.
//
// Not thread-safe: belongs to the writer thread.
class WatermarkFile {
 public:
  // Creates the file with a first watermark, durably. A file that is there is replaced.
  static base::StatusOr<std::unique_ptr<WatermarkFile>> Create(rocksdb::Env* env,
                                                               const std::string& folder,
                                                               const Watermark& first);

  // Opens the file that is there. NOT_FOUND without one; DATA_CORRUPT when no slot is whole.
  static base::StatusOr<std::unique_ptr<WatermarkFile>> Open(rocksdb::Env* env,
                                                             const std::string& folder);

  // The name of the file in its folder.
  static const char* FileName();

  ~WatermarkFile();
  WatermarkFile(const WatermarkFile&) = delete;
  WatermarkFile& operator=(const WatermarkFile&) = delete;

  // What was written last.
  const Watermark& watermark() const { return watermark_; }

  // Writes the next watermark. After it returns OK the watermark survives the end of the process,
  // and after Sync also a power cut.
  base::Status Write(const Watermark& next);
  base::Status Sync();
  bool synced() const { return synced_; }

 private:
  WatermarkFile(std::unique_ptr<rocksdb::RandomRWFile> file, const Watermark& watermark,
                uint64_t sequence, uint64_t slot);

  std::unique_ptr<rocksdb::RandomRWFile> file_;
  Watermark watermark_;
  uint64_t sequence_;  // counts the writes; the whole slot with the higher one is the last
  uint64_t slot_;      // that was written last: 0 or 1
  bool synced_ = true;
};

}  // namespace anchorledger::storage
