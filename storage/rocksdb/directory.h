// Small file operations that must be durable, through the environment of RocksDB, so that tests
// can let them fail.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "proto/base/status.h"

namespace rocksdb {
class Env;
}  // namespace rocksdb

namespace anchorledger::storage {

// `env` when given, else the system's.
rocksdb::Env* EnvOrDefault(rocksdb::Env* env);

// Creates the folder when it is missing. Its parent must exist.
base::Status CreateFolder(rocksdb::Env* env, const std::string& path);

// Makes names created, renamed or removed in the folder durable.
base::Status SyncFolder(rocksdb::Env* env, const std::string& path);

// Whether there is a file or folder of this name. An error other than absence is an error.
base::StatusOr<bool> Exists(rocksdb::Env* env, const std::string& path);

// Names in a folder, sorted, without "." and "..".
base::StatusOr<std::vector<std::string>> ListFolder(rocksdb::Env* env, const std::string& path);

// Removes a folder and all that is in it. A folder that is missing is removed already.
base::Status RemoveFolder(rocksdb::Env* env, const std::string& path);

// Copies the files of a folder (not its sub-folders) into a new one, each synced, and the folder.
base::Status CopyFolder(rocksdb::Env* env, const std::string& from, const std::string& to);

// Replaces a small file at once: either the old or the new content is there after a crash.
base::Status ReplaceFile(rocksdb::Env* env, const std::string& folder, const std::string& name,
                         std::string_view content);

base::StatusOr<std::string> ReadSmallFile(rocksdb::Env* env, const std::string& path);

}  // namespace anchorledger::storage
