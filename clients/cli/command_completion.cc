#include <memory>
#include <string>

#include "clients/cli/session.h"

namespace anchorledger::cli {
namespace {

// The words that may follow `path`: sub-commands and long options.
std::string WordsOf(const CLI::App& command) {
  std::string words;
  for (const CLI::App* child : command.get_subcommands([](const CLI::App*) { return true; })) {
    words += child->get_name() + " ";
  }
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) words += "--" + name + " ";
  }
  return words;
}

void WriteCases(const CLI::App& command, const std::string& path, std::ostream& out) {
  out << "    '" << path << "') words=\"" << WordsOf(command) << "\" ;;\n";
  for (const CLI::App* child : command.get_subcommands([](const CLI::App*) { return true; })) {
    WriteCases(*child, path.empty() ? child->get_name() : path + " " + child->get_name(), out);
  }
}

}  // namespace

void AddCompletionCommand(CLI::App& app, Session& session) {
  CLI::App* command =
      AddCommand(app, session, "completion", "Print the bash completion of this program",
                 [&app, &session]() -> base::StatusOr<ExitCode> {
                   std::ostream& out = session.streams().out;
                   out << "_anchorledger() {\n"
                          "  local path='' words='' word\n"
                          "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
                          "    case \"$word\" in -*) ;; *) path=\"${path:+$path }$word\" ;; esac\n"
                          "  done\n"
                          "  case \"$path\" in\n";
                   WriteCases(app, "", out);
                   out << "  esac\n"
                          "  COMPREPLY=($(compgen -W \"$words\" -f -- "
                          "\"${COMP_WORDS[COMP_CWORD]}\"))\n"
                          "}\n"
                          "complete -o filenames -F _anchorledger anchorledger\n";
                   return ExitCode::kOk;
                 });
  command->footer("Use: source <(anchorledger completion)");
}

}  // namespace anchorledger::cli
