#include "storage/rocksdb/directory.h"

#include <rocksdb/env.h>

#include <algorithm>
#include <memory>

#include "storage/rocksdb/rocksdb_status.h"

namespace anchorledger::storage {
namespace {

using base::Status;
using base::StatusOr;

constexpr size_t kCopyBytes = 1U << 20;

Status CopyFile(rocksdb::Env* env, const std::string& from, const std::string& to) {
  std::unique_ptr<rocksdb::SequentialFile> source;
  std::unique_ptr<rocksdb::WritableFile> target;
  const rocksdb::EnvOptions options;
  AL_RETURN_IF_ERROR(FromRocksdb(env->NewSequentialFile(from, &source, options), "copying"));
  AL_RETURN_IF_ERROR(FromRocksdb(env->NewWritableFile(to, &target, options), "copying"));
  const std::unique_ptr<char[]> buffer(new char[kCopyBytes]);
  for (;;) {
    rocksdb::Slice read;
    AL_RETURN_IF_ERROR(FromRocksdb(source->Read(kCopyBytes, &read, buffer.get()), "copying"));
    if (read.empty()) break;
    AL_RETURN_IF_ERROR(FromRocksdb(target->Append(read), "copying"));
  }
  AL_RETURN_IF_ERROR(FromRocksdb(target->Fsync(), "copying"));
  return FromRocksdb(target->Close(), "copying");
}

}  // namespace

rocksdb::Env* EnvOrDefault(rocksdb::Env* env) {
  return env != nullptr ? env : rocksdb::Env::Default();
}

Status CreateFolder(rocksdb::Env* env, const std::string& path) {
  return FromRocksdb(env->CreateDirIfMissing(path), "creating folder " + path);
}

Status SyncFolder(rocksdb::Env* env, const std::string& path) {
  std::unique_ptr<rocksdb::Directory> folder;
  AL_RETURN_IF_ERROR(FromRocksdb(env->NewDirectory(path, &folder), "opening folder " + path));
  return FromRocksdb(folder->Fsync(), "syncing folder " + path);
}

StatusOr<bool> Exists(rocksdb::Env* env, const std::string& path) {
  const rocksdb::Status status = env->FileExists(path);
  if (status.ok()) return true;
  if (status.IsNotFound()) return false;
  return FromRocksdb(status, "looking for " + path);
}

StatusOr<std::vector<std::string>> ListFolder(rocksdb::Env* env, const std::string& path) {
  std::vector<std::string> names;
  AL_RETURN_IF_ERROR(FromRocksdb(env->GetChildren(path, &names), "listing folder " + path));
  std::erase_if(names, [](const std::string& name) { return name == "." || name == ".."; });
  std::sort(names.begin(), names.end());
  return names;
}

Status RemoveFolder(rocksdb::Env* env, const std::string& path) {
  AL_ASSIGN_OR_RETURN(const bool exists, Exists(env, path));
  if (!exists) return absl::OkStatus();
  AL_ASSIGN_OR_RETURN(const std::vector<std::string> names, ListFolder(env, path));
  for (const std::string& name : names) {
    const std::string child = path + "/" + name;
    bool is_folder = false;
    AL_RETURN_IF_ERROR(FromRocksdb(env->IsDirectory(child, &is_folder), "removing " + child));
    AL_RETURN_IF_ERROR(is_folder ? RemoveFolder(env, child)
                                 : FromRocksdb(env->DeleteFile(child), "removing " + child));
  }
  return FromRocksdb(env->DeleteDir(path), "removing folder " + path);
}

Status CopyFolder(rocksdb::Env* env, const std::string& from, const std::string& to) {
  AL_ASSIGN_OR_RETURN(const std::vector<std::string> names, ListFolder(env, from));
  AL_RETURN_IF_ERROR(CreateFolder(env, to));
  for (const std::string& name : names) {
    bool is_folder = false;
    const std::string source = from + "/" + name;
    AL_RETURN_IF_ERROR(FromRocksdb(env->IsDirectory(source, &is_folder), "copying " + source));
    if (is_folder) continue;
    AL_RETURN_IF_ERROR(base::Annotate(CopyFile(env, source, to + "/" + name), "file " + source));
  }
  return SyncFolder(env, to);
}

Status ReplaceFile(rocksdb::Env* env, const std::string& folder, const std::string& name,
                   std::string_view content) {
  const std::string path = folder + "/" + name;
  const std::string draft = path + ".draft";
  const rocksdb::Slice bytes(content.data(), content.size());
  AL_RETURN_IF_ERROR(FromRocksdb(rocksdb::WriteStringToFile(env, bytes, draft, /*sync=*/true),
                                 "writing " + draft));
  AL_RETURN_IF_ERROR(FromRocksdb(env->RenameFile(draft, path), "renaming " + draft));
  return SyncFolder(env, folder);
}

StatusOr<std::string> ReadSmallFile(rocksdb::Env* env, const std::string& path) {
  std::string content;
  AL_RETURN_IF_ERROR(
      FromRocksdb(rocksdb::ReadFileToString(env, path, &content), "reading " + path));
  return content;
}

}  // namespace anchorledger::storage
