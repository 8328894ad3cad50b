#include "services/check/command_line.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

#include "services/check/backup_manifest.h"
#include "services/check/projection_check.h"
#include "storage/log/log_backup.h"
#include "storage/log/log_verify.h"
#include "storage/log/rocksdb_log.h"

namespace anchorledger::check {
namespace {

enum ExitCode { kWhole = 0, kWrong = 1, kUsage = 2, kNotChecked = 3 };

struct CheckOptions {
  std::string data_dir;
  std::string backup;
  bool log_only = false;

  storage::LogFolderOptions log() const { return {.folder = data_dir + "/log"}; }
};

void WriteReport(const storage::LogReport& report, std::ostream& out) {
  out << "log " << storage::FormatLogId(report.head.log_id) << ", epoch " << report.head.epoch
      << ", head " << report.head.position.value() << "\n"
      << report.records << " records whole (" << report.erased << " erased), " << report.commits
      << " commits, " << report.streams << " streams\n";
  for (const storage::LogProblem& problem : report.problems) {
    out << "WRONG at position " << problem.position.value() << ": " << problem.what << "\n";
  }
}

void WriteReport(const ProjectionReport& report, std::ostream& out) {
  out << "projection " << report.name << ": ";
  if (!report.present) {
    out << "none of this version; the server builds it anew\n";
  } else if (report.first_difference.empty()) {
    out << report.rows << " rows equal a replay up to position " << report.position.value() << "\n";
  } else {
    out << "WRONG: differs from a replay up to position " << report.position.value()
        << ", first at row " << report.first_difference << "\n";
  }
}

// True when every projection equals a replay of the log.
base::StatusOr<bool> CheckProjections(const CheckOptions& options, std::ostream& out) {
  const runtime::SystemClock clock;
  AL_ASSIGN_OR_RETURN(const auto log,
                      storage::RocksdbLog::OpenForReading({.folder = options.log()}));
  const std::string scratch = options.data_dir + "/check";
  std::filesystem::remove_all(scratch);
  std::filesystem::create_directories(scratch);
  bool whole = true;
  for (const StoredProjection& projection : ProjectionsBelow(options.data_dir + "/projections")) {
    AL_ASSIGN_OR_RETURN(const ProjectionReport report,
                        CheckProjection(projection, *log, clock, scratch));
    WriteReport(report, out);
    whole = whole && report.first_difference.empty();
  }
  std::filesystem::remove_all(scratch);
  return whole;
}

base::StatusOr<ExitCode> Verify(const CheckOptions& options, std::ostream& out) {
  AL_ASSIGN_OR_RETURN(const storage::LogReport report, storage::VerifyLog(options.log()));
  WriteReport(report, out);
  if (!report.problems.empty()) return kWrong;
  if (!report.watermark.has_value()) {
    out << "WRONG: the watermark beside the log is missing, so a lost end would not be noticed; "
           "if the log is right as it is: anchorledger-check accept-restore --data-dir "
        << options.data_dir << "\n";
    return kWrong;
  }
  if (options.log_only) return kWhole;
  AL_ASSIGN_OR_RETURN(const bool whole, CheckProjections(options, out));
  return whole ? kWhole : kWrong;
}

base::StatusOr<ExitCode> Accept(const CheckOptions& options, std::ostream& out) {
  const runtime::SystemClock clock;
  AL_ASSIGN_OR_RETURN(const storage::LogHead head, storage::AcceptRestore(options.log(), clock));
  out << "accepted: epoch " << head.epoch << " begins behind position " << head.position.value()
      << "\n";
  return kWhole;
}

// What the backup holds beside the log goes to where the server looks for it, or is named.
base::Status RestoreKeys(const CheckOptions& options) {
  std::error_code error;
  std::filesystem::copy_file(options.backup + "/token-seal.key",
                             options.data_dir + "/token-seal.key",
                             std::filesystem::copy_options::overwrite_existing, error);
  if (!error) return absl::OkStatus();
  return base::MakeError(base::ErrorReason::kStorageFailed,
                         options.backup + "/token-seal.key cannot be copied");
}

base::StatusOr<ExitCode> Restore(const CheckOptions& options, std::ostream& out) {
  AL_RETURN_IF_ERROR(CheckManifest(options.backup));
  std::filesystem::create_directories(options.data_dir);
  AL_ASSIGN_OR_RETURN(const storage::LogHead head,
                      storage::RestoreLog(options.backup + "/log", options.log()));
  AL_RETURN_IF_ERROR(RestoreKeys(options));
  out << "restored up to position " << head.position.value()
      << "; now accept it: anchorledger-check accept-restore --data-dir " << options.data_dir
      << "\nthe hashed tokens of then are in " << options.backup
      << "/tokens: serve with that file as --tokens-file, or with a newer one\n";
  return kWhole;
}

}  // namespace

int RunCheck(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
  CLI::App app("Checks, restores and accepts the data folder of a server that is not running.",
               "anchorledger-check");
  app.footer(
      "Exit codes: 0 whole, 1 something is wrong, 2 wrong command line, 3 not checked.\n"
      "Examples:\n"
      "  anchorledger-check verify --data-dir data\n"
      "  anchorledger-check restore --data-dir data --backup data/backups/monday\n"
      "  anchorledger-check accept-restore --data-dir data");
  app.require_subcommand(1);
  CheckOptions options;
  base::StatusOr<ExitCode> (*action)(const CheckOptions&, std::ostream&) = nullptr;
  const auto add = [&](const char* name, const char* what, auto* run) {
    CLI::App* command = app.add_subcommand(name, what);
    command->add_option("--data-dir", options.data_dir, "The server's data folder")->required();
    command->callback([&action, run] { action = run; });
    return command;
  };
  add("verify", "Records, rows, watermark, and the projections against a replay", Verify)
      ->add_flag("--log-only", options.log_only, "Leave the projections out");
  add("restore", "Put a backup where the log was", Restore)
      ->add_option("--backup", options.backup, "Folder of the backup")
      ->required();
  add("accept-restore", "Open a new epoch: the log is right as it is", Accept);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error, out, err) == 0 ? kWhole : kUsage;
  }
  const base::StatusOr<ExitCode> result = action(options, out);
  if (result.ok()) return *result;
  err << "anchorledger-check: " << base::ToString(result.status()) << "\n";
  return base::ReasonOf(result.status()) == base::ErrorReason::kDataCorrupt ? kWrong : kNotChecked;
}

}  // namespace anchorledger::check
