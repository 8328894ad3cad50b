#include "tests/support/import/import_fixture.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "anchorledger/api/v1/import_profile.pb.h"
#include "proto/base/check.h"
#include "proto/base/hash.h"

namespace anchorledger::testing {

base::Period TestPeriod() {
  return {*base::ParseIsoDate("2020-04-01"), *base::ParseIsoDate("2021-03-31")};
}

std::shared_ptr<const importing::CompiledProfile> CompiledFrom(std::string_view json) {
  auto profile = importing::ParseProfileJson(json);
  AL_CHECK(profile.ok());
  auto compiled = importing::CompileProfile(**profile);
  if (!compiled.ok()) std::fputs((base::ToString(compiled.status()) + "\n").c_str(), stderr);
  AL_CHECK(compiled.ok());
  return *compiled;
}

namespace {

std::shared_ptr<const importing::CompiledProfile> ProfileAt(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return CompiledFrom(text.str());
}

}  // namespace

std::shared_ptr<const importing::CompiledProfile> TestProfile(const std::string& file_name) {
  return ProfileAt("tests/support/profiles/" + file_name);
}

std::shared_ptr<const importing::CompiledProfile> ReadyProfile(const std::string& name) {
  return ProfileAt("deploy/profiles/" + name + ".json");
}

importing::UploadedFile ImportFixture::Write(const std::string& text) {
  importing::UploadedFile file;
  file.file_name = "file-" + std::to_string(++files_) + ".csv";
  file.path = folder / file.file_name;
  file.size = text.size();
  file.sha256 = base::Sha256(text);
  std::ofstream(file.path, std::ios::binary) << text;
  return file;
}

base::StatusOr<importing::RunProgress> ImportFixture::Import(
    const std::shared_ptr<const importing::CompiledProfile>& profile, const std::string& text,
    const Options& options) {
  return ImportFile(profile, Write(text).path, options);
}

base::StatusOr<importing::RunProgress> ImportFixture::ImportFile(
    const std::shared_ptr<const importing::CompiledProfile>& profile, const std::string& path,
    const Options& options) {
  importing::ImportJob job;
  job.actor = Actor();
  last_import_id_ =
      options.import_id.empty() ? "imp-" + std::to_string(++imports_) : options.import_id;
  job.import_id = last_import_id_;
  job.profile = profile;
  job.file = {path, std::filesystem::path(path).filename().string(),
              std::filesystem::file_size(path), base::Sha256(path)};
  for (const importing::CompiledLookup& table : profile->lookups) {
    job.lookups.push_back(Write(options.lookups.at(table.name)));
  }
  job.parameters = {.source = profile->source,
                    .anchor_id = std::string(kAnchor),
                    .partnership_id = "",
                    .late_reason = options.late_reason,
                    .period = options.period};
  job.dry_run = options.dry_run;
  job.all_or_nothing = options.all_or_nothing;
  job.void_vanished = options.void_vanished;
  result_folder_ = folder / ("results-" + last_import_id_ + (options.dry_run ? "-dry" : ""));
  std::filesystem::create_directories(result_folder_);
  job.result_folder = result_folder_;
  std::stop_source stop;
  importing::ImportRun run(job, ledger(), [&](const importing::RunProgress& progress) {
    if (options.stop_when && options.stop_when(progress)) stop.request_stop();
  });
  AL_RETURN_IF_ERROR(run.Run(stop.get_token()));
  return run.progress();
}

std::vector<importing::NotedRow> ImportFixture::List(const std::string& name) const {
  auto reader = importing::RowListReader::Open(result_folder_ + name);
  AL_CHECK(reader.ok());
  std::vector<importing::NotedRow> rows;
  importing::NotedRow row;
  while (*(*reader)->Next(row)) rows.push_back(row);
  return rows;
}

std::vector<std::string> ImportFixture::VanishedColumns() const {
  auto reader = importing::RowListReader::Open(result_folder_ + "/vanished.rows");
  AL_CHECK(reader.ok());
  return (*reader)->columns();
}

std::string Counts(const importing::RunProgress& progress) {
  const importing::RowCounts& counts = progress.tally.counts;
  std::ostringstream text;
  text << counts.read << " " << counts.created << " " << counts.updated << " " << counts.unchanged
       << " " << counts.rejected;
  return text.str();
}

std::string Counts(const base::StatusOr<importing::RunProgress>& progress) {
  return progress.ok() ? Counts(*progress) : base::ToString(progress.status());
}

}  // namespace anchorledger::testing
