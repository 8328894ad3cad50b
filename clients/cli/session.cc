#include "clients/cli/session.h"

#include <string>
#include <utility>

namespace anchorledger::cli {

base::StatusOr<Connection*> Session::connection() {
  if (connection_ == nullptr) {
    AL_ASSIGN_OR_RETURN(connection_, Connection::Open(options_));
  }
  return connection_.get();
}

ExitCode Session::Run() {
  const base::StatusOr<ExitCode> result = action_();
  if (result.ok()) return *result;
  WriteError(result.status(), streams_.err);
  return ExitCodeOf(result.status());
}

void WriteError(const base::Status& status, std::ostream& err) {
  const std::string_view message = base::MessageOf(status);
  err << "anchorledger: "
      << (message.empty() ? absl::StatusCodeToString(status.code()) : std::string(message)) << "\n";
  for (const auto& violation : base::FieldViolationsOf(status)) {
    err << "  " << violation.field << ": " << violation.description << "\n";
  }
  const base::ErrorReason reason = base::ReasonOf(status);
  if (reason != base::ErrorReason::kUnspecified) {
    err << "  (" << base::ReasonName(reason) << ": " << base::MeaningOf(reason) << ")\n";
  }
}

CLI::App* AddCommand(CLI::App& parent, Session& session, const std::string& name,
                     const std::string& what, Session::Action action) {
  CLI::App* command = parent.add_subcommand(name, what);
  command->callback([&session, action = std::move(action)] { session.SetAction(action); });
  return command;
}

}  // namespace anchorledger::cli
