#include <memory>
#include <string>
#include <vector>

#include "anchorledger/api/v1/metrics.grpc.pb.h"
#include "clients/cli/output/proto_json.h"
#include "clients/cli/session.h"

namespace anchorledger::cli {
namespace {

// What bash does with the tables below. It walks the words before the cursor: a sub-command makes
// the path longer, an option that takes a value swallows the next word, any other word is an
// argument. Then it offers what may follow there.
//
// Metrics are asked of the server that the environment names, each time: there is one answer, and
// it is quick. Several are shown with their names, and what is put in is the id alone.
constexpr const char* kWalk = R"bash(_anchorledger_metrics() {
  local id name
  while IFS=$'\t' read -r id name; do
    [[ $id == "$1"* ]] && COMPREPLY+=("$id  $name")
  done < <("${COMP_WORDS[0]}" completion --metrics 2>/dev/null </dev/null)
  [[ ${#COMPREPLY[@]} -ne 1 ]] || COMPREPLY=("${COMPREPLY[0]%%  *}")
}
_anchorledger() {
  local cur="${COMP_WORDS[COMP_CWORD]}" path='' option='' arguments=0 i word words=''
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="${COMP_WORDS[i]}"
    if [[ -n $option ]]; then
      [[ $word == '=' ]] || option=''
    elif [[ $word == -* ]]; then
      [[ " $(_anchorledger_words valued "$path") " != *" $word "* ]] || option="$word"
    elif [[ " $(_anchorledger_words commands "$path") " == *" $word "* ]]; then
      path="${path:+$path }$word"
      arguments=0
    else
      arguments=$((arguments + 1))
    fi
  done
  [[ $cur != '=' ]] || cur=''
  COMPREPLY=()
  if [[ -n $option ]]; then
    words="$(_anchorledger_words value "$path" "$option")"
  elif [[ $cur == -* ]]; then
    words="$(_anchorledger_words options "$path")"
  else
    words="$(_anchorledger_words commands "$path")"
    words+=" $(_anchorledger_words argument "$path" $arguments)"
  fi
  if [[ $words == '@metrics'* ]]; then
    _anchorledger_metrics "$cur"
  elif [[ -n ${words// /} ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
  elif [[ $cur != -* ]]; then
    COMPREPLY=($(compgen -f -- "$cur"))
  fi
}
complete -o filenames -F _anchorledger anchorledger
)bash";

using Commands = std::vector<const CLI::App*>;  // a command below those it belongs to

class Tables {
 public:
  Tables(const std::map<const CLI::Option*, std::vector<std::string>>& choices, std::ostream& out)
      : choices_(choices), out_(out) {}

  void Write(const CLI::App& app) {
    out_ << "_anchorledger_words() {\n  case \"$*\" in\n";
    WriteCommand({&app}, "");
    out_ << "  esac\n}\n";
  }

 private:
  static std::vector<const CLI::App*> CommandsOf(const CLI::App& command) {
    return command.get_subcommands([](const CLI::App*) { return true; });
  }

  static std::vector<std::string> NamesOf(const CLI::Option& option) {
    std::vector<std::string> names;
    for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option.get_snames()) names.push_back("-" + name);
    return names;
  }

  void WriteCase(const std::string& question, const std::vector<std::string>& words) {
    if (words.empty()) return;
    out_ << "    '" << question << "') echo '";
    for (const std::string& word : words) out_ << word << " ";
    out_ << "' ;;\n";
  }

  // Options of a command may also stand behind its sub-commands.
  void WriteCommand(const Commands& commands, const std::string& path) {
    std::vector<std::string> below, options, valued;
    for (const CLI::App* child : CommandsOf(*commands.back())) below.push_back(child->get_name());
    for (const CLI::App* command : commands) {
      for (const CLI::Option* option : command->get_options()) {
        const bool takes_value = option->get_items_expected_max() > 0;
        for (const std::string& name : NamesOf(*option)) {
          options.push_back(name);
          if (takes_value) valued.push_back(name);
          WriteChoices("value " + path + " " + name, option);
        }
      }
    }
    int place = 0;
    for (const CLI::Option* option : commands.back()->get_options()) {
      if (option->get_positional() && NamesOf(*option).empty()) {
        WriteChoices("argument " + path + " " + std::to_string(place++), option);
      }
    }
    WriteCase("commands " + path, below);
    WriteCase("options " + path, options);
    WriteCase("valued " + path, valued);
    for (const CLI::App* child : CommandsOf(*commands.back())) {
      Commands longer = commands;
      longer.push_back(child);
      WriteCommand(longer, path.empty() ? child->get_name() : path + " " + child->get_name());
    }
  }

  void WriteChoices(const std::string& question, const CLI::Option* option) {
    const auto found = choices_.find(option);
    if (found != choices_.end()) WriteCase(question, found->second);
  }

  const std::map<const CLI::Option*, std::vector<std::string>>& choices_;
  std::ostream& out_;
};

// Whoever presses a key does not wait long.
constexpr int kSecondsToComplete = 2;

// "P-10<tab>Spend with ...", one a line, each metric once: editions have the same id.
base::StatusOr<ExitCode> PrintMetricIds(Session& session) {
  session.options().timeout_seconds = kSecondsToComplete;
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::MetricsService::NewStub(connection->channel());
  api::v1::ListMetricsRequest request;
  request.set_page_size(1000);
  api::v1::ListMetricsResponse response;
  AL_RETURN_IF_ERROR(
      connection->Call(*stub, &api::v1::MetricsService::Stub::ListMetrics, request, &response));
  std::string last;
  for (const auto& metric : response.metrics()) {
    if (metric.id() == last) continue;
    last = metric.id();
    session.streams().out << metric.id() << "\t" << metric.name() << "\n";
  }
  return ExitCode::kOk;
}

}  // namespace

void AddCompletionCommand(CLI::App& app, Session& session) {
  auto metrics = std::make_shared<bool>(false);
  CLI::App* command =
      AddCommand(app, session, "completion", "Print the bash completion of this program",
                 [&app, &session, metrics]() -> base::StatusOr<ExitCode> {
                   if (*metrics) return PrintMetricIds(session);
                   Tables(session.choices(), session.streams().out).Write(app);
                   session.streams().out << kWalk;
                   return ExitCode::kOk;
                 });
  command->add_flag("--metrics", *metrics, "Print ids and names of the server's metrics instead");
  command->footer("Use: source <(anchorledger completion)");
}

}  // namespace anchorledger::cli
