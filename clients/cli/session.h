#pragma once
// One run of the client: the options as parsed, the action that the command line chose, and the
// streams it writes to. Commands register themselves on the CLI11 application and set the action.
#include <CLI/CLI.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/connection.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/options.h"
#include "clients/cli/output/report.h"
#include "proto/base/status.h"

namespace anchorledger::cli {

// Stands in `Session::choices` for the ids of metrics, which only a server knows.
inline constexpr std::string_view kMetricIds = "@metrics";

class Session {
 public:
  using Action = std::function<base::StatusOr<ExitCode>()>;

  explicit Session(Streams streams) : streams_(streams) {}

  GlobalOptions& options() { return options_; }
  const GlobalOptions& options() const { return options_; }
  Streams& streams() { return streams_; }

  // What will run once the whole command line is parsed.
  void SetAction(Action action) { action_ = std::move(action); }
  // Runs the action; errors are written to the error stream.
  ExitCode Run();

  // The connection, opened at first use.
  base::StatusOr<Connection*> connection();

  // Writes the report in the format asked for.
  void Show(const Report& report) { report.Write(options_.format(), streams_.out); }
  // Writes one page. Where there is a further one, people read so below the table, and programs on
  // the error stream: "<what>: --page-token TOKEN". Nothing is left out in silence.
  void ShowPage(Report& report, const std::string& next_page_token,
                const std::string& what = "There is more");
  // Says on the error stream that there is more.
  void NoteMore(const std::string& next_page_token, const std::string& what = "There is more");

  // What may follow an option, for the completion.
  std::map<const CLI::Option*, std::vector<std::string>>& choices() { return choices_; }

  // Whether progress may be drawn.
  bool ShowsProgress() const { return streams_.err_is_terminal && !options_.quiet; }

 private:
  GlobalOptions options_;
  Streams streams_;
  Action action_;
  std::unique_ptr<Connection> connection_;
  std::map<const CLI::Option*, std::vector<std::string>> choices_;
};

// Tells the completion which words may follow `option`, and returns it.
CLI::Option* WithChoices(Session& session, CLI::Option* option, std::vector<std::string> choices);
// The same for an option that takes the id of a metric: the server is asked for them.
CLI::Option* WithMetricIds(Session& session, CLI::Option* option);

// Writes an error of the command line or of an input file: what is wrong, and each field.
void WriteOwnError(const base::Status& status, std::ostream& err);

// Writes an answer that is an error: also which rule and which event, and what to do.
void WriteError(const base::Status& status, std::ostream& err);

// Registers `action` on a sub-command and returns the sub-command for its options.
CLI::App* AddCommand(CLI::App& parent, Session& session, const std::string& name,
                     const std::string& what, Session::Action action);

// The commands, one file each.
void AddAppendCommand(CLI::App& app, Session& session);
void AddEventsCommands(CLI::App& app, Session& session);
void AddCorrectionCommands(CLI::App& events, Session& session);  // below `events`
void AddImportCommands(CLI::App& app, Session& session);
void AddProfileCommands(CLI::App& app, Session& session);
void AddDirectoryCommands(CLI::App& app, Session& session);
void AddMetricsCommands(CLI::App& app, Session& session);
void AddAdminCommands(CLI::App& app, Session& session);
void AddReportLinkCommands(CLI::App& admin, Session& session);  // below `admin`
void AddDemoCommand(CLI::App& app, Session& session);
void AddCompletionCommand(CLI::App& app, Session& session);

}  // namespace anchorledger::cli
