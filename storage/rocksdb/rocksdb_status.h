// RocksDB's errors in our words. Nothing above storage sees a rocksdb::Status.
#pragma once

#include <string_view>

#include "proto/base/status.h"

namespace rocksdb {
class Status;
}  // namespace rocksdb

namespace anchorledger::storage {

// OK stays OK. Else: DATA_CORRUPT for corruption, NOT_FOUND, STORAGE_FULL when the device, quota or
// file size limit is used up, and STORAGE_FAILED for all other errors. `doing` says what failed:
// "committing a group".
base::Status FromRocksdb(const rocksdb::Status& status, std::string_view doing);

// Whether the error means that there is no space to write to, which ends when space is made.
bool IsOutOfSpace(const rocksdb::Status& status);

}  // namespace anchorledger::storage
