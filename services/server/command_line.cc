#include "services/server/command_line.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <utility>

#include "services/server/version.h"

namespace anchorledger::server {
namespace {

constexpr const char* kFooter =
    R"(Every option may stand in the file named by --config, as a line `name = value`:

  data-dir = /var/lib/anchorledger
  listen = 127.0.0.1:7400
  http-listen = 127.0.0.1:7480
  tokens-file = /etc/anchorledger/tokens

Examples:
  anchorledgerd --data-dir data --listen 127.0.0.1:7400 --tokens-file tokens
  anchorledgerd token create --tokens-file tokens --tenant net-1 --actor a-1 --org anchor-1 \
    --role fin)";

// The texts of options that are not plain strings.
struct RawOptions {
  std::string log_level = "info";
  std::string log_calls = "all";
  std::vector<std::string> roles;
  std::string tenant;
  std::string actor;
  std::string organisation;
};

void AddServerOptions(CLI::App& app, ServerConfig& config, RawOptions& raw) {
  app.add_option("--data-dir", config.data_dir, "Folder of the log and the projections");
  app.add_option("--listen", config.listen, "HOST:PORT; port 0 takes one that is free");
  app.add_option("--tokens-file", config.tokens_file, "Tokens that are accepted");
  app.add_option("--http-listen", config.http_listen,
                 "HOST:PORT of pages and API over HTTP; default: none");
  app.add_option("--web-dir", config.web_dir,
                 "Folder of the built pages; default: ../share/anchorledger/web by the program");
  app.add_option("--tls-certificate", config.tls.certificate_file, "Certificate chain, PEM");
  app.add_option("--tls-key", config.tls.key_file, "Private key, PEM");
  app.add_option("--tls-client-ca", config.tls.client_ca_file,
                 "Clients must show a certificate of this authority, PEM");
  app.add_option("--port-file", config.port_file, "Where the chosen port is written");
  app.add_option("--backup-dir", config.backup_dir,
                 "Folder of backups; default: backups in the data folder");
  app.add_option("--log-level", raw.log_level, "debug, info, warn, error or off")
      ->check(CLI::IsMember({"debug", "info", "warn", "error", "off"}));
  app.add_option("--log-calls", raw.log_calls, "all, or failed ones only")
      ->check(CLI::IsMember({"all", "failed"}));
  app.add_option("--workers", config.workers, "Threads for reads and queries; 0: by the machine");
}

CLI::App* AddTokenCommand(CLI::App& app, std::string& tokens_file, RawOptions& raw) {
  CLI::App* token = app.add_subcommand("token", "Makes tokens without a server");
  token->require_subcommand(1);
  CLI::App* create = token->add_subcommand("create", "Adds a token and prints its secret, once");
  create->add_option("--tokens-file", tokens_file, "Made when it does not exist")->required();
  create->add_option("--tenant", raw.tenant, "Network that the token belongs to")->required();
  create->add_option("--actor", raw.actor, "Opaque id of the person or program")->required();
  create->add_option("--org", raw.organisation, "Organisation that it acts for")->required();
  create
      ->add_option("--role", raw.roles,
                   "fin, hr, sc, cb, exec, par, res, eval, stw, sys or operator; several by commas")
      ->delimiter(',')
      ->required();
  return create;
}

Command TokenCommand(std::string tokens_file, const RawOptions& raw) {
  CreateTokenCommand command{.tokens_file = std::move(tokens_file),
                             .principal = {.tenant = base::TenantId(raw.tenant),
                                           .actor = base::ActorId(raw.actor),
                                           .organisation = base::OrganisationId(raw.organisation),
                                           .roles = {},
                                           .token_id = ""}};
  for (const std::string& name : raw.roles) {
    const auto role = security::ParseRole(name);
    if (!role.has_value()) {
      std::cerr << "anchorledgerd: " << name << " is no role\n";
      return ExitCommand{2};
    }
    command.principal.roles.Add(*role);
  }
  return command;
}

}  // namespace

Command ParseCommandLine(int argc, const char* const* argv) {
  CLI::App app("The Anchor Ledger daemon.", "anchorledgerd");
  app.footer(kFooter);
  app.set_version_flag("--version", std::string(kVersion));
  app.set_config("--config", "", "File with any of the options, one `name = value` a line");
  app.allow_config_extras(CLI::config_extras_mode::error);
  ServerConfig config;
  RawOptions raw;
  std::string tokens_file;
  AddServerOptions(app, config, raw);
  const CLI::App* create = AddTokenCommand(app, tokens_file, raw);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return ExitCommand{code == 0 ? 0 : 2};
  }
  if (create->parsed()) {
    return TokenCommand(std::move(tokens_file), raw);
  }
  config.log_all_calls = raw.log_calls == "all";
  config.log_level = runtime::ParseLogLevel(raw.log_level).value_or(runtime::LogLevel::kInfo);
  return config;
}

}  // namespace anchorledger::server
