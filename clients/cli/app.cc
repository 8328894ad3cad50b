#include "clients/cli/app.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "clients/cli/session.h"

namespace anchorledger::cli {
namespace {

constexpr const char* kDescription =
    "Records and reads partnerships between anchor institutions and community wealth building\n"
    "organisations, over gRPC.\n\n"
    "Examples:\n"
    "  anchorledger import purchases ledger.csv --anchor st-example --profile ledger.json "
    "--dry-run\n"
    "  anchorledger metrics query --metric P-10 --anchor st-example --from 2020-04-01 "
    "--to 2021-03-31\n"
    "  anchorledger metrics explain --metric P-10 --anchor st-example --from 2020-04-01 "
    "--to 2021-03-31\n"
    "  anchorledger events list --type LoanDisbursed --partnership bartlett-place\n";

void AddGlobalOptions(CLI::App& app, Session& session) {
  GlobalOptions& options = session.options();
  app.add_option("--server", options.server, "Address of the server, host:port")
      ->envname("ANCHORLEDGER_SERVER")
      ->capture_default_str();
  app.add_option("--token-file", options.token_file,
                 "File holding the token (else the text of ANCHORLEDGER_TOKEN)")
      ->envname("ANCHORLEDGER_TOKEN_FILE");
  CLI::Option* authority =
      app.add_option("--tls-ca", options.ca_file, "Speak TLS; trust the authority in this PEM file")
          ->envname("ANCHORLEDGER_TLS_CA");
  CLI::Option* certificate =
      app.add_option("--client-cert", options.client_cert_file,
                     "Our certificate, PEM, for a server that asks its clients for one")
          ->envname("ANCHORLEDGER_CLIENT_CERT")
          ->needs(authority);
  CLI::Option* key = app.add_option("--client-key", options.client_key_file,
                                    "The private key of --client-cert, PEM")
                         ->envname("ANCHORLEDGER_CLIENT_KEY")
                         ->needs(certificate);
  certificate->needs(key);
  const std::vector<std::string> forms = {"table", "json", "csv"};
  WithChoices(session,
              app.add_option("--output,-o", options.output, "How answers are shown")
                  ->check(CLI::IsMember(forms))
                  ->capture_default_str(),
              forms);
  app.add_option("--timeout", options.timeout_seconds, "Seconds that one call may take")
      ->check(CLI::Range(1, 60))
      ->capture_default_str();
  app.add_flag("--quiet,-q", options.quiet, "Draw no progress");
}

// Options of the application may also stand after the sub-command.
void LetOptionsFallThrough(CLI::App& app) {
  for (CLI::App* command : app.get_subcommands({})) {
    command->fallthrough();
    LetOptionsFallThrough(*command);
  }
}

}  // namespace

ExitCode RunClient(const std::vector<std::string>& arguments, Streams streams) {
  Session session(streams);
  CLI::App app(kDescription, "anchorledger");
  app.footer(std::string(ExitCodeHelp()));
  app.require_subcommand(1);
  AddGlobalOptions(app, session);
  AddAppendCommand(app, session);
  AddEventsCommands(app, session);
  AddImportCommands(app, session);
  AddProfileCommands(app, session);
  AddDirectoryCommands(app, session);
  AddMetricsCommands(app, session);
  AddAdminCommands(app, session);
  AddDemoCommand(app, session);
  AddCompletionCommand(app, session);
  LetOptionsFallThrough(app);

  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // what CLI11 takes
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error, streams.out, streams.err);
    return code == 0 ? ExitCode::kOk : ExitCode::kUsage;
  }
  return session.Run();
}

}  // namespace anchorledger::cli
