#include "clients/cli/session.h"

#include <charconv>
#include <string>
#include <utility>

namespace anchorledger::cli {

namespace {

// "event 4, field hire_recorded.count" for "events[3].hire_recorded.count", which counts from 0.
std::string FieldInWords(const std::string& path) {
  constexpr std::string_view kEvents = "events[";
  std::uint64_t index = 0;
  if (!path.starts_with(kEvents)) return path;
  const char* last = path.data() + path.size();
  const auto [end, error] = std::from_chars(path.data() + kEvents.size(), last, index);
  if (error != std::errc() || end == last || *end != ']') return path;
  std::string words = "event " + std::to_string(index + 1);
  if (end + 2 < last) words += ", field " + std::string(end + 2, last);
  return words;
}

// What an error carries besides its sentence: "rule: one_entry", "event: 3 of the request".
std::string MetadataInWords(const std::string& key, const std::string& value) {
  std::uint64_t index = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), index);
  if (key == "event_index" && error == std::errc() && end == value.data() + value.size()) {
    return "event: " + std::to_string(index + 1) + " of the request";
  }
  return key + ": " + value;
}

}  // namespace

base::StatusOr<Connection*> Session::connection() {
  if (connection_ == nullptr) {
    AL_ASSIGN_OR_RETURN(connection_, Connection::Open(options_));
  }
  return connection_.get();
}

void Session::ShowPage(Report& report, const std::string& next_page_token,
                       const std::string& what) {
  if (next_page_token.empty()) return Show(report);
  if (options_.format() == OutputFormat::kTable) {
    report.AddNote(what + ": --page-token " + next_page_token);
    return Show(report);
  }
  Show(report);
  NoteMore(next_page_token, what);
}

void Session::NoteMore(const std::string& next_page_token, const std::string& what) {
  if (!next_page_token.empty()) {
    streams_.err << what << ": --page-token " << next_page_token << "\n";
  }
}

CLI::Option* WithMetricIds(Session& session, CLI::Option* option) {
  return WithChoices(session, option, {std::string(kMetricIds)});
}

CLI::Option* WithChoices(Session& session, CLI::Option* option, std::vector<std::string> choices) {
  session.choices()[option] = std::move(choices);
  return option;
}

ExitCode Session::Run() {
  const base::StatusOr<ExitCode> result = action_();
  if (result.ok()) return *result;
  if (connection_ != nullptr && connection_->sent()) {
    WriteError(result.status(), streams_.err);
    return ExitCodeOf(result.status());
  }
  WriteOwnError(result.status(), streams_.err);
  return ExitCodeOfOwn(result.status());
}

void WriteOwnError(const base::Status& status, std::ostream& err) {
  const std::string_view message = base::MessageOf(status);
  err << "anchorledger: "
      << (message.empty() ? absl::StatusCodeToString(status.code()) : std::string(message)) << "\n";
  for (const auto& violation : base::FieldViolationsOf(status)) {
    err << "  " << FieldInWords(violation.field) << ": " << violation.description << "\n";
  }
}

void WriteError(const base::Status& status, std::ostream& err) {
  WriteOwnError(status, err);
  for (const auto& [key, value] : base::MetadataOf(status)) {
    if (value.empty()) continue;  // a rule about the whole event names no field
    err << "  " << MetadataInWords(key, value) << "\n";
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
