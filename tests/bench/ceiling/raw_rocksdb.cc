// What RocksDB alone does with events: one row an event, written in groups, each group synced.
//
//   raw_rocksdb FOLDER ROW_BYTES EVENTS_PER_GROUP SECONDS      prints one JSON object
#include <rocksdb/db.h>
#include <rocksdb/options.h>
#include <rocksdb/write_batch.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>

#include "proto/base/check.h"

namespace anchorledger::bench {
namespace {

using Clock = std::chrono::steady_clock;

// Big-endian, so that rows lie in the order of their numbers.
std::string Key(uint64_t number) {
  std::string key(8, '\0');
  for (int i = 7; i >= 0; --i) {
    key[static_cast<size_t>(i)] = static_cast<char>(number & 0xff);
    number >>= 8;
  }
  return key;
}

int Run(const std::string& folder, size_t row_bytes, int group, int seconds) {
  rocksdb::Options options;
  options.create_if_missing = true;
  rocksdb::DB* opened = nullptr;
  AL_CHECK(rocksdb::DB::Open(options, folder, &opened).ok());
  const std::unique_ptr<rocksdb::DB> db(opened);
  rocksdb::WriteOptions sync;
  sync.sync = true;

  std::mt19937_64 random(1);
  std::string row(row_bytes, 'x');
  uint64_t events = 0;
  const auto begin = Clock::now();
  const auto end = begin + std::chrono::seconds(seconds);
  while (Clock::now() < end) {
    rocksdb::WriteBatch batch;
    for (int i = 0; i < group; ++i) {
      // About half of a row is news, as in an event: ids and amounts, between names that repeat.
      for (size_t at = 0; at + 16 <= row.size(); at += 16) {
        const uint64_t noise = random();
        row.replace(at, sizeof(noise), reinterpret_cast<const char*>(&noise), sizeof(noise));
      }
      AL_CHECK(batch.Put(Key(++events), row).ok());
    }
    AL_CHECK(db->Write(sync, &batch).ok());
  }
  const double elapsed = std::chrono::duration<double>(Clock::now() - begin).count();
  std::printf("{\"name\":\"raw_rocksdb\",\"events_per_second\":%.0f}\n",
              static_cast<double>(events) / elapsed);
  return 0;
}

}  // namespace
}  // namespace anchorledger::bench

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "usage: raw_rocksdb FOLDER ROW_BYTES EVENTS_PER_GROUP SECONDS\n");
    return 2;
  }
  return anchorledger::bench::Run(argv[1], std::strtoull(argv[2], nullptr, 10), std::atoi(argv[3]),
                                  std::atoi(argv[4]));
}
