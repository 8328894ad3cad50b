#include "storage/projection_store/projection_folder.h"

#include <rocksdb/env.h>

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "storage/rocksdb/directory.h"

namespace anchorledger::storage {
namespace {

using base::ErrorReason;
using base::MakeError;
using base::Status;
using base::StatusOr;

constexpr const char* kCurrent = "CURRENT";
constexpr size_t kNameDigits = 6;

// The number a sub-folder is named by; 0 for other names.
uint64_t NumberOf(std::string_view name) {
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool whole = error == std::errc() && end == name.data() + name.size();
  return whole && name.size() >= kNameDigits ? number : 0;
}

std::string NameOf(uint64_t number) {
  const std::string digits = std::to_string(number);
  return std::string(kNameDigits - std::min(digits.size(), kNameDigits), '0') + digits;
}

}  // namespace

ProjectionFolder::ProjectionFolder(Options options) : options_(std::move(options)) {}

StatusOr<std::unique_ptr<ProjectionFolder>> ProjectionFolder::Open(Options options) {
  options.env = EnvOrDefault(options.env);
  AL_RETURN_IF_ERROR(CreateFolder(options.env, options.folder));
  return std::unique_ptr<ProjectionFolder>(new ProjectionFolder(std::move(options)));
}

StatusOr<std::string> ProjectionFolder::CurrentName() const {
  const std::string path = options_.folder + "/" + kCurrent;
  AL_ASSIGN_OR_RETURN(const bool exists, Exists(options_.env, path));
  if (!exists) return std::string();
  AL_ASSIGN_OR_RETURN(std::string name, ReadSmallFile(options_.env, path));
  if (name.ends_with('\n')) name.pop_back();
  if (NumberOf(name) == 0) {
    return MakeError(ErrorReason::kDataCorrupt, path + " does not name a projection store");
  }
  return name;
}

ProjectionStoreOptions ProjectionFolder::OptionsFor(std::string_view name) const {
  return {.folder = options_.folder + "/" + std::string(name),
          .identity = options_.identity,
          .env = options_.env,
          .log = options_.log,
          .block_cache_bytes = options_.block_cache_bytes};
}

StatusOr<std::unique_ptr<ProjectionStore>> ProjectionFolder::OpenCurrent() const {
  AL_ASSIGN_OR_RETURN(const std::string name, CurrentName());
  if (name.empty()) {
    return MakeError(ErrorReason::kNotFound, "no projection was built in " + options_.folder);
  }
  return ProjectionStore::Open(OptionsFor(name));
}

StatusOr<std::unique_ptr<ProjectionStore>> ProjectionFolder::CreateNext() const {
  // A damaged CURRENT is no obstacle: it is what a rebuild repairs.
  const StatusOr<std::string> current = CurrentName();
  AL_ASSIGN_OR_RETURN(const std::vector<std::string> names,
                      ListFolder(options_.env, options_.folder));
  uint64_t last = 0;
  for (const std::string& name : names) {
    if (NumberOf(name) == 0) continue;
    last = std::max(last, NumberOf(name));
    if (current.ok() && name != *current) {
      AL_RETURN_IF_ERROR(RemoveFolder(options_.env, options_.folder + "/" + name));
    }
  }
  return ProjectionStore::Create(OptionsFor(NameOf(last + 1)));
}

Status ProjectionFolder::SwapTo(ProjectionStore& next) const {
  AL_RETURN_IF_ERROR(next.EndBulk());
  AL_RETURN_IF_ERROR(SyncFolder(options_.env, options_.folder));
  const std::string name = next.folder().substr(options_.folder.size() + 1);
  return ReplaceFile(options_.env, options_.folder, kCurrent, name + "\n");
}

}  // namespace anchorledger::storage
