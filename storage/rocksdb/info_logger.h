// Where RocksDB writes what it has to say.
#pragma once

#include <memory>
#include <string>

#include "proto/runtime/logging.h"

namespace rocksdb {
class Logger;
}  // namespace rocksdb

namespace anchorledger::storage {

// A logger that hands warnings and errors on to `log`, with the name of the store, and drops the
// rest. Every RocksDB must be opened with one: the packaged library has assertions on, and its own
// file logger fails one of them when the disk is full, which ends the process.
std::shared_ptr<rocksdb::Logger> MakeInfoLogger(runtime::Logger log, std::string store);

}  // namespace anchorledger::storage
