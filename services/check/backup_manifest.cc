#include "services/check/backup_manifest.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "proto/base/time.h"

namespace anchorledger::check {
namespace {

using base::ErrorReason;

constexpr int kFormat = 1;

std::string FileIn(const std::string& folder) { return folder + "/manifest.json"; }

nlohmann::ordered_json ToJson(const BackupManifest& manifest) {
  nlohmann::ordered_json json;
  json["format"] = kFormat;
  json["log_id"] = storage::FormatLogId(manifest.head.log_id);
  json["epoch"] = manifest.head.epoch;
  json["position"] = manifest.head.position.value();
  json["recorded_at"] = base::FormatInstant(manifest.head.recorded_at);
  json["holds"] = manifest.holds;
  json["left_out"] = nlohmann::ordered_json::array();
  for (const LeftOut& part : manifest.left_out) {
    json["left_out"].push_back(
        {{"name", part.name}, {"why", part.why}, {"files", part.files}, {"bytes", part.bytes}});
  }
  return json;
}

}  // namespace

base::Status WriteManifest(const std::string& folder, const BackupManifest& manifest) {
  const std::string path = FileIn(folder);
  {
    std::ofstream file(path + ".new");
    file << ToJson(manifest).dump(2) << '\n';
    file.close();
    if (!file) return base::MakeError(ErrorReason::kStorageFailed, "cannot write " + path);
  }
  std::error_code error;
  std::filesystem::rename(path + ".new", path, error);
  return error ? base::MakeError(ErrorReason::kStorageFailed, "cannot write " + path)
               : absl::OkStatus();
}

base::Status CheckManifest(const std::string& folder) {
  std::ifstream file(FileIn(folder));
  if (!file) {
    return base::MakeError(ErrorReason::kNotFound,
                           FileIn(folder) + " is missing: " + folder + " is no finished backup");
  }
  const auto json = nlohmann::json::parse(file, nullptr, /*allow_exceptions=*/false);
  const auto holds = json.is_object() ? json.find("holds") : json.end();
  if (!json.is_object() || json.value("format", 0) != kFormat || holds == json.end() ||
      !holds->is_array()) {
    return base::MakeError(ErrorReason::kDataCorrupt,
                           FileIn(folder) + " is not a manifest of format 1");
  }
  for (const auto& name : *holds) {
    std::error_code error;
    if (!name.is_string() ||
        !std::filesystem::exists(folder + "/" + name.get<std::string>(), error)) {
      return base::MakeError(ErrorReason::kDataCorrupt,
                             "the backup names " + name.dump() + ", which is not in " + folder);
    }
  }
  return absl::OkStatus();
}

}  // namespace anchorledger::check
